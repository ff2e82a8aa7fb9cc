// One zone: every point with its value, its age, its fault in words, and its last day.

import { levels, makeAlert, updateAlert } from "./alerts.js";
import { dayChart } from "./chart.js";
import { fill, follow, h } from "./dom.js";
import { pointName } from "./format.js";
import { ageOf, updateBanner, valueOf } from "./zones.js";
import { say, t } from "./words.js";

const leastBuckets = 12;

export function makeZonePage(name) {
  const page = {
    name,
    day: null,
    banner: h("section", { class: "banner slim", hidden: true }),
    title: h("div", { class: "title" }),
    open: h("section", { class: "alerts" }),
    points: h("section", { class: "points" }),
    over: h("section", { class: "alerts" }),
  };
  page.overHeading = h("h2", { class: "list" });
  page.elements = [
    h("p", { class: "back" }, h("a", { href: "#/" }, `← ${t("page.back")}`)),
    page.banner,
    page.title,
    page.open,
    page.points,
    page.overHeading,
    page.over,
  ];
  return page;
}

/** Asks for the last day; at most as often as the lines grow. */
export async function loadDay(page, farm) {
  const answer = await farm.get(`/api/zones/${encodeURIComponent(page.name)}/points?hours=24`);
  page.day = answer.ok ? fromFirstReading(await answer.json()) : page.day;
}

// A farm of an hour is not shown as a day of nothing.
function fromFirstReading(day) {
  const firsts = day.points.map(({ mean }) => mean.findIndex((value) => value !== null)).filter((i) => i >= 0);
  const buckets = day.points.length > 0 ? day.points[0].mean.length : 0;
  const skip = Math.max(0, Math.min(...firsts, buckets - leastBuckets));
  const cut = (point) => ({ ...point, min: point.min.slice(skip), mean: point.mean.slice(skip), max: point.max.slice(skip) });
  return { ...day, fromMs: day.fromMs + skip * day.bucketMs, points: day.points.map(cut) };
}

export function updateZonePage(page, farm) {
  const zone = farm.state.zones.find((known) => known.name === page.name);
  page.banner.hidden = !farm.isOffline();
  updateBanner(page.banner, farm);
  if (!zone) {
    fill(page.title, h("h1", null, t("zone.noSuch")));
    return;
  }
  page.title.className = `title ${levels[zone.state]}`;
  const written = JSON.stringify([zone.title, zone.state]);
  if (page.title.written !== written) {
    page.title.written = written;
    fill(page.title, h("h1", null, say(zone.title)), h("span", { class: "word" }, t(`state.${zone.state}`)));
  }
  if (page.day) {
    updatePoints(page, zone, farm);
    updateAlerts(page, farm);
  }
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
  const show = (section, alerts) =>
    follow(section, alerts, (alert) => alert.id, makeAlert, (card, alert) => updateAlert(card, alert, farm));
  show(page.open, farm.state.alerts.filter((alert) => alert.zone === page.name));
  show(page.over, page.day.alerts);
  page.overHeading.textContent = t(page.day.alerts.length > 0 ? "zone.over" : "zone.noneOver");
}

/** Another width: every chart is drawn anew. */
export function forgetWidths(page) {
  [...page.points.children].forEach((card) => (card.written = null));
}

const keyOf = (point) => `${point.node}/${point.point}`;

function makePoint() {
  const card = h("article", { class: "point" }, h("div", { class: "reading" }), h("div", { class: "chart" }));
  return card;
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
    fill(chart, dayChart(day, page.day, farm.state.utcOffset, width));
  }
}
