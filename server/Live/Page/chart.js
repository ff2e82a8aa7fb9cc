// Lines of a day, a week, a month. What was not read is a gap, never a line; limits are drawn where they are near.

import { fill, h } from "./dom.js";
import { axisTime, decimal, leastSpan, pointName, scaled, shownText } from "./format.js";
import { span } from "./forms.js";
import { t } from "./words.js";

const left = 4;
const bottom = 20;
const top = 16;
const leastHalfHours = 12;
const tickMinutes = [15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14400];

// A limit further away than so much of the chart's span would press its line flat.
const nearLimit = 0.8;

/** A line as wide as a thumb, of one mean each half hour; of a farm that began today, from its beginning. */
export function thumb(day) {
  const [width, height] = [96, 36];
  const first = day.findIndex((mean) => mean !== null);
  const means = day.slice(Math.max(0, Math.min(first, day.length - leastHalfHours)));
  const known = means.filter((mean) => mean !== null);
  if (known.length < 2) {
    return null;
  }
  const [low, high] = widened(Math.min(...known), Math.max(...known), 1);
  const x = (i) => (i / (means.length - 1)) * (width - 4) + 2;
  const y = (value) => height - 3 - ((value - low) / (high - low)) * (height - 6);
  return h(
    "svg",
    { class: "thumb", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    h("path", { class: "line", d: lineOf(runsOf(means, 1), (i) => means[i], x, y) }),
  );
}

/** The stretch of a point, as wide as its place, with a read-out under finger, mouse and arrow keys. */
export function dayChart(day, zone, utcOffset, width) {
  const point = day.point;
  const known = day.mean.filter((mean) => mean !== null);
  if (known.length === 0) {
    return [h("p", { class: "empty" }, t("chart.empty"))];
  }
  const isBars = point.today;
  const isState = point.quantity === "state";
  const ends = isState ? [0, 1] : isBars ? [0, Math.max(...known)] : extremes(day);
  const toPeople = (value) => scaled(point.quantity, value);
  let [low, high] = widened(...ends.map(toPeople), leastSpan(point.quantity), isBars);
  const limits = isState || isBars ? [] : day.limits;
  const reach = (high - low) * nearLimit;
  const drawn = limits.filter(({ value }) => toPeople(value) > low - reach && toPeople(value) < high + reach);
  low = Math.min(low, ...drawn.map(({ value }) => toPeople(value)));
  high = Math.max(high, ...drawn.map(({ value }) => toPeople(value)));
  const height = isState ? 72 : 140;
  const x = (i) => left + (i / day.mean.length) * (width - 2 * left);
  const y = (value) => top + (1 - (toPeople(value) - low) / (high - low)) * (height - top - bottom);
  const words = ends.map((value) => shownText(point.quantity, value, point.point, point.unit));
  const summary = isState ? runningWords(day, zone) : "";
  const label = isState
    ? t("chart.stateLabel", { point: pointName(point), summary })
    : t("chart.label", { point: pointName(point), min: words[0], max: words[1] });
  const cursor = h("line", { class: "cursor", y1: top, y2: height - bottom, visibility: "hidden" });
  const svg = h(
    "svg",
    { class: "day", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    hours(zone, utcOffset, day.mean.length, x, height, width),
    gaps(day, x, height),
    drawn.map((limit) => limitLine(limit, y(limit.value), width)),
    isBars ? bars(day, x, y) : curve(day, isState, x, y),
    isState ? stateLabel(summary) : labels(words, isBars, width, zone),
    cursor,
  );
  const said = h("p", { class: "readout", "aria-live": "polite" }, limitWords(limits, point));
  const stage = h("div", { class: "stage", tabindex: 0, role: "group", "aria-label": label }, svg);
  readOut(stage, svg, cursor, said, { day, zone, utcOffset, x, rest: said.textContent, width });
  return [stage, said];
}

// What stands under the finger: time, value, and between what it was.
function readOut(stage, svg, cursor, said, { day, zone, utcOffset, x, rest, width }) {
  const buckets = day.mean.length;
  let at = -1;
  stage.readAtMs = null;
  const show = (bucket) => {
    at = Math.max(0, Math.min(buckets - 1, bucket));
    stage.readAtMs = zone.fromMs + at * zone.bucketMs;
    const middle = x(at + 0.5);
    cursor.setAttribute("x1", middle);
    cursor.setAttribute("x2", middle);
    cursor.setAttribute("visibility", "visible");
    fill(said, bucketWords(day, zone, at, utcOffset));
  };
  const hide = () => {
    at = -1;
    stage.readAtMs = null;
    cursor.setAttribute("visibility", "hidden");
    fill(said, rest);
  };
  const follow = (event) => {
    const place = svg.getBoundingClientRect();
    const along = ((event.clientX - place.left) / place.width) * width;
    show(Math.floor(((along - left) / (width - 2 * left)) * buckets));
  };
  stage.readAt = (ms) => show(Math.floor((ms - zone.fromMs) / zone.bucketMs));
  stage.addEventListener("pointerdown", follow);
  stage.addEventListener("pointermove", follow);
  stage.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hide());
  stage.addEventListener("blur", hide);
  stage.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12 }[event.key];
    if (step) {
      show(at < 0 ? buckets - 1 : at + step);
      event.preventDefault();
    } else if (event.key === "Escape") {
      hide();
    }
  });
}

