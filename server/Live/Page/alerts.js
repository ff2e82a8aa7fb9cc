// An alert as a card: what, where, since when, what to do, and who goes.

import { h, parts } from "./dom.js";
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
  const heading = `${titleOf(alert)} · ${say(alert.place)}`;
  card.className = `alert ${classOf(alert)}`;
  parts(card, [
    [[alert.id, heading], () => h("h2", null, h("a", { href: `#/alerta/${alert.id}` }, heading))],
    ...partsOf(card, alert, farm, false),
  ]);
}

/** What stands below an alert's heading. */
export const partsOf = (card, alert, farm, isOwnPage) => [
  [isOver(alert) ? null : alert.do, () => (alert.do && !isOver(alert) ? h("p", { class: "do" }, say(alert.do)) : null)],
  [alert, () => h("p", { class: "facts" }, ...factsOf(alert, farm))],
  [[alert, farm.clock(alert.sinceMs)], () => standOf(alert, farm)],
  ...actionsOf(card, alert, farm, isOwnPage),
];

export function classOf(alert) {
  if (isOver(alert) || alert.state === "Suppressed") {
    return "over";
  }
  const calm = alert.state === "Raised" ? "" : " calm";
  return (levels[alert.level] || "look") + calm;
}

function factsOf(alert, farm) {
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
function standOf(alert, farm) {
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

// Who goes finds out whether it was one: false alarm can be said of what is seen to as well.
function actionsOf(card, alert, farm, isOwnPage) {
  if (isOver(alert) || !farm.may("Attendant")) {
    card.actions = null;
    return [["none", () => null]];
  }
  card.actions = card.actions || h("p", { class: "actions" });
  card.said = card.said || saidPlace();
  const go = () => farm.post(`/api/alerts/${alert.id}/acknowledge`);
  const isTaken = alert.state === "Acknowledged";
  const words = t(isToAct(alert) ? "alert.go" : "alert.seen");
  parts(card.actions, [
    [[isTaken, words], () => (isTaken ? null : actButton(farm, words, go, card.said, { class: "first" }))],
    ["false", () => sureButton(farm, t("alert.false"), () => falseAlarm(alert, farm), card.said)],
    ["more", () => (isOwnPage ? null : h("a", { class: "button", href: `#/alerta/${alert.id}` }, t("alert.more")))],
    ["said", () => card.said],
  ]);
  return [["some", () => card.actions]];
}
