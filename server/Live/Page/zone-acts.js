// What one may do at a zone: work there, and say what one sees of a fire.

import { fill, h } from "./dom.js";
import { actButton, choice, field, saidPlace, span, sureButton } from "./forms.js";
import { t } from "./words.js";

const works = [30, 60, 120, 240, 480, 1440];

const burns = [30, 60, 120, 240, 480];

export function zoneActs(panel, zone, farm) {
  const fire = farm.state.alerts.some((alert) => alert.zone === zone.name && alert.isFire);
  const written = JSON.stringify([zone.maintenance, fire, zone.kind]);
  if (panel.written === written) {
    return;
  }
  panel.written = written;
  fill(
    panel,
    ...(farm.may("Attendant") ? fireWords(zone, fire, farm) : []),
    ...(farm.may("Technician") ? maintenance(zone, farm) : []),
  );
}

// People see a fire before any sensor does; what they say the rules hear.
function fireWords(zone, burnsNow, farm) {
  const said = saidPlace();
  const say = (kind, minutes) => () => farm.post(`/api/zones/${encodeURIComponent(zone.name)}/word`, { kind, minutes });
  const minutes = choice(t("fire.burnFor"), burns.map((each) => [each, span(each)]), 60);
  const word = (kind) => sureButton(farm, t(`fire.${kind}`), say(kind), said);
  return [
    h(
      "details",
      { open: burnsNow },
      h("summary", null, t("fire.title")),
      h("div", { class: "row" }, word("Fire"), ...(burnsNow ? [word("Controlled"), word("Over"), word("False")] : [])),
      h(
        "div",
        { class: "row" },
        minutes.label,
        actButton(farm, t("fire.Burn"), () => say("Burn", Number(minutes.select.value))(), said),
        actButton(farm, t("fire.BurnEnds"), say("BurnEnds"), said),
      ),
      said,
    ),
  ];
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