function bucketWords(day, zone, i, utcOffset) {
  const { point } = day;
  const time = axisTime(zone.fromMs + i * zone.bucketMs, utcOffset);
  if (day.mean[i] === null) {
    return `${time} · ${t("chart.noReading")}`;
  }
  const word = (value) => shownText(point.quantity, value, point.point, point.unit);
  if (point.quantity === "state") {
    return `${time} · ${day.min[i] === day.max[i] ? word(day.mean[i]) : t("chart.both")}`;
  }
  const range = point.today || day.min[i] === day.max[i] ? "" : ` (${word(day.min[i])} – ${word(day.max[i])})`;
  return `${time} · ${word(day.mean[i])}${range}`;
}

function limitWords(limits, point) {
  const words = limits.map(({ value, side }) =>
    t(side === "Above" ? "chart.above" : "chart.below", { value: shownText(point.quantity, value, point.point, point.unit) }),
  );
  return words.length > 0 ? t("chart.limits", { limits: words.join(" · ") }) : "";
}

const limitLine = (limit, y, width) =>
  h("line", { class: `limit ${limit.level === "Act" ? "act" : "look"}`, x1: left, x2: width - left, y1: y, y2: y });

function curve(day, isState, x, y) {
  const runs = runsOf(day.mean, day.gapFrom);
  if (isState) {
    return [
      h("path", { class: "band", d: stepsOf(runs, day.mean, x, y, true) }),
      h("path", { class: "line", d: stepsOf(runs, day.mean, x, y) }),
    ];
  }
  const middle = (i) => x(i + 0.5);
  return [
    h("path", { class: "band", d: bandOf(runs, day, middle, y) }),
    h("path", { class: "line", d: lineOf(runs, (i) => day.mean[i], middle, y) }),
  ];
}

const bars = (day, x, y) =>
  day.mean.map((sum, i) =>
    sum ? h("rect", { class: "bar", x: x(i), y: y(sum), width: Math.max(1, x(1) - x(0) - 0.5), height: y(0) - y(sum) }) : null,
  );

// The hatched ground of what was not read, from the first reading on; in a wide bucket, of where much was missing.
function gaps(day, x, height) {
  const runs = runsOf(day.mean, day.gapFrom);
  const ends = runs.map((run) => run[run.length - 1] + 1);
  // The last bucket is still being filled.
  const begins = [...runs.slice(1).map((run) => run[0]), day.mean.length - 1];
  const ground = (from, to) =>
    h("rect", { class: "gap", x: x(from), y: top, width: x(to) - x(from), height: height - top - bottom });
  return [
    ...ends.map((end, i) => (begins[i] - end >= day.gapFrom ? ground(end, begins[i]) : null)),
    ...day.thin.map((i) => ground(i, i + 1)),
  ];
}

