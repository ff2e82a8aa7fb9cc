// What one may do at a zone: work there, and say what one sees of a fire.

import { fill, h } from "./dom.js";
import { actButton, choice, field, saidPlace, span } from "./forms.js";
import { t } from "./words.js";

const works = [30, 60, 120, 240, 480, 1440];

export function zoneActs(panel, zone, farm) {
  const written = JSON.stringify([zone.maintenance, zone.state === "Act"]);
  if (panel.written === written) {
    return;
  }
  panel.written = written;
  fill(panel, ...(farm.may("Technician") ? maintenance(zone, farm) : []));
}

function maintenance(zone, farm) {
  const said = saidPlace();
  if (zone.maintenance) {
    const end = () => farm.remove(`/api/maintenance/${encodeURIComponent(zone.maintenance.place)}`);
    return [h("div", { class: "row" }, actButton(farm, t("work.end"), end, said), said)];
  }
  const hours = choice(t("work.for"), works.map((minutes) => [minutes, span(minutes)]), 60);
  const reason = field(t("work.reason"), { maxlength: 120 });
  const begin = () =>
    farm.post("/api/maintenance", { place: zone.name, minutes: Number(hours.select.value), reason: reason.input.value });
  return [
    h(
      "details",
      null,
      h("summary", null, t("work.title")),
      h("p", { class: "hint" }, t("work.hint")),
      h("div", { class: "row" }, hours.label, reason.label, actButton(farm, t("work.begin"), begin, said)),
      said,
    ),
  ];
}
