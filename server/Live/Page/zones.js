// The first screen: is all well, what is open, and every zone, the worst first.

import { isToAct, levels, makeAlert, updateAlert, worstFirst } from "./alerts.js";
import { thumb } from "./chart.js";
import { fill, follow, h } from "./dom.js";
import { age, clock, faultWords, pointName, shortName, shown } from "./format.js";
import { say, t } from "./words.js";

const rank = { Act: 0, NoSignal: 1, Look: 2, Good: 3 };
const mostBeside = 6;

export function makeZonesPage() {
  const page = {
    banner: h("section", { class: "banner", "aria-live": "polite" }),
    alerts: h("section", { class: "alerts" }),
    zones: h("section", { class: "zones" }),
    update: (farm) => updateZonesPage(page, farm),
    load: loadLines,
  };
  page.heading = h("h2", { class: "list" }, t("zones.title"));
  page.elements = [page.banner, page.alerts, page.heading, page.zones];
  return page;
}

async function loadLines(farm) {
  const answer = await farm.get("/api/lines");
  if (answer.ok) {
    farm.lines = new Map((await answer.json()).map((line) => [line.zone, line.mean]));
  }
}

function updateZonesPage(page, farm) {
  const { zones, alerts } = farm.state;
  updateBanner(page.banner, farm);
  page.alerts.setAttribute("aria-label", t("alerts.title"));
  const seen = worstFirst(alerts.filter((alert) => alert.state !== "Suppressed"));
  follow(page.alerts, seen, (alert) => alert.id, makeAlert, (card, alert) => updateAlert(card, alert, farm));
  const heading = headingOf(zones);
  if (page.heading.textContent !== heading) {
    page.heading.textContent = heading;
  }
  const items = [...zones]
    .sort((a, b) => rank[a.state] - rank[b.state] || a.order - b.order)
    .map((zone) => ({ zone, line: farm.lines.get(zone.name) || null, what: whatToDo(zone, seen) }));
  follow(page.zones, items, (item) => item.zone.name, makeZone, (card, item) => updateZone(card, item, farm));
}

// "Zones · 1 act, 2 no signal": only what is not well.
function headingOf(zones) {
  const counts = ["Act", "NoSignal", "Look"]
    .map((state) => [state, zones.filter((zone) => zone.state === state).length])
    .filter(([, n]) => n > 0)
    .map(([state, n]) => `${n} ${t(`state.${state}`).toLowerCase()}`);
  return counts.length > 0 ? `${t("zones.title")} · ${counts.join(", ")}` : t("zones.title");
}

// Of the worst alert that stands there and says it.
function whatToDo(zone, alerts) {
  const asking = alerts.find((alert) => alert.zone === zone.name && alert.do && alert.state !== "Snoozed");
  return asking ? asking.do : null;
}

export function updateBanner(banner, farm) {
  const { level, title, detail } = verdict(farm);
  // Where an alert stands below in words, its banner is one line.
  banner.className = `banner ${level}${level === "act" || banner.classList.contains("slim") ? " slim" : ""}`;
  const written = title + detail;
  if (banner.written !== written) {
    banner.written = written;
    fill(banner, h("h1", null, title), h("p", null, detail));
  }
}

// Nothing is good that is not known to be.
function verdict(farm) {
  const { zones, alerts, storing, newestMs } = farm.state;
  if (farm.isOffline()) {
    return { level: "none", title: t("banner.offline"), detail: t("banner.offline.since", { age: age(farm.silence()) }) };
  }
  const toAct = Math.max(alerts.filter(isToAct).length, zones.filter((zone) => zone.state === "Act").length);
  if (toAct > 0) {
    const places = zones.filter((zone) => zone.state === "Act").map((zone) => say(zone.title));
    const detail = [counted("banner.alarm", toAct), ...places].join(" · ");
    return { level: "act", title: t("banner.alarm"), detail };
  }
  if (!storing) {
    return { level: "look", title: t("banner.notStoring"), detail: "" };
  }
  if (newestMs === null || zones.length === 0) {
    return { level: "none", title: t("banner.nothing"), detail: "" };
  }
  const asking = new Set(zones.filter((zone) => zone.state !== "Good").map((zone) => zone.name));
  alerts.forEach((alert) => zones.some((zone) => zone.name === alert.zone) && asking.add(alert.zone));
  if (asking.size > 0) {
    const names = zones.filter((zone) => asking.has(zone.name)).map((zone) => say(zone.title));
    const level = asking.size === zones.filter((zone) => zone.state === "NoSignal").length ? "none" : "look";
    return { level, title: counted("banner.attention", asking.size), detail: names.join(" · ") };
  }
  if (alerts.length > 0) {
    return { level: "look", title: counted("banner.open", alerts.length), detail: "" };
  }
  return { level: "good", title: t("banner.good"), detail: t("banner.goodDetail", { n: zones.length }) };
}

