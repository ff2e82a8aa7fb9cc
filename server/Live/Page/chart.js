// Lines of the last day. What was not read is a gap, never a line.

import { h } from "./dom.js";
import { clock, leastSpan, pointName, scaled, shownText } from "./format.js";
import { t } from "./words.js";

const left = 4;
const bottom = 20;
const top = 16;
const leastHalfHours = 12;
const tickMinutes = [15, 30, 60, 120, 180, 360];

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

/** The day of a point, as wide as its place. */
export function dayChart(day, zone, utcOffset, width) {
  const point = day.point;
  const known = day.mean.filter((mean) => mean !== null);
  if (known.length === 0) {
    return h("p", { class: "empty" }, t("chart.empty"));
  }
  const isBars = point.today;
  const isState = point.quantity === "state";
  const ends = isState ? [0, 1] : isBars ? [0, Math.max(...known)] : extremes(day);
  const toPeople = (value) => scaled(point.quantity, value);
  const [low, high] = widened(...ends.map(toPeople), leastSpan(point.quantity), isBars);
  const height = isState ? 72 : 140;
  const x = (i) => left + (i / day.mean.length) * (width - 2 * left);
  const y = (value) => top + (1 - (toPeople(value) - low) / (high - low)) * (height - top - bottom);
  const words = ends.map((value) => shownText(point.quantity, value, point.point));
  return h(
    "svg",
    { class: "day", width, height, viewBox: `0 0 ${width} ${height}`, role: "img" },
    h("title", null, t("chart.label", { point: pointName(point), min: words[0], max: words[1] })),
    hours(zone, utcOffset, day.mean.length, x, height, width),
    gaps(day, x, height),
    isBars ? bars(day, x, y) : curve(day, isState, x, y),
    isState ? null : labels(words, isBars, width),
  );
}

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

// The hatched ground of what was not read, from the first reading on.
function gaps(day, x, height) {
  const runs = runsOf(day.mean, day.gapFrom);
  const ends = runs.map((run) => run[run.length - 1] + 1);
  // The last bucket is still being filled.
  const begins = [...runs.slice(1).map((run) => run[0]), day.mean.length - 1];
  return ends.map((end, i) =>
    begins[i] - end >= day.gapFrom
      ? h("rect", { class: "gap", x: x(end), y: top, width: x(begins[i]) - x(end), height: height - top - bottom })
      : null,
  );
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
      ticks.push(h("text", { class: "hour", x: at, y: height - 5, "text-anchor": "middle" }, clock(ms, utcOffset, ms)));
    }
  }
  return ticks;
}

const labels = (words, isBars, width) =>
  isBars
    ? [label(width - left, "end", t("chart.most", { value: words[1] }))]
    : [
        label(left, "start", `${t("chart.min")} ${words[0]}`),
        label(width - left, "end", `${t("chart.max")} ${words[1]}`),
      ];

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
