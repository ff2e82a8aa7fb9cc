using System.Text.Json.Nodes;

namespace Vigia.Dashboards;

/// <summary>One question to InfluxDB.</summary>
/// <param name="Alias">Name of each line, <c>$tag_zone</c> filled in; null: it is a table.</param>
internal sealed record Query(string InfluxQl, string? Alias)
{
    public static Query Line(string influxQl, string alias) => new(influxQl, alias);

    public static Query Table(string influxQl) => new(influxQl, Alias: null);

    public JsonObject ToJson(int at)
    {
        var json = new JsonObject
        {
            ["refId"] = Ref(at),
            ["datasource"] = Dashboard.SourceJson,
            ["rawQuery"] = true,
            ["resultFormat"] = Alias is null ? "table" : "time_series",
            ["query"] = InfluxQl,
        };
        if (Alias is not null)
        {
            json["alias"] = Alias;
        }

        return json;
    }

    /// <summary>Name of a panel's query by its place: A, B, C.</summary>
    public static string Ref(int at) => ((char)('A' + at)).ToString();
}