const counted = (key, n) => t(n === 1 ? `${key}.one` : `${key}.many`, { n });

const makeZone = (item) => h("a", { href: `#/zona/${item.zone.name}` });

function updateZone(card, { zone, line, what }, farm) {
  card.className = `zone ${levels[zone.state]}`;
  fill(
    card,
    h("span", { class: "name" }, say(zone.title)),
    h("span", { class: "word" }, t(`state.${zone.state}`)),
    zone.main ? valueOf(zone.main) : h("span", { class: "value stale" }, t("unknown")),
    line ? thumb(line) : null,
    h("span", { class: "meta" }, ...metaOf(zone, farm)),
    what ? h("span", { class: "what" }, say(what)) : null,
    h("span", { class: "beside" }, ...besideOf(zone)),
  );
}

/** The number, large; grey where it is old. */
export function valueOf(point) {
  const { number, unit } = shown(point.quantity, point.value, point.point, point.unit);
  const isWord = point.quantity === "state";
  return h(
    "span",
    { class: `value${point.stale ? " stale" : ""}${isWord ? " wordy" : ""}` },
    number,
    unit ? h("small", null, `\u00a0${unit}`) : null,
  );
}

/** How old its value is, ticking; why there is none. */
export const ageOf = (point, farm) => [
  point.atMs === null ? null : h("span", { "data-at": point.atMs }, farm.age(point.atMs)),
  point.fault ? h("span", { class: "fault" }, ` ${faultWords(point.fault)}`) : null,
];

function metaOf(zone, farm) {
  const { maintenance } = zone;
  if (maintenance) {
    const time = clock(maintenance.untilMs, farm.state.utcOffset, farm.now());
    return [t("zone.maintenance", { place: maintenance.place, time, reason: maintenance.reason })];
  }
  if (zone.heardMs === null) {
    return [t("zone.never")];
  }
  if (zone.silentNodes.length > 0) {
    const time = clock(zone.heardMs, farm.state.utcOffset, farm.now());
    return [h("span", { "data-heard": zone.heardMs, "data-time": time }, farm.heard(zone.heardMs, time))];
  }
  const { main } = zone;
  return [`${pointName(main)} · `, ...ageOf(main, farm)];
}

function besideOf(zone) {
  if (zone.silentNodes.length > 0) {
    return [t("zone.silentNodes", { nodes: zone.silentNodes.join(", ") })];
  }
  // What has no value first: it is why somebody should look.
  const groups = grouped(zone.others).sort((a, b) => Number(b.some(isStale)) - Number(a.some(isStale)));
  return groups.slice(0, mostBeside).map(factOf);
}

const isStale = (point) => point.stale;

// Three probes of one kind are one fact: "Suelo 27 / 25 / 26 %".
function grouped(points) {
  const groups = new Map();
  for (const point of points) {
    const kind = shortName(point);
    groups.set(kind, [...(groups.get(kind) || []), point]);
  }
  return [...groups.values()];
}

function factOf(group) {
  const values = group.map((point) => shown(point.quantity, point.value, point.point, point.unit));
  const { unit } = values.find((value) => value.unit) || values[0];
  const numbers = values.map((value) => value.number).join(" / ");
  return h(
    "span",
    { class: group.some(isStale) ? "fact stale" : "fact" },
    `${shortName(group[0])} `,
    h("b", null, unit ? `${numbers}\u00a0${unit}` : numbers),
    group[0].today ? ` ${t("today")}` : null,
  );
}
