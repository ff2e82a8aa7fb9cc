// What is not needed each day: where somebody works, one's password, and the pages of who looks after the farm.

import { showOffline } from "./alert-pages.js";
import { fill, h } from "./dom.js";
import { actButton, field, saidPlace } from "./forms.js";
import { language, say, t } from "./words.js";

const places = [
  ["Technician", "#/finca", "farm.title"],
  ["Coordinator", "#/cuentas", "accounts.title"],
  ["Coordinator", "#/simulacro", "drill.title"],
  ["Coordinator", "#/registro", "audit.title"],
];

export function makeMorePage() {
  const banner = h("section", { class: "banner slim", hidden: true });
  const links = h("ul", { class: "links" });
  const works = h("section", { class: "panel" });
  const me = h("section", { class: "panel" });
  let work = [];
  return {
    elements: [banner, h("h1", null, t("nav.more")), links, h("h2", { class: "list" }, t("work.list")), works, me],
    everyMs: 15000,
    async load(farm) {
      const answer = await farm.get("/api/maintenance");
      work = answer.ok ? await answer.json() : work;
    },
    update(farm) {
      showOffline(banner, farm);
      if (!me.firstChild) {
        const report = { href: `/report?lang=${language}`, target: "_blank", rel: "noopener" };
        fill(links, h("li", null, h("a", report, t("more.report"))), ...places.filter(([role]) => farm.may(role)).map(([, href, key]) => h("li", null, h("a", { href }, t(key)))));
        fill(me, ...ownPart(farm));
      }
      listWork(works, work, farm);
    },
  };
}

function listWork(section, work, farm) {
  const written = JSON.stringify(work);
  if (section.written === written) {
    return;
  }
  section.written = written;
  fill(
    section,
    work.length === 0 ? h("p", { class: "empty" }, t("work.none")) : null,
    ...work.map((one) => {
      const said = saidPlace();
      const end = async () => {
        const answer = await farm.remove(`/api/maintenance/${encodeURIComponent(one.place)}`);
        farm.refresh();
        return answer;
      };
      return h(
        "p",
        null,
        h("b", null, say(one.title)),
        ` ${t("work.until", { time: farm.clock(one.untilMs), who: one.who })} ${one.reason} `,
        farm.may("Technician") ? actButton(farm, t("work.end"), end, said) : null,
        said,
      );
    }),
  );
}

function ownPart(farm) {
  if (farm.me.kiosk) {
    return [];
  }
  const said = saidPlace();
  const old = field(t("password.old"), { type: "password", autocomplete: "current-password", maxlength: 128 });
  const fresh = field(t("password.new"), { type: "password", autocomplete: "new-password", minlength: 8, maxlength: 128 });
  const change = async () => {
    const answer = await farm.post("/api/me/password", { old: old.input.value, new: fresh.input.value });
    if (answer.ok) {
      old.input.value = fresh.input.value = "";
      setTimeout(() => fill(said, t("password.changed")));
    }
    return answer;
  };
  return [
    h("h2", null, t("signIn.as", { name: farm.me.name }), ` · ${t(`role.${farm.me.role}`)}`),
    h(
      "details",
      null,
      h("summary", null, t("password.title")),
      h("div", { class: "row" }, old.label, fresh.label, actButton(farm, t("password.change"), change, said)),
      said,
    ),
    h("p", null, h("button", { type: "button", onclick: farm.signOut }, t("signIn.out"))),
  ];
}
