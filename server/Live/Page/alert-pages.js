// All alerts, and one with all that happened to it.

import { isOver, makeAlert, partsOf, titleOf, classOf, updateAlert, worstFirst } from "./alerts.js";
import { fill, follow, h, parts } from "./dom.js";
import { alertText, pointName } from "./format.js";
import { actButton, choice, field, saidPlace, span, sureButton } from "./forms.js";
import { has, say, t } from "./words.js";
import { updateBanner } from "./zones.js";

const snoozes = [15, 60, 240, 720];

export function makeAlertsPage() {
  const [open, over, late] = [0, 0, 0].map(() => h("section", { class: "alerts" }));
  const banner = h("section", { class: "banner slim", hidden: true });
  const headings = ["alerts.title", "alerts.over", "alerts.late"].map((key) => h("h2", { class: "list" }, t(key)));
  let all = null;
  return {
    elements: [banner, h("h1", null, t("nav.alerts")), headings[0], open, headings[1], over, headings[2], late],
    followsAlerts: true,
    async load(farm) {
      const answer = await farm.get("/api/alerts");
      all = answer.ok ? await answer.json() : all;
    },
    update(farm) {
      showOffline(banner, farm);
      listAlerts(open, worstFirst(farm.state.alerts), farm, "alerts.none");
      if (all) {
        listAlerts(over, all.over, farm, "alerts.noneOver");
        listLate(late, all.late, farm);
      }
    },
  };
}

export function showOffline(banner, farm) {
  banner.hidden = !farm.isOffline();
  updateBanner(banner, farm);
}

export function listAlerts(section, alerts, farm, none) {
  follow(section, alerts, (alert) => alert.id, makeAlert, (card, alert) => updateAlert(card, alert, farm));
  if (alerts.length === 0 && none) {
    fill(section, h("p", { class: "empty" }, t(none)));
  }
}

/** What would have been alerts, had the readings come in time. */
export function listLate(section, findings, farm) {
  const written = JSON.stringify(findings);
  if (section.written === written) {
    return;
  }
  section.written = written;
  fill(
    section,
    findings.length === 0 ? h("p", { class: "empty" }, t("alerts.noneLate")) : null,
    ...findings.map((found) =>
      h(
        "article",
        { class: "alert over" },
        h("h3", null, `${found.title ? say(found.title) : pointName(found)} · ${say(found.place)}`),
        h(
          "p",
          { class: "facts" },
          h("b", null, alertText({ ...found, value: found.extreme })),
          ` · ${t("late.span", { from: farm.clock(found.fromMs), to: farm.clock(found.toMs) })} · ${found.node}`,
        ),
      ),
    ),
  );
}

export function makeAlertPage(id) {
  const card = h("article", { class: "alert" });
  const banner = h("section", { class: "banner slim", hidden: true });
  const acts = h("section", { class: "panel" });
  const steps = h("ol", { class: "steps" });
  const heading = h("h2", { class: "list" }, t("alert.steps"));
  const calls = h("section");
  let detail = null;
  let missing = false;
  const page = {
    elements: [h("p", { class: "back" }, h("a", { href: "#/alertas" }, `← ${t("nav.alerts")}`)), banner, card, acts, heading, steps, calls],
    everyMs: 15000,
    followsAlerts: true,
    async load(farm) {
      const answer = await farm.get(`/api/alerts/${id}`);
      missing = answer.status === 404;
      detail = answer.ok ? await answer.json() : detail;
    },
    update(farm) {
      showOffline(banner, farm);
      heading.hidden = detail === null;
      if (missing) {
        parts(card, [["missing", () => h("h1", null, t("refused.NoSuchAlert"))]]);
      } else if (detail) {
        showAlert(card, acts, steps, calls, detail, farm);
      }
    },
  };
  return page;
}

function showAlert(card, acts, steps, calls, detail, farm) {
  const written = JSON.stringify(detail);
  if (card.written === written) {
    return;
  }
  card.written = written;
  const { alert } = detail;
  const heading = `${titleOf(alert)} · ${say(alert.place)}`;
  card.className = `alert ${classOf(alert)}`;
  parts(card, [
    [heading, () => h("h1", null, heading)],
    ...partsOf(card, alert, farm, true),
    [alert.zone, () => (alert.zone ? h("p", null, h("a", { href: `#/zona/${alert.zone}` }, t("alert.toZone", { place: say(alert.place) }))) : null)],
  ]);
  // A note half written stays.
  parts(acts, [[[isOver(alert), alert.isFire], () => h("div", { class: "stack" }, ...(farm.may("Attendant") ? furtherActs(alert, farm) : []))]]);
  fill(steps, ...detail.steps.map((step) => stepOf(step, farm)));
  fill(calls, ...callsOf(detail, farm));
}

function furtherActs(alert, farm) {
  const said = saidPlace();
  const post = async (name, body) => {
    const answer = await farm.post(`/api/alerts/${alert.id}/${name}`, body);
    farm.refresh();
    return answer;
  };
  const note = field(t("alert.note"), { maxlength: 280 });
  const writeNote = async () => {
    const answer = await post("note", { text: note.input.value });
    note.input.value = answer.ok ? "" : note.input.value;
    return answer;
  };
  const wait = choice(t("alert.snooze"), snoozes.map((minutes) => [minutes, span(minutes)]), 60);
  return [
    isOver(alert) || alert.isFire
      ? null
      : h("div", { class: "row" }, wait.label, actButton(farm, t("alert.snoozeDo"), () => post("snooze", { minutes: Number(wait.select.value) }), said)),
    h("div", { class: "row" }, note.label, actButton(farm, t("alert.noteDo"), writeNote, said)),
    isOver(alert) ? null : h("div", { class: "row" }, sureButton(farm, t("alert.close"), () => post("close"), said)),
    said,
  ];
}

// Who was called, by which means, and what they answered.
function callsOf(detail, farm) {
  const row = (ms, ...words) => h("li", null, h("span", { class: "time" }, farm.clock(ms)), " ", ...words);
  const part = (key, rows) => (rows.length > 0 ? [h("h2", { class: "list" }, t(key)), h("ol", { class: "steps" }, ...rows)] : []);
  // Names of nodes are small letters; words begin with a capital one.
  const outcome = (text) => (text || "").replace(/\b[A-Z]\w+/g, (word) => (has(`outcome.${word}`) ? t(`outcome.${word}`) : word));
  const answer = (word) => (has(`reply.${word}`) ? t(`reply.${word}`) : word);
  return [
    ...part("calls.title", detail.calls.map((call) => row(call.atMs, h("b", null, call.person), ` ${t(`callMeans.${call.means}`)} ${outcome(call.outcome)}`))),
    ...part("calls.answers", detail.answers.map((said) => row(said.atMs, h("b", null, said.person), ` ${answer(said.word)}`))),
    detail.chief ? h("p", { class: "hint" }, t("calls.chief", { who: detail.chief })) : null,
  ];
}

function stepOf(step, farm) {
  return h(
    "li",
    null,
    h("span", { class: "time" }, farm.clock(step.atMs)),
    ` ${t(`step.${step.reason}`)}`,
    step.who ? h("b", null, ` ${step.who}`) : null,
    step.means && step.means !== "Page" ? ` (${t(`means.${step.means}`)})` : null,
    step.note ? h("q", null, step.note) : null,
  );
}
