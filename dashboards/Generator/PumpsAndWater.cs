namespace Vigia.Dashboards;

/// <summary>For who moves the water: pumps, tanks, and what the soil has of it.</summary>
internal static class PumpsAndWater
{
    private const string Valves = "\"point\" =~ /valve/";
    private const string Anywhere = "\"zone\" =~ /.*/";

    public static Dashboard Of(Words words) =>
        new(
            "bombas",
            words.Say("Bombas y riego", "Pumps and irrigation"),
            words.Say(
                "¿Hay agua, anda la bomba y está mojada la tierra?",
                "Is there water, does the pump run, and is the soil wet?"
            ),
            "now-24h",
            "30s"
        )
        {
            Variables = [Asked.Zones("pump-house|tank|trough", words)],
            Annotations = Asked.Events(words),
            Panels =
            [
                Panel.Heading("$zona", repeat: "zona"),
                Shared.PointTable(words.Say("Ahora", "Now"), words, 10, 9, Asked.Chosen, hasZone: false),
                Shared.Chart(words, words.Say("Caudal", "Flow"), "flow", "flowlpm", Asked.Chosen, 14),
                Shared.Switches(
                    words.Say("Bomba y luz", "Pump and mains"),
                    words.Say("Azul en marcha, gris parada.", "Blue running, grey stopped."),
                    words,
                    24,
                    5,
                    Asked.Chosen
                ),
                Litres(
                    words,
                    words.Say("Agua en 24 horas", "Water in 24 hours"),
                    words.Say("Lo que contaron los medidores.", "What the meters counted."),
                    "24h",
                    "sum(\"value\")"
                ),
                Litres(
                    words,
                    words.Say("Agua por día, esta semana", "Water a day, this week"),
                    words.Say(
                        "La media de siete días: muy por encima o muy por debajo, vaya a mirar.",
                        "The mean of seven days: far above or far below it, go and look."
                    ),
                    "7d",
                    "sum(\"value\") / 7"
                ),
                Shared.Chart(words, words.Say("Tanque", "Tank"), "level", "percentunit", Asked.Chosen, 8),
                Shared.Chart(words, words.Say("Corriente", "Current"), "current", "amp", Asked.Chosen, 8),
                Shared.AlertTable(
                    words.Say("Avisos del agua", "Alerts about water"),
                    words,
                    24,
                    6,
                    most: 8,
                    $" AND {Asked.Chosen}"
                ),
                Panel.Heading(words.Irrigation),
                Shared.Switches(
                    words.Say("Riego", "Irrigation"),
                    words.Say("Azul: la válvula está abierta.", "Blue: the valve is open."),
                    words,
                    24,
                    6,
                    Valves
                ),
                Shared.Chart(
                    words,
                    words.Say("Humedad de la tierra", "Soil moisture"),
                    "soil_moisture",
                    "percentunit",
                    Anywhere,
                    12
                ),
                Shared.Chart(
                    words,
                    words.Say("Agua que le queda a la planta", "Water left for the plants"),
                    "available_water",
                    "percentunit",
                    Anywhere,
                    12
                ),
            ],
        };

    private static Panel Litres(Words words, string title, string description, string span, string what)
    {
        var litres = Panel.Big(title, description, 4, 9, [], words.NoData);
        litres.Field["unit"] = "suffix: L";
        litres.Field["decimals"] = 0;
        litres.Field["color"] = Colours.Fixed(Colours.Blue);
        return litres with
        {
            Only = span,
            Queries =
            [
                Query.Line(
                    $"SELECT {what} FROM \"volume\" WHERE $timeFilter AND {Asked.Chosen} GROUP BY \"zone\"",
                    "$tag_zone"
                ),
            ],
        };
    }
}
