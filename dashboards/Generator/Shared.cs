namespace Vigia.Dashboards;

/// <summary>Panels that several dashboards have.</summary>
internal static class Shared
{
    public static Panel AllWellSign(Words words, int wide, int high) =>
        Panel.Big(
            words.Say("¿Todo bien?", "All well?"),
            words.Say(
                "Lo peor que hay ahora en toda la finca. Gris: nadie mide.",
                "The worst there is on the whole farm now. Grey: nobody measures."
            ),
            wide,
            high,
            Colours.Words(words),
            words.NoData
        ) with
        {
            Queries = [Query.Line($"SELECT last(\"word_{words.Code}\") FROM \"farm_state\" WHERE $timeFilter", "")],
        };

    public static Panel FireSign(Words words, int wide, int high) =>
        Panel.Big(
            words.Say("¿Hay fuego?", "Is there fire?"),
            words.Say(
                "Lo que ven los puestos. Un puesto sin señal no vigila: vaya a mirar.",
                "What the posts see. A post without signal does not watch: go and look."
            ),
            wide,
            high,
            Colours.Words(words),
            words.NoData
        ) with
        {
            Queries = [Query.Line($"SELECT last(\"fire_{words.Code}\") FROM \"farm_state\" WHERE $timeFilter", "")],
        };

    /// <summary>Zones with word, number and age, the worst first.</summary>
    public static Panel ZoneTable(string title, Words words, int wide, int high, string where = "") =>
        Tables
            .Of(
                title,
                words.Say(
                    "Cada zona: estado, su valor y de hace cuánto es. Lo peor arriba.",
                    "Each zone: state, its value and how old that is. The worst first."
                ),
                wide,
                high,
                Query.Table(
                    $"SELECT last(\"word_{words.Code}\") AS \"word\", last(\"number_{words.Code}\") AS \"number\", last(\"age_{words.Code}\") AS \"age\", last(\"rank\") AS \"rank\""
                        + $" FROM \"zone_state\" WHERE $timeFilter{where} GROUP BY \"title_{words.Code}\", \"zone\""
                ),
                words.NoData,
                new Column($"title_{words.Code}", words.Zone),
                new Column("word", words.State, 88) { Colours = Colours.Words(words) },
                new Column("number", words.Value, 80),
                new Column("age", words.Ago, 50)
            )
            .Now();

    /// <summary>Points with word, number and age, the worst first.</summary>
    public static Panel PointTable(
        string title,
        Words words,
        int wide,
        int high,
        string where,
        bool hasZone = true,
        bool hasPoint = true
    ) =>
        Tables
            .Of(
                title,
                words.Say(
                    "Cada sensor: estado, valor y edad. Gris: no hay señal, y no se sabe.",
                    "Each sensor: state, value and age. Grey: no signal, and nobody knows."
                ),
                wide,
                high,
                Query.Table(
                    $"SELECT last(\"word_{words.Code}\") AS \"word\", last(\"number_{words.Code}\") AS \"number\", last(\"age_{words.Code}\") AS \"age\", last(\"rank\") AS \"rank\""
                        + $" FROM \"point_state\" WHERE $timeFilter AND {where} GROUP BY \"zone_title_{words.Code}\", \"title_{words.Code}\", \"node\", \"point\""
                ),
                words.NoData,
                [
                    .. hasZone ? [new Column($"zone_title_{words.Code}", words.Zone)] : Array.Empty<Column>(),
                    .. hasPoint
                        ? [new Column($"title_{words.Code}", words.Point) { Least = 78 }]
                        : Array.Empty<Column>(),
                    new Column("word", words.State, 80) { Colours = Colours.Words(words) },
                    new Column("number", words.Value, 76),
                    new Column("age", words.Ago, 50),
                ]
            )
            .Now();

    /// <summary>The last steps of alerts, the newest first.</summary>
    public static Panel AlertTable(string title, Words words, int wide, int high, int most, string where = "") =>
        Tables.Of(
            title,
            words.Say("Lo último que se avisó, y si ya terminó.", "What was told last, and whether it is over."),
            wide,
            high,
            Query.Table(
                $"SELECT \"word_{words.Code}\" AS \"word\", \"line_{words.Code}\" AS \"line\" FROM \"alert\" WHERE $timeFilter{where} ORDER BY time DESC LIMIT {most}"
            ),
            words.Say("ningún aviso", "no alerts"),
            new Column("Time", words.When, 94) { Unit = "time:DD/MM HH:mm" },
            new Column("word", words.State, 92) { Colours = Colours.Words(words) },
            new Column("line", words.What)
        );

    /// <summary>How zones stood over the time shown.</summary>
    public static Panel ZoneBars(string title, Words words, int wide, int high, string where = "") =>
        Panel.Bars(
            title,
            words.Say(
                "Verde bien, naranja mirar, rojo actuar, gris sin señal: una columna gris es un corte de luz.",
                "Green good, orange look, red act, grey no signal: a grey column is a power cut."
            ),
            wide,
            high,
            Colours.States(words),
            words.NoData
        ) with
        {
            Queries =
            [
                Query.Line(
                    $"SELECT last(\"state\") FROM \"zone_state\" WHERE $timeFilter{where} GROUP BY time($__interval), \"title_{words.Code}\" fill(null)",
                    $"$tag_title_{words.Code}"
                ),
            ],
        };

    /// <summary>The main reading of the zones that have this quantity first, by the names people know.</summary>
    public static Panel MainLines(
        string title,
        string description,
        Words words,
        int wide,
        int high,
        string quantity,
        string unit
    ) =>
        Panel.Lines(title, description, wide, high, unit, words.NoData) with
        {
            Interval = "1m",
            Queries =
            [
                Query.Line(
                    $"SELECT mean(\"value\") FROM \"zone_state\" WHERE $timeFilter AND \"quantity\" = '{quantity}' GROUP BY time($__interval), \"title_{words.Code}\" fill(null)",
                    $"$tag_title_{words.Code}"
                ),
            ],
        };

    /// <summary>Machines and switches over time.</summary>
    public static Panel Switches(string title, string description, Words words, int wide, int high, string where) =>
        Panel.Bars(title, description, wide, high, Colours.OnOff(words), words.NoData) with
        {
            Queries =
            [
                Query.Line(
                    $"SELECT last(\"value\") FROM \"point_state\" WHERE $timeFilter AND \"quantity\" = 'state' AND {where} GROUP BY time($__interval), \"zone_title_{words.Code}\", \"title_{words.Code}\", \"node\" fill(null)",
                    $"$tag_zone_title_{words.Code} · $tag_title_{words.Code}"
                ),
            ],
        };

    /// <summary>A quantity's lines with the limits that the rules hold them against.</summary>
    /// <param name="where">Which zones: a condition of InfluxQL on the tags.</param>
    public static Panel Chart(
        Words words,
        string title,
        string quantity,
        string unit,
        string where,
        int wide,
        string alias = Lines.ZoneAndPoint
    ) =>
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
                Queries = [Lines.Of(quantity, where, alias)],
                Transformations = Lines.InWords(words),
            }
        ).WithLimits(quantity, where, words);
}
