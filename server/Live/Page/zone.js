// One zone: every point with its value, its age, its fault in words, and its day, week or month.

import { levels } from "./alerts.js";
import { listAlerts, listLate, showOffline } from "./alert-pages.js";
import { dayChart } from "./chart.js";
import { fill, follow, h } from "./dom.js";
import { pointName } from "./format.js";
import { zoneActs } from "./zone-acts.js";
import { ageOf, valueOf } from "./zones.js";
import { say, t } from "./words.js";

const leastBuckets = 12;
const ranges = [
  [24, "range.day"],
  [168, "range.week"],
  [720, "range.month"],
];

export function makeZonePage(name) {
  const page = {
    name,
    day: null,
    hours: 24,
    banner: h("section", { class: "banner slim", hidden: true }),
    title: h("div", { class: "title" }),
    burning: h("p", { class: "work" }),
    open: h("section", { class: "alerts" }),
    points: h("section", { class: "points" }),
    over: h("section", { class: "alerts" }),
    late: h("section", { class: "alerts" }),
    acts: h("section", { class: "panel" }),
    overHeading: h("h2", { class: "list" }),
    lateHeading: h("h2", { class: "list" }, t("alerts.late")),
    ranges: h("div", { class: "ranges", role: "group", "aria-label": t("range.label") }),
    followsAlerts: true,
    load: (farm) => loadDay(page, farm),
    update: (farm) => updateZonePage(page, farm),
    resized: () => forgetWidths(page),
  };
  page.elements = [
    h("p", { class: "back" }, h("a", { href: "#/" }, `← ${t("page.back")}`)),
    page.banner,
    page.title,
    page.burning,
    page.open,
    page.ranges,
    page.points,
    page.acts,
    page.overHeading,
    page.over,
    page.lateHeading,
    page.late,
  ];
  return page;
}

async function loadDay(page, farm) {
  const { hours } = page;
  const burns = await farm.get("/api/burns");
  page.burns = burns.ok ? (await burns.json()).filter((burn) => burn.zone === page.name) : [];
  const answer = await farm.get(`/api/zones/${encodeURIComponent(page.name)}/points?hours=${hours}`);
  if (answer.ok && hours === page.hours) {
    page.day = fromFirstReading(await answer.json());
  }
}

// Drawn anew each minute: who reads it reads on.
function showChart(chart, drawn) {
  const before = chart.querySelector(".stage");
  const isRead = before !== null && before === document.activeElement;
  const readAtMs = before ? before.readAtMs : null;
  fill(chart, ...drawn);
  const stage = chart.querySelector(".stage");
  if (stage && isRead) {
    stage.focus({ preventScroll: true });
  }
  if (stage && readAtMs) {
    stage.readAt(readAtMs);
  }
}

// A farm of an hour is not shown as a day of nothing.
function fromFirstReading(day) {
  const firsts = day.points.map(({ mean }) => mean.findIndex((value) => value !== null)).filter((i) => i >= 0);
  const buckets = day.points.length > 0 ? Math.max(...day.points.map(({ mean }) => mean.length)) : 0;
  const skip = Math.max(0, Math.min(...firsts, buckets - leastBuckets));
  const cut = (point) => ({
    ...point,
    min: point.min.slice(skip),
    mean: point.mean.slice(skip),
    max: point.max.slice(skip),
    thin: point.thin.map((i) => i - skip).filter((i) => i >= 0),
  });
  return { ...day, fromMs: day.fromMs + skip * day.bucketMs, points: day.points.map(cut) };
}

function updateZonePage(page, farm) {
  const zone = farm.state.zones.find((known) => known.name === page.name);
  showOffline(page.banner, farm);
  page.lateHeading.hidden = !page.day || page.day.late.length === 0;
  page.late.hidden = page.lateHeading.hidden;
  if (!zone) {
    page.title.written = null;
    page.ranges.written = null;
    fill(page.title, h("h1", null, t("zone.noSuch")));
    [page.burning, page.open, page.ranges, page.points, page.acts, page.over, page.late].forEach((part) => fill(part));
    page.overHeading.textContent = "";
    page.lateHeading.hidden = true;
    return;
  }
  showTitle(page, zone, farm);
  showRanges(page, farm);
  if (page.day) {
    updatePoints(page, zone, farm);
    updateAlerts(page, farm);
    zoneActs(page.acts, zone, farm);
    showBurns(page, farm);
  }
}

