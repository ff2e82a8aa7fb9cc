// What people read, in their language: remembered, else the browser's, else Spanish.

const remembered = "vigia.language";
let words = {};

export let language = "es";

/** The words of a key, with `{name}` filled in. */
export function t(key, values) {
  const text = words[key] === undefined ? key : words[key];
  return values ? text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all)) : text;
}

export const has = (key) => key in words;

/** A text that the server knows in both languages. */
export const say = (text) => text[language];

export async function loadWords(wanted) {
  language = wanted || read() || preferred();
  const answer = await fetch(`/${language}.json`);
  words = await answer.json();
  document.documentElement.lang = language;
}

export async function switchLanguage() {
  await loadWords(t("language.otherCode"));
  try {
    localStorage.setItem(remembered, language);
  } catch {
    // A browser that remembers nothing asks again next time.
  }
}

function read() {
  try {
    const known = localStorage.getItem(remembered);
    return known === "en" || known === "es" ? known : null;
  } catch {
    return null;
  }
}

function preferred() {
  const first = (navigator.languages || [navigator.language]).find((tag) => /^(es|en)\b/i.test(tag));
  return first && first.toLowerCase().startsWith("en") ? "en" : "es";
}
