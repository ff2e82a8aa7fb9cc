using System.Text.Json.Nodes;

namespace Vigia.Dashboards;

/// <summary>Lines of readings, with the limits that the rules hold them against.</summary>
internal static class Lines
{
    public const string ZoneAndPoint = "$tag_zone $tag_point";

    private const string Buckets = "GROUP BY time($__interval)";

    /// <summary>One quantity, a line a point.</summary>
    /// <param name="where">Which zones: a condition of InfluxQL on the tags.</param>
    public static Query Of(string quantity, string where, string alias = ZoneAndPoint, string what = "mean") =>
        Query.Line(
            $"SELECT {what}(\"value\") FROM \"{quantity}\" WHERE $timeFilter AND {where} {Buckets}, \"zone\", \"node\", \"point\" fill(null)",
            alias
        );

    /// <summary>Its change a minute.</summary>
    public static Query RateOf(string quantity, string where) =>
        Query.Line(
            $"SELECT derivative(mean(\"value\"), 1m) FROM \"{quantity}\" WHERE $timeFilter AND {where} {Buckets}, \"zone\", \"node\", \"point\" fill(null)",
            "$tag_zone $tag_point"
        );

    /// <summary>
    /// Adds the rules' own limits, dashed: red where people have to act, orange where they have to look. What a rule says changes
    /// seldom: it holds until the next is written.
    /// </summary>
    public static Panel WithLimits(
        this Panel panel,
        string quantity,
        string where,
        Words words,
        string measure = "value"
    )
    {
        var first = panel.Queries.Count;
        return panel with
        {
            Queries =
            [
                .. panel.Queries,
                Limit(quantity, where, "act", measure, words),
                Limit(quantity, where, "look", measure, words),
            ],
            Overrides =
            [
                .. panel.Overrides,
                Dashed(Query.Ref(first), Colours.Red),
                Dashed(Query.Ref(first + 1), Colours.Orange),
            ],
        };
    }

    /// <summary>Names of points begin with their quantity, in English: people read their own word.</summary>
    public static JsonObject[] InWords(Words words) =>
        [
            .. words.Quantities.Select(quantity => new JsonObject
            {
                ["id"] = "renameByRegex",
                ["options"] = new JsonObject
                {
                    ["regex"] = $"^(.*)\\b{quantity.Name}(.*)$",
                    ["renamePattern"] = $"$1{quantity.Word}$2",
                },
            }),
        ];

    private static Query Limit(string quantity, string where, string level, string measure, Words words) =>
        Query.Line(
            $"SELECT last(\"raise\") FROM \"limit\" WHERE $timeFilter AND {where} AND \"quantity\" = '{quantity}' AND \"level\" = '{level}'"
                + $" AND \"measure\" = '{measure}' {Buckets}, \"title_{words.Code}\", \"side\" fill(previous)",
            $"$tag_title_{words.Code}"
        );

    private static JsonObject Dashed(string query, string colour) =>
        new()
        {
            ["matcher"] = new JsonObject { ["id"] = "byFrameRefID", ["options"] = query },
            ["properties"] = new JsonArray(
                new JsonObject { ["id"] = "color", ["value"] = Colours.Fixed(colour) },
                new JsonObject { ["id"] = "custom.lineWidth", ["value"] = 1 },
                new JsonObject { ["id"] = "custom.spanNulls", ["value"] = true },
                new JsonObject
                {
                    ["id"] = "custom.lineStyle",
                    ["value"] = new JsonObject { ["fill"] = "dash", ["dash"] = new JsonArray(10, 10) },
                }
            ),
        };
}
