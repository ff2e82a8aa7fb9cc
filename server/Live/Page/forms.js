// Small forms: a question asked twice, a choice, an act with its refusal in words.

import { fill, h } from "./dom.js";
import { t } from "./words.js";

const sureMs = 6000;

/** A button that does something at the server; what was refused stands beside it, in words. */
export function actButton(farm, words, act, said, attributes) {
  const button = h("button", { type: "button", ...attributes, onclick: run }, words);
  async function run() {
    button.disabled = true;
    const answer = await act();
    button.disabled = false;
    if (said) {
      fill(said, answer.ok ? "" : farm.refusal(answer.reason));
    }
  }
  return button;
}

/** The same, for what cannot be taken back: it asks once more. */
export function sureButton(farm, words, act, said, attributes) {
  let sure = false;
  const button = actButton(farm, words, ask, said, attributes);
  async function ask() {
    if (sure) {
      return act();
    }
    sure = true;
    fill(button, t("act.sure", { act: words }));
    setTimeout(() => {
      sure = false;
      fill(button, words);
    }, sureMs);
    return { ok: true };
  }
  return button;
}

export const saidPlace = () => h("span", { class: "said", role: "status" });

/** A labelled choice: `[value, words]` each. */
export function choice(words, options, chosen) {
  const select = h(
    "select",
    {},
    ...options.map(([value, text]) => h("option", { value, selected: String(value) === String(chosen) }, text)),
  );
  return { select, label: h("label", { class: "field" }, words, select) };
}

export function field(words, attributes) {
  const input = h("input", { spellcheck: "false", ...attributes });
  return { input, label: h("label", { class: "field" }, words, input) };
}

/** Minutes as people say them. */
export const span = (minutes) =>
  minutes < 60 ? t("age.min", { n: minutes }) : minutes % 1440 === 0 && minutes > 1440 ? t("age.d", { n: minutes / 1440 }) : t("age.h", { n: minutes / 60 });
