// Nobody reads without a password. The first one is chosen with the token that the server prints.

import { fill, h } from "./dom.js";
import { has, t } from "./words.js";

const firstRun = /^#first=([0-9a-f]+)$/;

const kiosk = /^#kiosk=([0-9a-f]+)$/;

/** Of a link that was made for a screen on the wall; null: this is none. */
export const kioskToken = () => (kiosk.exec(location.hash) || [])[1] || null;

export const isFirstRun = () => firstRun.test(location.hash);

/** The form; `post` sends it, `done` goes on. */
export function signInForm(post, done) {
  const token = (firstRun.exec(location.hash) || [])[1];
  const said = h("p", { class: "refused", role: "alert" });
  const name = field("name", t("signIn.name"), { autocomplete: "username", autocapitalize: "none", maxlength: 32 });
  const password = field("password", t("signIn.password"), {
    type: "password",
    autocomplete: token ? "new-password" : "current-password",
    minlength: token ? 8 : null,
    maxlength: 128,
  });
  const button = h("button", { type: "submit" }, t(token ? "firstRun.enter" : "signIn.enter"));
  const send = async (event) => {
    event.preventDefault();
    button.disabled = true;
    const form = { name: name.input.value.trim(), password: password.input.value };
    const answer = await post(token ? "/api/first-run" : "/api/sign-in", token ? { token, ...form } : form);
    button.disabled = false;
    if (answer.status === 204) {
      done();
      return;
    }
    fill(said, t(has(`refused.${answer.reason}`) ? `refused.${answer.reason}` : "refused.other"));
    password.input.select();
  };
  return h(
    "form",
    { class: "sign-in", onsubmit: send },
    h("h1", null, t("page.name")),
    h("h2", null, t(token ? "firstRun.title" : "signIn.title")),
    name.label,
    password.label,
    token ? h("p", { class: "hint" }, t("firstRun.hint")) : null,
    said,
    button,
  );
}

/** Where the page is encrypted, and what a phone has to know of it first: asked for in the clear, from another machine. */
export function encryptedAt({ port, caFingerprint }) {
  const there = Object.assign(new URL("/", location), { protocol: "https", port });
  // The first sign-in goes on there; what stands behind the # is never sent.
  const way = `${there.href}${isFirstRun() ? location.hash : ""}`;
  return h(
    "section",
    { class: "sign-in" },
    h("h1", null, t("page.name")),
    h("h2", null, t("https.title")),
    h("p", null, h("a", { class: "button", href: way }, there.href)),
    caFingerprint
      ? h("p", null, t("https.first"), " ", h("a", { href: "/farm-ca.crt" }, t("https.certificate")))
      : null,
    caFingerprint ? h("p", { class: "hint" }, t("https.fingerprint"), " ", h("code", { class: "fingerprint" }, caFingerprint)) : null,
  );
}

function field(name, words, attributes) {
  const input = h("input", { name, required: true, spellcheck: "false", ...attributes });
  return { input, label: h("label", null, words, input) };
}
