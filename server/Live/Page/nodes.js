// Nodes, the worst first: heard, clock, what they hold, what never came.

import { levels } from "./alerts.js";
import { showOffline } from "./alert-pages.js";
import { fill, follow, h } from "./dom.js";
import { age, decimal, faultWords } from "./format.js";
import { has, say, t } from "./words.js";

const late = 60000;

export function makeNodesPage() {
  const banner = h("section", { class: "banner slim", hidden: true });
  const list = h("section", { class: "nodes" });
  let nodes = [];
  return {
    elements: [banner, h("h1", null, t("nav.nodes")), h("p", { class: "hint" }, t("nodes.hint")), list],
    everyMs: 15000,
    async load(farm) {
      const answer = await farm.get("/api/nodes");
      nodes = answer.ok ? await answer.json() : nodes;
    },
    update(farm) {
      showOffline(banner, farm);
      follow(list, nodes, (node) => node.name, () => h("article", { class: "node" }), (card, node) => showNode(card, node, farm));
    },
  };
}

const stateOf = (node) =>
  node.life === "Silent" ? "NoSignal" : node.life === "Never" ? "NoSignal" : node.clockOff || node.faulty > 0 || node.health?.isPoor ? "Look" : "Good";

function showNode(card, node, farm) {
  const state = stateOf(node);
  card.className = `node ${levels[state]}`;
  fill(
    card,
    h("h2", null, node.name, node.zone ? h("small", null, ` ${say(node.zone)}`) : null),
    h("span", { class: "word" }, node.life === "Never" ? t("node.never") : t(`state.${state}`)),
    contact(node),
    h("dl", null, ...factsOf(node, farm).flatMap(([key, words]) => [h("dt", null, t(`node.${key}`)), h("dd", null, words)])),
  );
}

// A day of contact: a power cut is a hole.
function contact(node) {
  const quarters = node.contact.length;
  const runs = [...node.contact.matchAll(/1+/g)].map((run) =>
    h("rect", { class: "bar", x: run.index * 2, y: 0, width: run[0].length * 2, height: 12 }),
  );
  const heard = [...node.contact].filter((quarter) => quarter === "1").length;
  return h(
    "svg",
    { class: "contact", viewBox: `0 0 ${quarters * 2} 12`, preserveAspectRatio: "none", role: "img", "aria-label": t("node.contactLabel", { hours: heard / 4 }) },
    h("rect", { class: "gap", x: 0, y: 0, width: quarters * 2, height: 12 }),
    ...runs,
  );
}

function factsOf(node, farm) {
  const facts = [["heard", node.heardMs === null ? t("zone.never") : h("span", { "data-at": node.heardMs }, farm.age(node.heardMs))]];
  facts.push(["clock", t(node.clockOff ? "clock.off" : `clock.${node.clock}`)]);
  if (node.lagMs > late) {
    facts.push(["lag", age(node.lagMs)]);
  }
  facts.push(["points", node.faulty > 0 ? t("node.faulty", { n: node.points, faulty: node.faulty }) : String(node.points)]);
  facts.push(["lost", node.gapPacks === 0 ? t("node.nothingLost") : t("node.lostPacks", { n: node.gapPacks, gaps: node.gaps })]);
  if (node.health) {
    facts.push(["outbox", t("node.packs", { n: node.health.packs })]);
    facts.push(["up", age(node.health.upSeconds * 1000)]);
    facts.push(...boardOf(node.health));
    facts.push(...counted("dropped", node.health.dropped));
    if (node.health.setAside > 0) {
      facts.push(["setAside", String(node.health.setAside)]);
    }
    facts.push(...counted("faults", node.health.faults));
  }
  if (node.version) {
    facts.push(["version", node.version]);
  }
  if (node.maintenance) {
    facts.push(["work", t("zone.maintenance", { place: node.maintenance.place, time: farm.clock(node.maintenance.untilMs), reason: node.maintenance.reason })]);
  }
  return facts;
}

// A board says what its kernel knows; a weak supply first, as it explains the rest.
function boardOf({ cpu, disk, weak }) {
  const words = [
    weak === true ? t("board.weak") : weak === false ? t("board.strong") : null,
    cpu === null ? null : t("board.cpu", { value: decimal(cpu, 0) }),
    disk === null ? null : t("board.disk", { value: decimal(disk * 100, 0) }),
  ].filter((word) => word !== null);
  return words.length > 0 ? [["board", words.join(" · ")]] : [];
}

const counted = (key, counts) => {
  const known = Object.entries(counts).filter(([, n]) => n > 0);
  const words = (reason) => (has(`drop.${reason}`) ? t(`drop.${reason}`) : has(`fault.${reason}`) ? faultWords(reason) : reason);
  // "air.NoBus": the sensor, and what is wrong with it.
  const name = (reason) => [...reason.split(".").slice(0, -1), words(reason.split(".").at(-1))].join(": ");
  return known.length > 0 ? [[key, known.map(([reason, n]) => `${name(reason)} ${n}`).join(", ")]] : [];
};
