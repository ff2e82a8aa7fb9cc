// Numbers, units, names and times as people of the farm read them.

import { has, language, say, t } from "./words.js";

// Of each quantity of the store: unit people use, factor to it, decimals, and the least span a chart shows.
const quantities = {
  temperature: ["°C", 1, 1, 4],
  ir_temperature: ["°C", 1, 1, 4],
  humidity: ["%", 1, 0, 10],
  soil_moisture: ["%", 100, 1, 5],
  co2: ["ppm", 1, 0, 200],
  nh3: ["ppm", 1, 0, 10],
  h2s: ["ppm", 1, 1, 5],
  co: ["ppm", 1, 0, 10],
  gas_ratio: ["×", 1, 1, 1],
  pm25: ["µg/m³", 1, 0, 20],
  rain: ["mm", 1, 1, 1],
  flow: ["l/min", 1, 1, 5],
  volume: ["l", 1, 0, 10],
  pressure: ["kPa", 0.001, 0, 20],
  level: ["%", 100, 0, 10],
  wind_speed: ["km/h", 3.6, 0, 10],
  wind_direction: ["°", 1, 0, 90],
  air_pressure: ["hPa", 1, 0, 4],
  voltage: ["V", 1, 1, 2],
  current: ["A", 1, 1, 2],
  power: ["W", 1, 0, 50],
  fence_voltage: ["kV", 0.001, 1, 1],
  illuminance: ["lx", 1, 0, 100],
  state: ["", 1, 0, 1],
  available_water: ["%", 100, 0, 10],
  vpd: ["kPa", 1, 2, 1],
  dew_point: ["°C", 1, 1, 4],
  dew_depression: ["°C", 1, 1, 4],
  thi: ["", 1, 0, 5],
  absolute_humidity: ["g/m³", 1, 1, 4],
  wet_bulb: ["°C", 1, 1, 4],
  depletion: ["mm", 1, 0, 10],
  grain_moisture: ["%", 1, 1, 2],
  et0: ["mm", 1, 1, 2],
  gfmc: ["", 1, 0, 5],
  gsi: ["", 1, 0, 5],
  gfwi: ["", 1, 0, 5],
  gfdi: ["", 1, 0, 5],
  spread: ["m/min", 1, 0, 5],
  ripeness: ["%", 100, 0, 10],
};

const unknown = ["", 1, 2, 1];

export const leastSpan = (quantity) => (quantities[quantity] || unknown)[3];

/** In people's unit. */
export const scaled = (quantity, value) => value * (quantities[quantity] || unknown)[1];

/** A value of the store in words: `{ number: "46,0", unit: "°C" }`. */
export function shown(quantity, value, point, own) {
  if (value === null || value === undefined) {
    return { number: t("unknown"), unit: "" };
  }
  if (quantity === "state") {
    return { number: stateWord(point, value), unit: "" };
  }
  const [unit, , decimals] = quantities[quantity] || [ownUnit(own), ...unknown.slice(1)];
  return { number: decimal(scaled(quantity, value), decimals), unit };
}

// Of a channel that the farm made itself: as its file writes it, where people write it otherwise.
const ownUnits = { Cel: "°C", "%RH": "%", "m3/m3": "m³/m³", "g/m3": "g/m³", "/": "", 1: "", boolean: "" };
const ownUnit = (own) => (own ? own.replace(/\/min$/, "") : "").replace(/^.*$/, (unit) => ownUnits[unit] ?? unit);

export function shownText(quantity, value, point, own) {
  const { number, unit } = shown(quantity, value, point, own);
  return unit ? `${number}\u00a0${unit}` : number;
}

/** The value of an alert: a reading, how fast it changes, or a plain number (a count, a ratio to what is usual). */
export function alertText({ says, quantity, value, point, unit }) {
  if (says === "PlainNumber") {
    return decimal(value, 2);
  }
  const words = shownText(quantity, value, point, unit);
  return says === "ChangePerMinute" ? `${words}/min` : words;
}

/** What people call a point: as the farm file says, else by its name: `soil_moisture-2` is "Humedad del suelo 2". */
export function pointName(point) {
  const { words, number } = named(point);
  return point.title ? say(point.title) : number ? `${words} ${number}` : words;
}

/** The same without its number, and as short as can be: many stand in one line. */
export function shortName(point) {
  const short = `short.${point.quantity}`;
  const { words, isOwn } = named(point);
  return point.title ? say(point.title).replace(/ \d+$/, "") : !isOwn && has(short) ? t(short) : words;
}

// A name of its own ("temperature-motor": "Motor"), or that of its quantity.
function named(point) {
  const [, name, number] = /^(.*?)(?:-(\d+))?$/.exec(point.point);
  const isOwn = has(`point.${name}`);
  const key = isOwn ? `point.${name}` : `quantity.${point.quantity}`;
  return has(key) ? { words: t(key), number, isOwn } : { words: point.point, number: "", isOwn: true };
}

export const faultWords = (fault) => (has(`fault.${fault}`) ? t(`fault.${fault}`) : t("fault.other", { fault }));

/** How old: `6 s`, `4 min`, `1 h 20 min`, `3 d`. */
export function age(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 100) {
    return t("age.s", { n: seconds });
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return t("age.min", { n: minutes });
  }
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) {
    return t("age.d", { n: Math.floor(hours / 24) });
  }
  return minutes % 60 === 0 ? t("age.h", { n: hours }) : t("age.hmin", { h: hours, min: minutes % 60 });
}

/** On the farm's clock, wherever the phone is: `14:32`, and with its day when that is another: `22/11 14:32`. */
export function clock(ms, utcOffset, nowMs) {
  const at = new Date(ms + utcOffset * 60000);
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  const today = new Date(nowMs + utcOffset * 60000);
  const sameDay = at.toISOString().slice(0, 10) === today.toISOString().slice(0, 10);
  return sameDay ? time : `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)} ${time}`;
}

/** On the farm's clock, for an axis (`time`: `14:30`, `date`: `23/11`) or a read-out (both). */
export function axisTime(ms, utcOffset, only) {
  const at = new Date(ms + utcOffset * 60000);
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  const date = `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}`;
  return only === "time" ? time : only === "date" ? date : `${date} ${time}`;
}

export function decimal(value, decimals) {
  const text = value.toFixed(decimals).replace(/^-(0(?:\.0*)?)$/, "$1");
  const [whole, part] = text.split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") : whole;
  return part ? grouped + (language === "es" ? "," : ".") + part : grouped;
}

function stateWord(point, value) {
  const on = value >= 0.5 ? 1 : 0;
  const own = `state-word.${point.split("-")[1]}.${on}`;
  return t(has(own) ? own : `state-word.${on}`);
}

const two = (number) => String(number).padStart(2, "0");
