// An alert as a card: what, where, since when, what to do, and who goes.

import { fill, h } from "./dom.js";
import { alertText, pointName } from "./format.js";
import { actButton, saidPlace, sureButton } from "./forms.js";
import { say, t } from "./words.js";

const severityRank = { Extreme: 0, Severe: 1, Moderate: 2, Minor: 3 };
const stateRank = { Raised: 0, Acknowledged: 1, Snoozed: 2, Suppressed: 3 };

/** Of zones and alerts, as the style names them. */
export const levels = { Act: "act", NoSignal: "none", Look: "look", Good: "good" };

export const isToAct = (alert) => alert.level === "Act" && !isOver(alert) && alert.state !== "Suppressed";

export const isOver = (alert) => ["Cleared", "False", "Closed"].includes(alert.state);

/** What nobody has seen to first, then the worst, then the newest. */
export const worstFirst = (alerts) =>
  [...alerts].sort(
    (a, b) =>
      (stateRank[a.state] || 0) - (stateRank[b.state] || 0) ||
      severityRank[a.severity] - severityRank[b.severity] ||
      b.sinceMs - a.sinceMs,
  );

export const titleOf = (alert) => (alert.title ? say(alert.title) : pointName(alert));

export function makeAlert() {
  return h("article", {});
}

/** `farm` gives the clock and takes acts. */
export function updateAlert(card, alert, farm) {
  card.className = `alert ${classOf(alert)}`;
  fill(
    card,
    h("h2", null, h("a", { href: `#/alerta/${alert.id}` }, `${titleOf(alert)} · ${say(alert.place)}`)),
    alert.do && !isOver(alert) ? h("p", { class: "do" }, say(alert.do)) : null,
    h("p", { class: "facts" }, ...factsOf(alert, farm)),
    standOf(alert, farm),
    isOver(alert) || !farm.may("Attendant") ? null : actionsOf(alert, farm),
  );
}

export function classOf(alert) {
  if (isOver(alert) || alert.state === "Suppressed") {
    return "over";
  }
  const calm = alert.state === "Raised" ? "" : " calm";
  return (levels[alert.level] || "look") + calm;
}

export function factsOf(alert, farm) {
  const facts = [];
  if (alert.seen) {
    facts.push(h("b", null, say(alert.seen)), " · ");
  }
  if (alert.value !== null) {
    facts.push(h("b", null, alertText(alert)), " · ");
  }
  facts.push(h("span", { "data-since": alert.sinceMs }, farm.since(alert.sinceMs)), " · ");
  facts.push(t(`severity.${alert.severity}`), " · ", t("alert.code", { code: alert.code }));
  if (alert.called > 0) {
    facts.push(" · ", t("calls.summary", { n: alert.called }));
  }
  if (alert.coming) {
    facts.push(" · ", h("b", null, t("calls.coming", { names: alert.coming })));
  }
  return facts;
}

// What became of it.
export function standOf(alert, farm) {
  const words = {
    Acknowledged: () => `✓ ${alert.acknowledgedBy ? t("alert.acknowledgedBy", { who: alert.acknowledgedBy }) : t("alert.acknowledged")}`,
    Snoozed: () => t("alert.snoozedUntil", { time: farm.clock(alert.snoozedUntilMs) }),
    Suppressed: () => t("alert.suppressed", { code: alert.parentCode }),
    Cleared: () => t("alert.cleared", { time: farm.clock(alert.clearedMs) }),
    False: () => t("alert.wasFalse", { time: farm.clock(alert.clearedMs) }),
    Closed: () => t("alert.closed", { time: farm.clock(alert.clearedMs) }),
  }[alert.state];
  return words ? h("p", { class: "taken" }, words()) : null;
}

// Of a fire the rules hear it: what is seen now does not raise it again.
const falseAlarm = (alert, farm) =>
  alert.isFire && alert.zone
    ? farm.post(`/api/zones/${alert.zone}/word`, { kind: "False" })
    : farm.post(`/api/alerts/${alert.id}/false`);

export function actionsOf(alert, farm, isOwnPage) {
  const said = saidPlace();
  const act = (name) => () => farm.post(`/api/alerts/${alert.id}/${name}`);
  const isTaken = alert.state === "Acknowledged";
  return h(
    "p",
    { class: "actions" },
    isTaken
      ? null
      : actButton(farm, t(isToAct(alert) ? "alert.go" : "alert.seen"), act("acknowledge"), said, { class: "first" }),
    isTaken ? null : sureButton(farm, t("alert.false"), () => falseAlarm(alert, farm), said),
    isOwnPage ? null : h("a", { class: "button", href: `#/alerta/${alert.id}` }, t("alert.more")),
    said,
  );
}
