// The farm file: read, checked, and its changed rules tried on what is stored. It is changed on the server's disk.

import { fill, h } from "./dom.js";
import { age } from "./format.js";
import { actButton, choice, saidPlace } from "./forms.js";
import { language, say, t } from "./words.js";

const trialDays = [1, 3, 7, 14];

export function makeFarmPage() {
  const text = h("textarea", { id: "farm-text", rows: 24, spellcheck: "false", autocapitalize: "none", wrap: "off" });
  const lines = h("pre", { class: "lines", "aria-hidden": "true" });
  const stand = h("p", { class: "hint" });
  const findings = h("section", { class: "panel", "aria-live": "polite" });
  const acts = h("div", { class: "row" });
  const page = {
    elements: [
      h("p", { class: "back" }, h("a", { href: "#/mas" }, `← ${t("nav.more")}`)),
      h("h1", null, t("farm.title")),
      h("p", { class: "hint" }, t("farm.hint")),
      stand,
      h("label", { class: "field", for: "farm-text" }, t("farm.text")),
      h("div", { class: "file" }, lines, text),
      acts,
      findings,
    ],
    everyMs: 1e9,
    async load(farm) {
      const answer = await farm.get("/api/farm");
      if (answer.ok) {
        const file = await answer.json();
        text.value = file.text;
        number();
        fill(stand, t(file.isExample ? "farm.isExample" : `farm.state.${file.state}`));
      }
    },
    update(farm) {
      if (!acts.firstChild) {
        fill(acts, ...actsOf(text, findings, farm));
      }
    },
  };
  const number = () => {
    const count = text.value.split("\n").length;
    lines.textContent = Array.from({ length: count }, (_, i) => i + 1).join("\n");
  };
  text.addEventListener("input", number);
  text.addEventListener("scroll", () => (lines.scrollTop = text.scrollTop));
  return page;
}

function actsOf(text, findings, farm) {
  const said = saidPlace();
  const days = choice(t("farm.days"), trialDays.map((n) => [n, t("age.d", { n })]), 3);
  const check = async () => {
    const answer = await farm.post("/api/farm/check", { text: text.value, lang: language });
    if (answer.ok) {
      fill(findings, ...checkedWords(answer.said, text));
    }
    return answer;
  };
  const tryIt = async () => {
    fill(findings, h("p", null, t("farm.trying")));
    const answer = await farm.post("/api/farm/trial", { text: text.value, days: Number(days.select.value) });
    fill(findings, ...(answer.ok ? trialWords(answer.said, farm) : []));
    return answer;
  };
  return [
    actButton(farm, t("farm.check"), check, said, { class: "first" }),
    days.label,
    actButton(farm, t("farm.try"), tryIt, said),
    said,
  ];
}

function checkedWords(checked, text) {
  const goTo = (line) => {
    const before = text.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(before, before + (text.value.split("\n")[line - 1] || "").length);
    text.scrollTop = ((line - 5) / text.value.split("\n").length) * text.scrollHeight;
  };
  return [
    checked.rules === null || checked.rules === undefined
      ? h("h2", null, t("farm.wrong"))
      : h("h2", null, t("farm.good", { zones: checked.zones, nodes: checked.nodes, rules: checked.rules })),
    ...checked.findings.map((finding) =>
      h(
        "p",
        { class: finding.isWarning ? "hint" : "refused" },
        h("button", { type: "button", class: "line", onclick: () => goTo(finding.line) }, t("farm.line", { n: finding.line })),
        ` ${finding.words}`,
      ),
    ),
  ];
}

function trialWords(trial, farm) {
  const { before, after, same, differences } = trial;
  return [
    h("h2", null, t("farm.trial", { rules: trial.rules.join(", ") })),
    h("p", null, t("farm.counts", { before: before.alarms, after: after.alarms, rows: trial.rows })),
    before.texts + after.texts > 0
      ? h("p", null, t("farm.texts", { before: before.texts, after: after.texts, people: after.people }))
      : null,
    h("ul", { class: "trial" }, ...differences.map((alarm) => h("li", null, ...differenceWords(alarm, farm)))),
    h("p", { class: "hint" }, t(differences.length === 0 ? "farm.allSame" : "farm.same", { n: same })),
  ];
}

function differenceWords(alarm, farm) {
  const lasted = alarm.toMs === null ? t("farm.stands") : age(alarm.lastedMs);
  const before = alarm.was ? t(`severity.${alarm.was}`) : alarm.lastedBeforeMs === null ? "" : age(alarm.lastedBeforeMs);
  const what = alarm.title ? say(alarm.title) : alarm.rule;
  return [
    h("b", null, t(`farm.change.${alarm.change}`, { before })),
    ` · ${farm.clock(alarm.fromMs)} · ${lasted} · ${say(alarm.place)}: ${what}`,
    alarm.texts > 0 ? ` · ${t("farm.alarmTexts", { n: alarm.texts })}` : "",
  ];
}
