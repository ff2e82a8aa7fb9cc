namespace Vigia.Dashboards;

/// <summary>For who keeps the pigs: heat, air and fan on one axis of time, a block a barn.</summary>
internal static class PigBarn
{
    public static Dashboard Of(Words words) =>
        new(
            "porqueriza",
            words.Say("Porqueriza", "Pig barn"),
            words.Say(
                "¿Tienen los cerdos aire y frescura? Cada porqueriza con sus límites.",
                "Do the pigs have air, and is it cool enough? Each barn with its limits."
            ),
            "now-12h",
            "30s"
        )
        {
            Variables = [Asked.Zones("pig-barn", words)],
            Annotations = Asked.Events(words, Asked.Chosen),
            Panels =
            [
                Panel.Heading("$zona", repeat: "zona"),
                Shared.PointTable(words.Say("Ahora", "Now"), words, 10, 9, Asked.Chosen, hasZone: false),
                Chart(words, words.Say("Temperatura", "Temperature"), "temperature", "celsius", 14),
                HeatBand(words),
                Shared.Switches(
                    words.Say("Ventilador y luz", "Fan and mains"),
                    words.Say("Azul en marcha, gris parado.", "Blue running, grey stopped."),
                    words,
                    24,
                    5,
                    Asked.Chosen
                ),
                Chart(words, words.Say("Calor para los cerdos (ITH)", "Heat for the pigs (THI)"), "thi", "none", 8),
                Chart(words, "CO₂", "co2", "ppm", 8),
                Chart(words, words.Say("Humedad", "Humidity"), "humidity", "percent", 8),
                Chart(words, words.Say("Amoníaco", "Ammonia"), "nh3", "ppm", 12),
                Chart(
                    words,
                    words.Say("Gases, contra lo de costumbre", "Gases, to what is usual"),
                    "gas_ratio",
                    "none",
                    12
                ),
                Shared.AlertTable(
                    words.Say("Avisos de la porqueriza", "Alerts of the barn"),
                    words,
                    24,
                    7,
                    most: 20,
                    $" AND {Asked.Chosen}"
                ),
            ],
        };

    // Above the fan on the same axis: how bad the heat was, and whether the air moved then.
    private static Panel HeatBand(Words words) =>
        Panel.Bars(
            words.Say("Calor para los cerdos", "Heat for the pigs"),
            words.Say(
                "El ITH según las reglas: verde bien, naranja mirar, rojo actuar, gris sin señal.",
                "THI by the rules: green good, orange look, red act, grey no signal."
            ),
            24,
            4,
            Colours.States(words),
            words.NoData
        ) with
        {
            Queries =
            [
                Query.Line(
                    $"SELECT last(\"state\") FROM \"point_state\" WHERE $timeFilter AND \"quantity\" = 'thi' AND {Asked.Chosen} GROUP BY time($__interval), \"zone_title_{words.Code}\", \"node\" fill(null)",
                    $"$tag_zone_title_{words.Code}"
                ),
            ],
        };

    private static Panel Chart(Words words, string title, string quantity, string unit, int wide) =>
        Shared.Chart(words, title, quantity, unit, Asked.Chosen, wide, "$tag_point");
}
