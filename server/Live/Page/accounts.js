// Who has an account, and which screens may read.

import { fill, h } from "./dom.js";
import { actButton, choice, field, saidPlace, sureButton } from "./forms.js";
import { t } from "./words.js";

const roles = ["Viewer", "Attendant", "Technician", "Coordinator"];
const roleChoice = (chosen) => choice(t("accounts.role"), roles.map((role) => [role, t(`role.${role}`)]), chosen);

export function makeAccountsPage() {
  const [people, add, screens, link] = [0, 0, 0, 0].map(() => h("section", { class: "panel" }));
  const news = h("p", { class: "secret", role: "status" });
  let known = { accounts: [], kiosks: [] };
  return {
    elements: [
      h("p", { class: "back" }, h("a", { href: "#/mas" }, `← ${t("nav.more")}`)),
      h("h1", null, t("accounts.title")),
      news,
      people,
      add,
      h("h2", { class: "list" }, t("kiosks.title")),
      h("p", { class: "hint" }, t("kiosks.hint")),
      screens,
      link,
    ],
    async load(farm) {
      const [accounts, kiosks] = await Promise.all(["/api/accounts", "/api/kiosks"].map(farm.get));
      if (accounts.ok && kiosks.ok) {
        known = { accounts: await accounts.json(), kiosks: await kiosks.json() };
      }
    },
    update(farm) {
      if (!add.firstChild) {
        fill(add, ...addForm(farm, news));
        fill(link, ...kioskForm(farm, news));
      }
      const written = JSON.stringify(known);
      if (people.written !== written) {
        people.written = written;
        fill(people, ...known.accounts.map((account) => accountRow(account, farm, news)));
        fill(screens, ...known.kiosks.map((kiosk) => kioskRow(kiosk, farm)));
      }
    },
  };
}

function accountRow(account, farm, news) {
  const said = saidPlace();
  const path = `/api/accounts/${encodeURIComponent(account.name)}`;
  const role = roleChoice(account.role);
  role.select.addEventListener("change", async () => {
    const answer = await farm.post(`${path}/role`, { role: role.select.value });
    fill(said, answer.ok ? t("accounts.changed") : farm.refusal(answer.reason));
    role.select.value = answer.ok ? role.select.value : account.role;
  });
  const renew = async () => {
    const answer = await farm.post(`${path}/password`);
    tellPassword(answer, account.name, news);
    return answer;
  };
  return h(
    "div",
    { class: "row" },
    h("b", { class: "grow" }, account.name),
    role.label,
    sureButton(farm, t("accounts.renew"), renew, said),
    sureButton(farm, t("accounts.remove"), () => thenRefresh(farm, farm.remove(path)), said),
    said,
  );
}

function addForm(farm, news) {
  const said = saidPlace();
  const name = field(t("signIn.name"), { maxlength: 32, autocapitalize: "none", autocomplete: "off" });
  const role = roleChoice("Attendant");
  const add = async () => {
    const answer = await farm.post("/api/accounts", { name: name.input.value.trim(), role: role.select.value });
    tellPassword(answer, name.input.value.trim(), news);
    return thenRefresh(farm, answer);
  };
  return [h("div", { class: "row" }, name.label, role.label, actButton(farm, t("accounts.add"), add, said)), said];
}

const kioskRow = (kiosk, farm) => {
  const said = saidPlace();
  return h(
    "div",
    { class: "row" },
    h("b", { class: "grow" }, kiosk.title),
    h("span", null, t("kiosks.made", { who: kiosk.by, time: farm.clock(kiosk.madeMs) })),
    sureButton(farm, t("kiosks.revoke"), () => thenRefresh(farm, farm.remove(`/api/kiosks/${kiosk.id}`)), said),
    said,
  );
};

function kioskForm(farm, news) {
  const said = saidPlace();
  const title = field(t("kiosks.name"), { maxlength: 60 });
  const make = async () => {
    const answer = await farm.post("/api/kiosks", { title: title.input.value });
    if (answer.ok) {
      fill(news, t("kiosks.link"), " ", h("b", null, location.origin + answer.said.path));
    }
    return thenRefresh(farm, answer);
  };
  return [h("div", { class: "row" }, title.label, actButton(farm, t("kiosks.make"), make, said)), said];
}

function tellPassword(answer, name, news) {
  if (answer.ok) {
    fill(news, t("accounts.password", { name }), " ", h("b", null, answer.said.password));
  }
}

async function thenRefresh(farm, asked) {
  const answer = await asked;
  farm.refresh();
  return answer;
}
