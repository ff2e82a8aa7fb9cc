using System.Text.Json;
using Vigia.EndToEnd.Kit.Daemons;

namespace Vigia.EndToEnd.Kit.Proof;

/// <summary>Points as sets of "series time fields", from line protocol and from what influxd answers.</summary>
internal static class InfluxPoints
{
    /// <summary>Everything in the database that is a quantity of some ledger row.</summary>
    public static async Task<IReadOnlySet<string>> StoredAsync(
        Influxd influx,
        string database,
        IEnumerable<string> measurements
    )
    {
        var points = new HashSet<string>();
        foreach (var measurement in measurements)
        {
            var result = await influx.QueryAsync($"SELECT * FROM \"{measurement}\" GROUP BY *", database);
            if (result.TryGetProperty("series", out var series))
            {
                points.UnionWith(series.EnumerateArray().SelectMany(ReadSeries));
            }
        }

        return points;
    }

    /// <summary>The same of lines of line protocol. Names of the suite need no escapes.</summary>
    public static IReadOnlySet<string> OfLines(IEnumerable<string> lines) =>
        lines.Where(line => line.Length > 0).Select(OfLine).ToHashSet();

    public static string MeasurementOf(string line) => line[..line.IndexOf(',', StringComparison.Ordinal)];

    private static string OfLine(string line)
    {
        var parts = line.Split(' ');
        Assert.True(parts.Length == 3, $"a line that the suite can't read: {line}");
        var series = parts[0].Split(',');
        var tags = series.Skip(1).Select(tag => tag.Split('=', 2)).Select(tag => (tag[0], tag[1]));
        var fields = parts[1]
            .Split(',')
            .Select(field => field.Split('=', 2))
            .Select(field => (field[0], Plain(field[1])));
        return Point(series[0], tags, parts[2], fields);
    }

    private static IEnumerable<string> ReadSeries(JsonElement series)
    {
        var name = series.GetProperty("name").GetString()!;
        var tags = series
            .GetProperty("tags")
            .EnumerateObject()
            .Select(tag => (tag.Name, tag.Value.GetString()!))
            .ToList();
        var columns = series.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!).ToList();
        foreach (var row in series.GetProperty("values").EnumerateArray())
        {
            var cells = row.EnumerateArray().ToList();
            var fields = columns.Zip(cells).Skip(1).Where(cell => cell.Second.ValueKind != JsonValueKind.Null);
            yield return Point(
                name,
                tags,
                cells[0].GetRawText(),
                fields.Select(cell => (cell.First, Plain(cell.Second)))
            );
        }
    }

    private static string Point(
        string measurement,
        IEnumerable<(string Name, string Value)> tags,
        string time,
        IEnumerable<(string Name, string Value)> fields
    ) => $"{measurement},{Join(tags.Where(tag => tag.Value.Length > 0))} {time} {Join(fields)}";

    private static string Join(IEnumerable<(string Name, string Value)> pairs) =>
        string.Join(',', pairs.Order().Select(pair => $"{pair.Name}={pair.Value}"));

    private static string Plain(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? Number(value.GetDouble()) : value.ToString();

    private static string Plain(string value) =>
        value switch
        {
            ['"', .. var text, '"'] => text,
            [.. var digits, 'i'] when long.TryParse(digits, out _) => Number(long.Parse(digits)),
            _ => Number(double.Parse(value)),
        };

    private static string Number(double value) => value.ToString("R");
}