function hours(zone, utcOffset, buckets, x, height, width) {
  const most = width < 500 ? 4 : 8;
  const every = 60000 * tickMinutes.find((minutes) => buckets * zone.bucketMs <= minutes * 60000 * most);
  const shift = utcOffset * 60000;
  const end = zone.fromMs + buckets * zone.bucketMs;
  const ticks = [];
  for (let ms = Math.ceil((zone.fromMs + shift) / every) * every - shift; ms < end; ms += every) {
    const at = x((ms - zone.fromMs) / zone.bucketMs);
    ticks.push(h("line", { class: "tick", x1: at, x2: at, y1: top, y2: height - bottom + 3 }));
    if (at > 18 && at < width - 18) {
      const words = axisTime(ms, utcOffset, every >= 86400000 ? "date" : "time");
      ticks.push(h("text", { class: "hour", x: at, y: height - 5, "text-anchor": "middle" }, words));
    }
  }
  return ticks;
}

const labels = (words, isBars, width, zone) =>
  isBars
    ? [label(width - left, "end", t("chart.most", { value: words[1], span: span(zone.bucketMs / 60000) }))]
    : [
        label(left, "start", `${t("chart.min")} ${words[0]}`),
        label(width - left, "end", `${t("chart.max")} ${words[1]}`),
      ];

const stateLabel = (summary) => [label(left, "start", summary)];

// How long it was on, and how often it went on: of a pump, what wears it.
function runningWords(day, zone) {
  const on = day.mean.reduce((sum, mean) => sum + (mean || 0), 0) * zone.bucketMs;
  const starts = day.mean.filter((mean, i) => mean > 0 && i > 0 && day.mean[i - 1] === 0).length;
  const word = shownText(day.point.quantity, 1, day.point.point);
  return t(starts === 1 ? "chart.running.one" : "chart.running.many", { word, hours: decimal(on / 3600000, 1), starts });
}

const label = (x, anchor, words) => h("text", { class: "extreme", x, y: 11, "text-anchor": anchor }, words);

/** Buckets that belong together: fewer than `gapFrom` empty ones between them. */
export function runsOf(values, gapFrom) {
  const runs = [];
  let last = -Infinity;
  values.forEach((value, i) => {
    if (value === null) {
      return;
    }
    if (i - last > gapFrom) {
      runs.push([]);
    }
    runs[runs.length - 1].push(i);
    last = i;
  });
  return runs;
}

const at = (px, py) => `${px.toFixed(1)} ${py.toFixed(1)}`;

// A reading alone is drawn as a short dash: a line needs two.
const lineOf = (runs, valueOf, x, y) =>
  runs
    .map((run) => (run.length > 1 ? run : [run[0], run[0]]))
    .map((run) => "M" + run.map((i, n) => at(x(i) + (n === 1 && run[0] === i ? 1.5 : 0), y(valueOf(i)))).join("L"))
    .join("");

const bandOf = (runs, day, x, y) =>
  runs
    .map((run) => {
      const upper = run.map((i) => at(x(i), y(day.max[i])));
      const lower = run.map((i) => at(x(i), y(day.min[i]))).reverse();
      return "M" + [...upper, ...lower].join("L") + "Z";
    })
    .join("");

// What is on is filled down to the ground.
const stepsOf = (runs, values, x, y, isFilled) =>
  runs
    .map((run) => {
      const steps = run.map((i) => at(x(i), y(values[i])) + "L" + at(x(i + 1), y(values[i]))).join("L");
      const ground = `L${at(x(run[run.length - 1] + 1), y(0))}L${at(x(run[0]), y(0))}Z`;
      return "M" + steps + (isFilled ? ground : "");
    })
    .join("");

const extremes = (day) => [
  Math.min(...day.min.filter((value) => value !== null)),
  Math.max(...day.max.filter((value) => value !== null)),
];

// Noise is not stretched to the full height of a chart.
function widened(low, high, least, fromZero) {
  const missing = Math.max(0, least - (high - low));
  return fromZero ? [0, Math.max(high, least)] : [low - missing / 2, high + missing / 2];
}
