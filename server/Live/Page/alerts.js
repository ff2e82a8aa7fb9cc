// Open alerts: what, where, since when, what to do, and who goes.

import { fill, h } from "./dom.js";
import { clock, pointName, shownText } from "./format.js";
import { say, t } from "./words.js";

/** A card; `farm` gives the clock and takes acknowledgements. */
export function makeAlert() {
  return h("article", {});
}

export function updateAlert(card, alert, farm) {
  card.className = `alert ${levelOf(alert)}`;
  const heading = `${titleOf(alert)} · ${say(alert.place)}`;
  fill(
    card,
    h("h2", null, heading),
    alert.do ? h("p", { class: "do" }, say(alert.do)) : null,
    h("p", { class: "facts" }, ...factsOf(alert, farm)),
    alert.clearedMs ? null : actionsOf(alert, farm),
  );
}

export const isToAct = (alert) => alert.severity === "Severe" || alert.severity === "Extreme";

const levelOf = (alert) => (alert.clearedMs ? "over" : isToAct(alert) ? "act" : "look");

const titleOf = (alert) => (alert.title ? say(alert.title) : pointName(alert));

function factsOf(alert, farm) {
  const facts = [];
  if (alert.value !== null) {
    facts.push(h("b", null, shownText(alert.quantity, alert.value, alert.point)), " · ");
  }
  facts.push(h("span", { "data-since": alert.sinceMs }, farm.since(alert.sinceMs)), " · ");
  if (alert.clearedMs) {
    facts.push(t("alert.cleared", { time: clock(alert.clearedMs, farm.state.utcOffset, farm.now()) }), " · ");
  }
  facts.push(t(`severity.${alert.severity}`), " · ", t("alert.code", { code: alert.code }));
  return facts;
}

function actionsOf(alert, farm) {
  if (alert.state === "Acknowledged") {
    const who = alert.acknowledgedBy;
    return h("p", { class: "taken" }, "✓ ", who ? t("alert.acknowledgedBy", { who }) : t("alert.acknowledged"));
  }
  const said = h("span", { class: "said", role: "status" });
  const button = h(
    "button",
    { type: "button", onclick: () => acknowledge(alert, farm, button, said) },
    t(isToAct(alert) ? "alert.go" : "alert.seen"),
  );
  return h("p", { class: "actions" }, button, said);
}

async function acknowledge(alert, farm, button, said) {
  button.disabled = true;
  const status = await farm.post(`/api/alerts/${alert.id}/acknowledge`);
  if (status !== 204) {
    button.disabled = false;
    fill(said, t(status === 409 ? "alert.gone" : "alert.failed"));
  }
}
