// A fire drill: every text goes the whole way of a real one, marked as a drill; and how long each step took.

import { showOffline } from "./alert-pages.js";
import { fill, h } from "./dom.js";
import { decimal } from "./format.js";
import { actButton, choice, saidPlace, span, sureButton } from "./forms.js";
import { has, say, t } from "./words.js";

const lengths = [5, 15, 30, 60];
const steps = ["sent", "delivered", "answered"];

/** `id` of a drill that was begun; without it only the form. */
export function makeDrillPage(id) {
  const banner = h("section", { class: "banner slim", hidden: true });
  const form = h("section", { class: "panel" });
  const report = h("section", { class: "panel", "aria-live": "polite" });
  const earlier = h("section", { class: "panel", hidden: true });
  let drill = null;
  let drills = [];
  return {
    elements: [
      h("p", { class: "back" }, h("a", { href: "#/mas" }, `← ${t("nav.more")}`)),
      banner,
      h("h1", null, t("drill.title")),
      h("p", { class: "hint" }, t("drill.hint")),
      form,
      report,
      earlier,
    ],
    everyMs: 5000,
    async load(farm) {
      const answer = id ? await farm.get(`/api/drill/${id}`) : { ok: false };
      drill = answer.ok ? await answer.json() : drill;
      const list = await farm.get("/api/drills");
      drills = list.ok ? await list.json() : drills;
    },
    update(farm) {
      showOffline(banner, farm);
      if (!form.firstChild) {
        fill(form, ...formOf(farm));
      }
      const written = JSON.stringify(drill);
      if (drill && report.written !== written) {
        report.written = written;
        fill(report, ...reportOf(drill, id, farm));
      }
      listEarlier(earlier, drills, id, farm);
    },
  };
}

function formOf(farm) {
  const said = saidPlace();
  const posts = [...farm.state.zones].sort((a, b) => (b.kind === "fire-post") - (a.kind === "fire-post") || a.order - b.order);
  const zone = choice(t("drill.zone"), posts.map((each) => [each.name, say(each.title)]));
  const minutes = choice(t("work.for"), lengths.map((each) => [each, span(each)]), 5);
  const begin = async () => {
    const answer = await farm.post("/api/drill", { zone: zone.select.value, minutes: Number(minutes.select.value) });
    if (answer.ok) {
      location.hash = `#/simulacro/${answer.said.alert}`;
    }
    return answer;
  };
  return [h("div", { class: "row" }, zone.label, minutes.label, sureButton(farm, t("drill.begin"), begin, said, { class: "first" })), said];
}

function listEarlier(section, drills, id, farm) {
  const others = drills.filter((each) => String(each.alert) !== id);
  const written = JSON.stringify(others);
  if (section.written === written) {
    return;
  }
  section.written = written;
  section.hidden = others.length === 0;
  fill(
    section,
    h("h2", null, t("drill.earlier")),
    h(
      "ul",
      { class: "links" },
      ...others.map((each) => h("li", null, h("a", { href: `#/simulacro/${each.alert}` }, `${farm.clock(each.begunMs)} · ${say(each.zone)} · ${each.who}`))),
    ),
  );
}

function reportOf(drill, id, farm) {
  const said = saidPlace();
  const end = () => farm.post(`/api/drill/${id}/end`);
  return [
    h("h2", null, t(drill.isOver ? "drill.over" : "drill.runs", { code: drill.code })),
    drill.isOver ? null : h("p", null, actButton(farm, t("drill.end"), end, said), said),
    drill.people.length === 0 ? h("p", { class: "empty" }, t("drill.nobody")) : null,
    ...drill.people.map((person) =>
      h(
        "article",
        { class: "point" },
        h("h3", null, person.name),
        h("dl", null, ...steps.flatMap((step) => [h("dt", null, t(`drill.${step}`)), h("dd", null, seconds(person[step]))])),
        person.word ? h("p", { class: "hint" }, has(`reply.${person.word}`) ? t(`reply.${person.word}`) : person.word) : null,
      ),
    ),
  ];
}

const seconds = (value) => (value === null || value === undefined ? t("unknown") : `${decimal(value, 1)}\u00a0s`);
