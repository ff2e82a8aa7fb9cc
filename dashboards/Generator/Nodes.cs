namespace Vigia.Dashboards;

/// <summary>For technicians: every node with what it says of itself, the worst first, and sensors that give nothing.</summary>
internal static class Nodes
{
    public static Dashboard Of(Words words) =>
        new(
            "nodos",
            words.Say("Nodos", "Nodes"),
            words.Say("¿Qué nodo o sensor hay que ir a ver?", "Which node or sensor has to be visited?"),
            "now-24h",
            "30s"
        )
        {
            Annotations = Asked.Events(words),
            Panels =
            [
                Table(words),
                Panel.Bars(
                    words.Say("Contacto con cada nodo, 24 horas", "Contact with each node, 24 hours"),
                    words.Say(
                        "Una columna gris en todos es un corte de luz o de red.",
                        "A grey column through all is a power or network cut."
                    ),
                    24,
                    10,
                    Colours.States(words),
                    words.NoData
                ) with
                {
                    Queries =
                    [
                        Query.Line(
                            "SELECT last(\"state\") FROM \"node_health\" WHERE $timeFilter GROUP BY time($__interval), \"node\" fill(null)",
                            "$tag_node"
                        ),
                    ],
                },
                Silent(words),
                Panel.Lines(
                    words.Say("En cola en cada nodo", "Held on each node"),
                    words.Say(
                        "Paquetes que el servidor aún no confirmó: crece en un corte y baja después.",
                        "Packs that the server has not acknowledged: grows in a cut and drains after it."
                    ),
                    12,
                    10,
                    "none",
                    words.NoData
                ) with
                {
                    Interval = "1m",
                    Queries =
                    [
                        Query.Line(
                            "SELECT max(\"held\") FROM \"node_health\" WHERE $timeFilter GROUP BY time($__interval), \"node\" fill(null)",
                            "$tag_node"
                        ),
                    ],
                },
            ],
        };

    private static Panel Table(Words words) =>
        Tables
            .Of(
                words.Say("Nodos", "Nodes"),
                words.Say(
                    "Reloj: qué hay detrás de la hora del nodo. Huecos: paquetes que se perdieron.",
                    "Clock: what stands behind the node's time. Gaps: packs that were lost."
                ),
                24,
                12,
                Query.Table(
                    $"SELECT last(\"word_{words.Code}\") AS \"word\", last(\"age_{words.Code}\") AS \"age\", last(\"held\") AS \"held\", last(\"gaps\") AS \"gaps\", last(\"dropped\") AS \"dropped\","
                        + $" last(\"faults\") AS \"faults\", last(\"clk\") AS \"clk\", last(\"up_{words.Code}\") AS \"up\", last(\"version\") AS \"version\", last(\"cpu\") AS \"cpu\", last(\"disk\") AS \"disk\", last(\"weak\") AS \"weak\", last(\"rank\") AS \"rank\""
                        + " FROM \"node_health\" WHERE $timeFilter GROUP BY \"node\", \"zone\""
                ),
                words.NoData,
                new Column("node", words.Node, 84),
                new Column("zone", words.Zone) { Least = 100 },
                new Column("word", words.State, 88) { Colours = Colours.Words(words) },
                new Column("age", words.Ago, 70),
                new Column("held", words.Held, 80),
                new Column("gaps", words.Gaps, 80),
                new Column("dropped", words.Dropped, 90),
                new Column("faults", words.Faults, 80),
                new Column("clk", words.Clock, 90) { Colours = Colours.Clocks(words) },
                new Column("up", words.Uptime, 100),
                new Column("weak", words.Supply, 80) { Colours = Colours.Supply(words) },
                new Column("cpu", "CPU", 70) { Unit = "celsius" },
                new Column("disk", words.Disk, 70) { Unit = "percentunit" },
                new Column("version", words.Version, 90)
            )
            .Now();

    private static Panel Silent(Words words) =>
        Tables.Of(
            words.Say("Sensores sin señal", "Sensors without signal"),
            words.Say(
                "Registrados, y no dan nada: por qué, y desde hace cuánto. Lo que se retira se olvida a los 30 días.",
                "Registered, and they give nothing: why, and for how long. What is taken out is forgotten after 30 days."
            ),
            12,
            10,
            Query.Table(
                $"SELECT \"node\", \"point\", \"age\", \"fault\" FROM (SELECT last(\"state\") AS \"state\", last(\"age_{words.Code}\") AS \"age\", last(\"fault_{words.Code}\") AS \"fault\""
                    + " FROM \"point_state\" WHERE $timeFilter GROUP BY \"node\", \"point\") WHERE \"state\" = 3"
            ),
            words.Say("todos dan señal", "all give signal"),
            new Column("node", words.Node, 80),
            new Column("point", words.Point) { Least = 124 },
            new Column("age", words.Ago, 56),
            new Column("fault", words.Why)
        ) with
        {
            Only = "5m",
        };
}