function showTitle(page, zone, farm) {
  page.title.className = `title ${levels[zone.state]}`;
  const written = JSON.stringify([zone.title, zone.state, zone.maintenance]);
  if (page.title.written === written) {
    return;
  }
  page.title.written = written;
  const work = zone.maintenance;
  fill(
    page.title,
    h("h1", null, say(zone.title)),
    h("span", { class: "word" }, t(`state.${zone.state}`)),
    work
      ? h("p", { class: "work" }, t("zone.maintenance", { place: work.place, time: farm.clock(work.untilMs), reason: work.reason }))
      : null,
  );
}

function showBurns(page, farm) {
  const words = (page.burns || []).map((burn) => t("fire.burns", { who: burn.who, time: farm.clock(burn.untilMs) })).join(" ");
  if (page.burning.textContent !== words) {
    page.burning.textContent = words;
  }
}

function showRanges(page, farm) {
  if (page.ranges.written === page.hours) {
    return;
  }
  page.ranges.written = page.hours;
  fill(
    page.ranges,
    ...ranges.map(([hours, key]) =>
      h("button", { type: "button", "aria-pressed": String(hours === page.hours), onclick: () => chooseRange(page, hours, farm) }, t(key)),
    ),
  );
}

function chooseRange(page, hours, farm) {
  page.hours = hours;
  showRanges(page, farm);
  page.ranges.querySelector("[aria-pressed=true]").focus();
  farm.refresh();
}

function updatePoints(page, zone, farm) {
  const fresh = new Map([zone.main, ...zone.others].filter(Boolean).map((point) => [keyOf(point), point]));
  const items = page.day.points.map((day) => ({
    day,
    point: fresh.get(keyOf(day.point)) || day.point,
    isSilent: zone.silentNodes.includes(day.point.node),
  }));
  follow(page.points, items, (item) => keyOf(item.day.point), makePoint, (card, item) =>
    updatePoint(card, item, page, farm),
  );
  if (items.length === 0) {
    fill(page.points, h("p", { class: "empty" }, t("zone.noPoints")));
  }
}

function updateAlerts(page, farm) {
  listAlerts(page.open, farm.state.alerts.filter((alert) => alert.zone === page.name), farm);
  listAlerts(page.over, page.day.alerts, farm);
  listLate(page.late, page.day.late, farm);
  page.overHeading.textContent = t(page.day.alerts.length > 0 ? "zone.over" : "zone.noneOver");
}

/** Another width: every chart is drawn anew. */
function forgetWidths(page) {
  [...page.points.children].forEach((card) => (card.written = null));
}

const keyOf = (point) => `${point.node}/${point.point}`;

function makePoint() {
  return h("article", { class: "point" }, h("div", { class: "reading" }), h("div", { class: "chart" }));
}

function updatePoint(card, { day, point, isSilent }, page, farm) {
  const [reading, chart] = card.children;
  fill(
    reading,
    h("h2", null, pointName(point), point.today ? ` ${t("today")}` : null),
    valueOf(point),
    h("span", { class: "meta" }, `${point.node} · `, ...ageOf(point, farm)),
    point.stale && !point.fault ? h("span", { class: "stale" }, t(isSilent ? "fault.silent" : "fault.stale")) : null,
  );
  const width = Math.max(240, Math.min(chart.clientWidth || innerWidth - 64, 900));
  if (card.day !== day || card.width !== width) {
    card.day = day;
    card.width = width;
    showChart(chart, dayChart(day, page.day, farm.state.utcOffset, width));
  }
}
