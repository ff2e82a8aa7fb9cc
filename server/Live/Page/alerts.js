// Open alerts: what, where, since when, what to do, and who goes.

import { fill, h } from "./dom.js";
import { alertText, clock, pointName } from "./format.js";
import { has, say, t } from "./words.js";

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

export const isToAct = (alert) => alert.level === "Act";

/** Of zones and alerts, as the style names them. */
export const levels = { Act: "act", NoSignal: "none", Look: "look", Good: "good" };

const levelOf = (alert) => (alert.clearedMs ? "over" : levels[alert.level]);

const titleOf = (alert) => (alert.title ? say(alert.title) : pointName(alert));

function factsOf(alert, farm) {
  const facts = [];
  if (alert.seen) {
    facts.push(h("b", null, say(alert.seen)), " · ");
  }
  if (alert.value !== null) {
    facts.push(h("b", null, alertText(alert)), " · ");
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
  const answer = await farm.post(`/api/alerts/${alert.id}/acknowledge`);
  if (answer.status !== 204) {
    button.disabled = false;
    fill(said, t(has(`refused.${answer.reason}`) ? `refused.${answer.reason}` : "alert.failed"));
  }
}
