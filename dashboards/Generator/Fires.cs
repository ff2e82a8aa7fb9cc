namespace Vigia.Dashboards;

/// <summary>For who watches for fire: is there one, does every post see, how fast does it get hot.</summary>
internal static class Fires
{
    private const string Posts = " AND \"kind\" = 'fire-post'";

    public static Dashboard Of(Words words) =>
        new(
            "incendios",
            words.Say("Incendios", "Fires"),
            words.Say(
                "¿Hay fuego, y ven todos los puestos? La decisión la toma el servicio; aquí se mira.",
                "Is there fire, and do all posts see? The service decides; this is for looking."
            ),
            "now-1h",
            "10s"
        )
        {
            Variables = [Asked.Zones("fire-post", words)],
            Annotations = Asked.Events(words),
            Panels =
            [
                Shared.FireSign(words, 16, 5),
                Danger(words),
                Shared.ZoneTable(words.Say("Puestos", "Posts"), words, 8, 9, Posts),
                Shared.PointTable(
                    words.Say("Sensores de los puestos", "Sensors of the posts"),
                    words,
                    16,
                    9,
                    Posts[5..]
                ),
                Heat(words),
                Rate(words),
                Smoke(words),
                Shared.AlertTable(
                    words.Say("Avisos de fuego", "Fire alerts"),
                    words,
                    12,
                    9,
                    most: 20,
                    " AND \"fire\" = 1"
                ),
                Told(words),
            ],
        };

    private static Panel Danger(Words words)
    {
        var danger = Panel.Big(
            words.Say("Peligro de incendio en pasto (GFWI)", "Danger of grass fire (GFWI)"),
            words.Say(
                "Índice horario del mástil del clima. Dice qué tan fácil correría un fuego, no si lo hay.",
                "Hourly index of the weather mast. It says how easily a fire would run, not whether there is one."
            ),
            8,
            5,
            [],
            words.NoData
        );
        danger.Field["color"] = Colours.Fixed(Colours.Blue);
        danger.Field["decimals"] = 1;
        return danger with
        {
            Only = "3h",
            Queries =
            [
                Query.Line("SELECT last(\"value\") FROM \"gfwi\" WHERE $timeFilter GROUP BY \"zone\"", "$tag_zone"),
            ],
        };
    }

    private static Panel Told(Words words) =>
        Tables.Of(
            words.Say("A quién se avisó por SMS", "Who was told by SMS"),
            words.Say(
                "De cada persona la inicial y el oficio; ningún nombre ni número sale del servicio. Segundos hasta que la red lo tuvo.",
                "Of each person the first letter and the role; no name and no number leaves the service. Seconds until the network had it."
            ),
            12,
            9,
            Query.Table(
                $"SELECT \"word_{words.Code}\" AS \"word\", \"to_{words.Code}\" AS \"to\", \"took_text\" AS \"took\", \"line_{words.Code}\" AS \"line\" FROM \"sms\" WHERE $timeFilter AND \"fire\" = 1 ORDER BY time DESC LIMIT 30"
            ),
            words.Say("ningún SMS", "no texts"),
            new Column("Time", words.When, 94) { Unit = "time:DD/MM HH:mm" },
            new Column("word", words.State, 110) { Colours = Colours.Texts(words) },
            new Column("to", words.Say("A quién", "To"), 150),
            new Column("took", words.Say("Tardó", "Took"), 70),
            new Column("line", words.What)
        );

    private static Panel Heat(Words words) =>
        (
            Panel.Lines(
                words.Say("Temperatura", "Temperature"),
                words.Say(
                    "De cada puesto, con los límites de las reglas. Un hueco es tiempo sin señal.",
                    "Of each post, with the rules' limits. A gap is time without signal."
                ),
                8,
                10,
                "celsius",
                words.NoData
            ) with
            {
                Queries = [Lines.Of("temperature", Asked.Chosen)],
                Transformations = Lines.InWords(words),
            }
        ).WithLimits("temperature", Asked.Chosen, words);

    private static Panel Rate(Words words) =>
        (
            Panel.Lines(
                words.Say("Cuánto sube por minuto", "Rise a minute"),
                words.Say(
                    "Grados por minuto. Ningún sol sube tan rápido como un fuego.",
                    "Degrees a minute. No sun rises as fast as a fire."
                ),
                8,
                10,
                "celsius",
                words.NoData
            ) with
            {
                Interval = "1m",
                Queries = [Lines.RateOf("temperature", Asked.Chosen)],
                Transformations = Lines.InWords(words),
            }
        ).WithLimits("temperature", Asked.Chosen, words, measure: "rate");

    private static Panel Smoke(Words words) =>
        (
            Panel.Lines(
                words.Say("Humo, contra lo de costumbre", "Smoke, to what is usual"),
                words.Say("Veces lo de costumbre en ese puesto.", "Times what is usual at that post."),
                8,
                10,
                "none",
                words.NoData
            ) with
            {
                Queries = [Lines.Of("gas_ratio", Asked.Chosen)],
                Transformations = Lines.InWords(words),
            }
        ).WithLimits("gas_ratio", Asked.Chosen, words);
}
