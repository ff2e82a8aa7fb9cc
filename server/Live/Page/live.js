// The page: signs in, follows the farm, shows what the address asks for, and lets every age tick.

import { fill, h } from "./dom.js";
import { age, clock } from "./format.js";
import { showNav } from "./nav.js";
import { encryptedAt, isFirstRun, kioskToken, signInForm } from "./sign-in.js";
import { openStream } from "./stream.js";
import { has, language, loadWords, switchLanguage, t } from "./words.js";
import { makeAlertPage, makeAlertsPage } from "./alert-pages.js";
import { makeZonePage } from "./zone.js";
import { makeZonesPage } from "./zones.js";

const offlineMs = 15000;
const roles = ["Viewer", "Attendant", "Technician", "Coordinator"];

// What stands behind an address. Pages that few people open are loaded when they are.
const routes = [
  [/^#\/zona\/([a-z0-9-]+)$/, (name) => makeZonePage(name)],
  [/^#\/alertas$/, () => makeAlertsPage()],
  [/^#\/alerta\/(\d+)$/, (id) => makeAlertPage(id)],
  [/^#\/nodos$/, async () => (await import("./nodes.js")).makeNodesPage()],
  [/^#\/gente$/, async () => (await import("./people.js")).makePeoplePage()],
  [/^#\/mas$/, async () => (await import("./more.js")).makeMorePage()],
  [/^#\/finca$/, async () => (await import("./farm-file.js")).makeFarmPage()],
  [/^#\/cuentas$/, async () => (await import("./accounts.js")).makeAccountsPage()],
  [/^#\/simulacro(?:\/(\d+))?$/, async (id) => (await import("./drill.js")).makeDrillPage(id)],
  [/^#\/registro$/, async () => (await import("./audit.js")).makeAuditPage()],
];

const [head, nav, main, foot] = ["head", "nav", "main", "foot"].map((id) => document.getElementById(id));

const farm = {
  state: null,
  lines: new Map(),
  heardAt: 0,
  me: null,

  /** The farm's time now: it may run faster than the phone's. */
  now: () => farm.state.nowMs + farm.silence() * farm.state.speed,
  silence: () => Math.max(0, Date.now() - farm.heardAt),
  isOffline: () => farm.silence() > offlineMs,
  may: (role) => farm.me !== null && roles.indexOf(farm.me.role) >= roles.indexOf(role),
  age: (ms) => t("age", { age: age(farm.now() - ms) }),
  clock: (ms) => clock(ms, farm.state.utcOffset, farm.now()),
  since: (ms) => t("alert.since", { time: farm.clock(ms), age: age(farm.now() - ms) }),
  heard: (ms, time) => t("zone.lastSeen", { time, age: age(farm.now() - ms) }),
  get: (path) => fetch(path).catch(() => ({ ok: false, status: 0 })),
  post: (path, body) => send("POST", path, body),
  remove: (path) => send("DELETE", path),
  /** Asks the page's own news now, as after an act. */
  refresh: () => load(true),
  refusal: (reason) => t(has(`refused.${reason}`) ? `refused.${reason}` : "refused.other"),
  signOut,
  changeLanguage,
};

let page = null;
let stopStream = null;
let loadedAt = 0;
let wanted = 0;

async function send(method, path, body) {
  try {
    const answer = await fetch(path, {
      method,
      headers: { "X-Vigia": "1", "Content-Type": "application/json" },
      body: body ? JSON.stringify(body) : null,
    });
    const said = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
    return { ok: answer.ok, status: answer.status, reason: said.reason, said };
  } catch {
    return { ok: false, status: 0 };
  }
}

async function start() {
  await loadWords();
  nameSkipLink();
  let why = null;
  if (kioskToken()) {
    const entered = await send("POST", "/api/kiosk", { token: kioskToken() });
    if (entered.status === 0) {
      tryAgain(start);
      return;
    }
    why = entered.status === 401 ? "refused.LinkRevoked" : null;
    history.replaceState(null, "", "/");
  }
  await come(why);
}

// Whether a password may be typed here at all is asked before any form is shown. `why` says how somebody came to be outside.
async function come(why) {
  const me = await farm.get("/api/me");
  if (me.status === 0) {
    tryAgain(() => come(why));
    return;
  }
  if (me.ok && !isFirstRun()) {
    farm.me = await me.json();
    fill(main, h("p", { class: "empty" }, t("page.loading")));
    stopStream = openStream(take, leave);
    return;
  }
  const said = me.status === 403 ? await me.json().catch(() => ({})) : {};
  showOutside(
    said.reason === "NeedsHttps" ? encryptedAt(said) : signInForm(farm.post, enter),
    why ? h("p", { class: "refused", role: "alert" }, t(why)) : null,
  );
}

function tryAgain(again) {
  showOutside(h("p", { class: "empty" }, t("banner.offline")), null);
  setTimeout(again, 3000);
}

const leave = () => come(farm.me && farm.me.kiosk ? "refused.LinkRevoked" : null);

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
  load(news.alerts !== null && page !== null && page.followsAlerts === true);
}

// What a page asks for beside the stream grows slowly: asked for now and then, oftener in a fast world.
async function load(atOnce) {
  if (!page || !page.load || !farm.state) {
    return;
  }
  const every = Math.max(5000, (page.everyMs || 60000) / farm.state.speed);
  if (!atOnce && Date.now() - loadedAt < every) {
    return;
  }
  loadedAt = Date.now();
  const asked = page;
  await asked.load(farm);
  if (asked === page) {
    update();
  }
}

async function go() {
  const address = location.hash || "#/";
  const [match, make] = routes
    .map(([pattern, makePage]) => [pattern.exec(address), makePage])
    .find(([found]) => found) || [["", ""], () => makeZonesPage()];
  const number = ++wanted;
  const made = await Promise.resolve(make(match[1])).catch(() => null);
  if (number !== wanted || !farm.state) {
    return;
  }
  if (made === null) {
    fill(main, h("p", { class: "empty" }, t("refused.other")));
    return;
  }
  const isFirst = page === null;
  page = made;
  loadedAt = 0;
  fill(main, ...page.elements);
  scrollTo(0, 0);
  if (!isFirst) {
    main.focus({ preventScroll: true });
  }
  update();
  load(true);
}

function update() {
  if (!farm.state || !page) {
    return;
  }
  document.body.classList.toggle("offline", farm.isOffline());
  showHead();
  showNav(nav, farm);
  showFoot();
  page.update(farm);
}

function showHead() {
  const { title, newestMs } = farm.state;
  document.title = `${title} · Vigía`;
  const fresh = newestMs === null ? t("banner.noData") : t("banner.newest", { age: age(farm.now() - newestMs) });
  if (!head.firstChild) {
    head.append(h("a", { class: "farm", href: "#/" }), h("span", { class: "fresh" }));
  }
  head.children[0].textContent = title;
  fill(head.children[1], h("span", { class: "dot" }), `${fresh} · ${farm.clock(farm.now())}`);
}

function showFoot() {
  const written = language + (farm.me ? farm.me.name : "");
  if (foot.written !== written) {
    foot.written = written;
    fill(
      foot,
      languageButton(),
      farm.me ? h("span", { class: "who" }, t(farm.me.kiosk ? "signIn.kiosk" : "signIn.as", { name: farm.me.name })) : null,
    );
  }
}

const languageButton = () =>
  h("button", { type: "button", lang: t("language.otherCode"), onclick: changeLanguage }, t("language.other"));

async function changeLanguage() {
  await switchLanguage();
  nameSkipLink();
  foot.written = null;
  nav.written = null;
  if (farm.state) {
    await go();
  } else {
    await come(null);
  }
}

const nameSkipLink = () => fill(document.getElementById("skip"), t("page.skip"));

async function signOut() {
  await farm.post("/api/sign-out");
  await come(null);
}

function showOutside(form, why) {
  if (stopStream) {
    stopStream();
  }
  Object.assign(farm, { state: null, me: null, lines: new Map() });
  page = null;
  wanted++;
  document.title = t("page.name");
  document.body.classList.remove("offline");
  fill(head);
  nav.hidden = true;
  nav.written = null;
  foot.written = null;
  showFoot();
  fill(main, why, form);
  const first = main.querySelector("input");
  if (first) {
    first.focus();
  }
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
  if (isFirstRun() || kioskToken()) {
    location.reload();
  } else if (location.hash !== "#main" && farm.state) {
    go();
  }
});
addEventListener("resize", () => {
  if (page && page.resized) {
    page.resized();
  }
  update();
});
setInterval(tick, 1000);
start();
