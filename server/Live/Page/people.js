// Who is called for what, now and in the next days.

import { showOffline } from "./alert-pages.js";
import { fill, h } from "./dom.js";
import { t } from "./words.js";

export function makePeoplePage() {
  const banner = h("section", { class: "banner slim", hidden: true });
  const list = h("section", { class: "people" });
  let people = null;
  return {
    elements: [banner, h("h1", null, t("nav.people")), h("p", { class: "hint" }, t("people.hint")), list],
    everyMs: 60000,
    async load(farm) {
      const answer = await farm.get("/api/people");
      people = answer.ok ? await answer.json() : people;
    },
    update(farm) {
      showOffline(banner, farm);
      const written = JSON.stringify(people);
      if (people && list.written !== written) {
        list.written = written;
        fill(list, ...partsOf(people));
      }
    },
  };
}

function partsOf(people) {
  if (people.people.length === 0) {
    return [h("p", { class: "empty" }, t("people.none"))];
  }
  const titleOf = new Map(people.people.map((person) => [person.name, person.title]));
  const named = (names) => names.map((name) => titleOf.get(name) || name).join(", ");
  return [
    h("div", { class: "roles" }, ...people.roles.map((role) => roleCard(role, named))),
    h("h2", { class: "list" }, t("people.all")),
    h("ul", { class: "links" }, ...people.people.map(personRow)),
  ];
}

const roleCard = (role, named) =>
  h(
    "article",
    { class: "point person" },
    h("h2", null, t(`roleOf.${role.role}`)),
    h("p", { class: "duty" }, named(role.line.slice(0, 1))),
    h("p", { class: "hint" }, t("people.then", { names: named(role.line.slice(1)) || t("unknown") })),
    h(
      "details",
      null,
      h("summary", null, t("people.week")),
      h("dl", null, ...role.week.flatMap((day) => [h("dt", null, dayWords(day.day)), h("dd", null, named(day.names))])),
    ),
  );

function personRow(person) {
  const facts = [person.phone];
  if (person.quietFrom) {
    facts.push(t("people.quiet", { from: person.quietFrom.slice(0, 5), to: person.quietTo.slice(0, 5) }));
  }
  const duties = person.duties.map((role) => t(`roleOf.${role}`)).join(", ");
  return h(
    "li",
    { class: "row" },
    h("b", { class: "grow" }, person.title),
    duties ? h("span", null, t("people.duty", { duties })) : null,
    h("span", { class: "meta" }, facts.join(" · ")),
  );
}

// A day of the farm's calendar: `lun 23/11`.
function dayWords(day) {
  const [year, month, date] = day.split("-").map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  return `${t(`weekday.${weekday}`)} ${String(date).padStart(2, "0")}/${String(month).padStart(2, "0")}`;
}
