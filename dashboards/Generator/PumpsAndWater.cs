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
                Chart(words, words.Say("Caudal", "Flow"), "flow", "flowlpm", Asked.Chosen, 14),
                Shared.Switches(
                    words.Say("Bomba y luz", "Pump and mains"),
                    words.Say("Azul en marcha, gris parada.", "Blue running, grey stopped."),
                    words,
                    24,
                    5,
                    Asked.Chosen
                ),
                Litres(words),
                Chart(words, words.Say("Tanque", "Tank"), "level", "percentunit", Asked.Chosen, 8),
                Chart(words, words.Say("Corriente", "Current"), "current", "amp", Asked.Chosen, 8),
                Panel.Heading(words.Irrigation),
                Shared.Switches(
                    words.Say("Riego", "Irrigation"),
                    words.Say("Azul: la válvula está abierta.", "Blue: the valve is open."),
                    words,
                    24,
                    6,
                    Valves
                ),
                Chart(
                    words,
                    words.Say("Humedad de la tierra", "Soil moisture"),
                    "soil_moisture",
                    "percentunit",
                    Anywhere,
                    12
                ),
                Chart(
                    words,
                    words.Say("Agua que le queda a la planta", "Water left for the plants"),
                    "available_water",
                    "percentunit",
                    Anywhere,
                    12
                ),
            ],
        };

    private static Panel Litres(Words words)
    {
        var litres = Panel.Big(
            words.Say("Agua en 24 horas", "Water in 24 hours"),
            words.Say("Lo que contaron los medidores.", "What the meters counted."),
            8,
            9,
            [],
            words.NoData
        );
        litres.Field["unit"] = "suffix: L";
        litres.Field["decimals"] = 0;
        litres.Field["color"] = Colours.Fixed(Colours.Blue);
        return litres with
        {
            Only = "24h",
            Queries =
            [
                Query.Line(
                    $"SELECT sum(\"value\") FROM \"volume\" WHERE $timeFilter AND {Asked.Chosen} GROUP BY \"zone\"",
                    "$tag_zone"
                ),
            ],
        };
    }

    private static Panel Chart(Words words, string title, string quantity, string unit, string where, int wide) =>
        (
            Panel.Lines(
                title,
                words.Say(
                    "Rayas: los límites de las reglas; rojo pide actuar, naranja mirar.",
                    "Dashes: the rules' limits; red asks to act, orange to look."
                ),
                wide,
                9,
                unit,
                words.NoData
            ) with
            {
                Queries = [Lines.Of(quantity, where)],
                Transformations = Lines.InWords(words),
            }
        ).WithLimits(quantity, where, words);
}
