// The page: signs in, follows the farm, shows what the address asks for, and lets every age tick.

import { fill, h } from "./dom.js";
import { age, clock } from "./format.js";
import { isFirstRun, signInForm } from "./sign-in.js";
import { openStream } from "./stream.js";
import { language, loadWords, switchLanguage, t } from "./words.js";
import { forgetWidths, loadDay, makeZonePage, updateZonePage } from "./zone.js";
import { makeZonesPage, updateZonesPage } from "./zones.js";

const offlineMs = 15000;
const linesEveryMs = 60000;

const [head, main, foot] = ["head", "main", "foot"].map((id) => document.getElementById(id));

const farm = {
  state: null,
  lines: new Map(),
  heardAt: 0,
  person: "",

  /** The farm's time now: it may run faster than the phone's. */
  now: () => farm.state.nowMs + farm.silence() * farm.state.speed,
  silence: () => Math.max(0, Date.now() - farm.heardAt),
  isOffline: () => farm.silence() > offlineMs,
  age: (ms) => t("age", { age: age(farm.now() - ms) }),
  since: (ms) =>
    t("alert.since", { time: clock(ms, farm.state.utcOffset, farm.now()), age: age(farm.now() - ms) }),
  heard: (ms, time) => t("zone.lastSeen", { time, age: age(farm.now() - ms) }),
  get: (path) => fetch(path).catch(() => ({ ok: false, status: 0 })),
  post: send,
};

let page = null;
let stopStream = null;
let linesAt = 0;

async function send(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "X-Vigia": "1", "Content-Type": "application/json" },
      body: body ? JSON.stringify(body) : null,
    });
    const words = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
    return { status: answer.status, reason: words.reason };
  } catch {
    return { status: 0 };
  }
}

async function start() {
  await loadWords();
  nameSkipLink();
  const me = isFirstRun() ? { ok: false } : await farm.get("/api/me");
  if (!me.ok) {
    showSignIn();
    return;
  }
  farm.person = (await me.json()).name;
  fill(main, h("p", { class: "empty" }, t("page.loading")));
  stopStream = openStream(take, showSignIn);
}

function take(kind, news) {
  const first = farm.state === null;
  if (kind === "state") {
    farm.state = news;
  } else if (farm.state) {
    const changed = new Map(news.zones.map((zone) => [zone.name, zone]));
    const kept = farm.state.zones.map((zone) => changed.get(zone.name) || zone);
    const known = new Set(kept.map((zone) => zone.name));
    const zones = [...kept, ...news.zones.filter((zone) => !known.has(zone.name))];
    farm.state = { ...farm.state, ...news, zones, alerts: news.alerts || farm.state.alerts };
  }
  farm.heardAt = Date.now();
  if (first) {
    go();
  }
  update();
  loadLines();
}

// Thumbs and charts grow slowly: asked for once a minute of the machine, oftener in a fast world.
async function loadLines() {
  const every = Math.max(5000, linesEveryMs / farm.state.speed);
  if (Date.now() - linesAt < every) {
    return;
  }
  linesAt = Date.now();
  const asked = page;
  if (asked && asked.name) {
    await loadDay(asked, farm);
  } else {
    const answer = await farm.get("/api/lines");
    if (answer.ok) {
      farm.lines = new Map((await answer.json()).map((line) => [line.zone, line.mean]));
    }
  }
  update();
}

function go() {
  const zone = /^#\/zona\/([a-z0-9-]+)$/.exec(location.hash);
  page = zone ? makeZonePage(zone[1]) : makeZonesPage();
  linesAt = 0;
  fill(main, ...page.elements);
  scrollTo(0, 0);
}

function update() {
  if (!farm.state || !page) {
    return;
  }
  document.body.classList.toggle("offline", farm.isOffline());
  showHead();
  showFoot();
  (page.name ? updateZonePage : updateZonesPage)(page, farm);
}

function showHead() {
  const { title, newestMs, utcOffset } = farm.state;
  document.title = `${title} · Vigía`;
  const fresh = newestMs === null ? t("banner.noData") : t("banner.newest", { age: age(farm.now() - newestMs) });
  const time = clock(farm.now(), utcOffset, farm.now());
  if (!head.firstChild) {
    head.append(h("a", { class: "farm", href: "#/" }), h("span", { class: "fresh" }));
  }
  head.children[0].textContent = title;
  fill(head.children[1], h("span", { class: "dot" }), `${fresh} · ${time}`);
}

function showFoot() {
  const written = language + farm.person;
  if (foot.written !== written) {
    foot.written = written;
    fill(
      foot,
      languageButton(),
      farm.person ? h("span", { class: "who" }, t("signIn.as", { name: farm.person })) : null,
      farm.person ? h("button", { type: "button", onclick: signOut }, t("signIn.out")) : null,
    );
  }
}

const languageButton = () =>
  h("button", { type: "button", lang: t("language.otherCode"), onclick: changeLanguage }, t("language.other"));

async function changeLanguage() {
  await switchLanguage();
  nameSkipLink();
  if (farm.state) {
    go();
    update();
    loadLines();
  } else {
    showSignIn();
  }
}

const nameSkipLink = () => fill(document.getElementById("skip"), t("page.skip"));

async function signOut() {
  await farm.post("/api/sign-out");
  showSignIn();
}

function showSignIn() {
  if (stopStream) {
    stopStream();
  }
  Object.assign(farm, { state: null, person: "", lines: new Map() });
  page = null;
  document.title = t("page.name");
  fill(head);
  foot.written = null;
  showFoot();
  fill(main, signInForm(send, enter));
  main.querySelector("input").focus();
}

function enter() {
  if (isFirstRun()) {
    history.replaceState(null, "", "/");
  }
  start();
}

// Every second: ages grow also while nothing is heard.
function tick() {
  if (!farm.state) {
    return;
  }
  update();
  document.querySelectorAll("[data-at]").forEach((element) => {
    element.textContent = farm.age(Number(element.dataset.at));
  });
  document.querySelectorAll("[data-since]").forEach((element) => {
    element.textContent = farm.since(Number(element.dataset.since));
  });
  document.querySelectorAll("[data-heard]").forEach((element) => {
    element.textContent = farm.heard(Number(element.dataset.heard), element.dataset.time);
  });
}

addEventListener("hashchange", () => {
  if (isFirstRun()) {
    showSignIn();
  } else if (farm.state) {
    go();
    update();
    loadLines();
  }
});
addEventListener("resize", () => {
  if (page && page.name) {
    forgetWidths(page);
  }
  update();
});
setInterval(tick, 1000);
start();
