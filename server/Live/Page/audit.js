// Who did what, the newest first.

import { fill, h } from "./dom.js";
import { has, t } from "./words.js";

export function makeAuditPage() {
  const list = h("ol", { class: "steps" });
  let entries = [];
  return {
    elements: [
      h("p", { class: "back" }, h("a", { href: "#/mas" }, `← ${t("nav.more")}`)),
      h("h1", null, t("audit.title")),
      list,
    ],
    everyMs: 15000,
    async load(farm) {
      const answer = await farm.get("/api/audit");
      entries = answer.ok ? await answer.json() : entries;
    },
    update(farm) {
      const written = JSON.stringify(entries);
      if (list.written !== written) {
        list.written = written;
        fill(list, ...entries.map((entry) => entryWords(entry, farm)));
      }
    },
  };
}

const entryWords = (entry, farm) =>
  h(
    "li",
    null,
    h("span", { class: "time" }, farm.clock(entry.atMs)),
    h("b", null, ` ${entry.who}`),
    ` ${has(`act.${entry.act}`) ? t(`act.${entry.act}`) : entry.act}`,
    entry.means === "Page" ? "" : ` (${t(`means.${entry.means}`)})`,
    entry.about ? h("q", null, entry.about) : null,
  );
