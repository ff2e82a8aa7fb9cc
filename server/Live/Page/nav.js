// Where one can go: at the thumb on a phone, under the head on a wide screen.

import { fill, h } from "./dom.js";
import { t } from "./words.js";

const places = [
  ["#/", "nav.zones", /^#\/(zona\/.*)?$/],
  ["#/alertas", "nav.alerts", /^#\/alertas?(\/.*)?$/],
  ["#/nodos", "nav.nodes", /^#\/nodos$/],
  ["#/gente", "nav.people", /^#\/gente$/],
  ["#/mas", "nav.more", /^#\/(mas|finca|cuentas|registro|simulacro(\/\d+)?)$/],
];

export function showNav(nav, farm) {
  const open = farm.state.alerts.filter((alert) => alert.state !== "Suppressed").length;
  const address = location.hash || "#/";
  const written = `${open} ${address}`;
  if (nav.written === written) {
    return;
  }
  nav.written = written;
  nav.hidden = false;
  nav.setAttribute("aria-label", t("nav.label"));
  fill(
    nav,
    ...places.filter(([, key]) => key !== "nav.people" || farm.may("Attendant")).map(([href, key, here]) =>
      h(
        "a",
        { href, "aria-current": here.test(address) ? "page" : null },
        t(key),
        key === "nav.alerts" && open > 0 ? h("span", { class: "badge" }, String(open)) : null,
      ),
    ),
  );
}
