using System.Text.Json.Nodes;

namespace Vigia.Dashboards;

/// <summary>What dashboards ask beside their panels: which zones there are, and what happened when.</summary>
internal static class Asked
{
    /// <summary>Conditions of InfluxQL: the zones chosen.</summary>
    public const string Chosen = "\"zone\" =~ /^$zona$/";

    private const string CutRules = "/^(silence|link|mains.*)$/";

    /// <summary>The zones of some kinds, by name; people see their titles. A new one is there by itself.</summary>
    /// <param name="kinds">A regular expression.</param>
    public static JsonObject Zones(string kinds, Words words)
    {
        var query =
            $"SELECT DISTINCT(\"label_{words.Code}\") FROM \"zone_state\" WHERE $timeFilter AND \"kind\" =~ /^({kinds})$/";
        return new JsonObject
        {
            ["type"] = "query",
            ["name"] = "zona",
            ["label"] = words.Zone,
            // All of them, and nobody has to choose; an address may: ?var-zona=porqueriza
            ["hide"] = 2,
            ["datasource"] = Dashboard.SourceJson,
            ["query"] = query,
            ["definition"] = query,
            // "Invernadero 1|invernadero-1": the title to read, the name to ask by.
            ["regex"] = "/^(?<text>.*)\\|(?<value>[^|]*)$/",
            // Whenever the time changes: zones come and go with the data.
            ["refresh"] = 2,
            ["sort"] = 1,
            ["multi"] = true,
            ["includeAll"] = true,
            ["current"] = new JsonObject
            {
                ["selected"] = true,
                ["text"] = new JsonArray(words.All),
                ["value"] = new JsonArray("$__all"),
            },
        };
    }

    // What came out from behind another, or woke up, began before; lines of older programs have no kind.
    private const string Beginnings = "\"state\" = 'raised' AND \"kind\" !~ /^(shown|woke|flapping)$/";

    /// <param name="where">Alerts of these zones only; cuts concern all.</param>
    public static JsonObject[] Events(Words words, string where = "\"zone\" =~ /.*/") =>
        [
            Event(
                words.Alerts,
                Colours.Red,
                $"SELECT \"line_{words.Code}\" AS \"text\", \"zone\" FROM \"alert\" WHERE $timeFilter AND {where} AND {Beginnings} AND \"rule\" !~ {CutRules}"
            ),
            Event(
                words.Cuts,
                Colours.Grey,
                $"SELECT \"line_{words.Code}\" AS \"text\", \"zone\" FROM \"alert\" WHERE $timeFilter AND {Beginnings} AND \"rule\" =~ {CutRules}"
            ),
            Event(
                words.Irrigation,
                Colours.Blue,
                "SELECT \"opened\", \"zone\" AS \"text\" FROM (SELECT difference(\"value\") AS \"opened\" FROM \"state\" WHERE $timeFilter AND \"point\" =~ /valve/ GROUP BY \"zone\", \"node\", \"point\") WHERE \"opened\" > 0"
            ),
        ];

    private static JsonObject Event(string name, string colour, string query) =>
        new()
        {
            ["name"] = name,
            ["enable"] = true,
            ["hide"] = true,
            ["iconColor"] = colour,
            ["datasource"] = Dashboard.SourceJson,
            ["target"] = new JsonObject
            {
                ["refId"] = "Anno",
                ["query"] = query,
                ["rawQuery"] = true,
                ["textColumn"] = "text",
                ["fromAnnotations"] = true,
            },
        };
}
