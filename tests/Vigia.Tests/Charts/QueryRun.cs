using System.Text.Json;
using Vigia.Tests.Influx;

namespace Vigia.Tests.Charts;

/// <summary>Runs every query of a dashboard, as Grafana does, at one moment of one database.</summary>
internal sealed class QueryRun(InfluxDaemon influx, string database, DateTimeOffset end)
{
    public const int MostPoints = 1500;

    /// <summary>Answers by name of the panel and its query; every one is sound.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Series>>> OfAsync(JsonElement board)
    {
        var queries = Boards.Queries(board).ToList();
        var variables = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var variable in Boards.Variables(board))
        {
            var name = variable.Text("name")!;
            var answer = await AskAsync(queries.Single(q => q.Name == $"variable {name}"), variables);
            variables[name] = Boards.Values(
                variable,
                answer.SelectMany(s => s.Rows).Select(row => row[1].GetString()!)
            );
        }

        var answers = new Dictionary<string, IReadOnlyList<Series>>();
        foreach (var query in queries)
        {
            answers.Add(query.Name, await AskAsync(query, variables));
        }

        return answers;
    }

    private async Task<IReadOnlyList<Series>> AskAsync(
        BoardQuery query,
        IReadOnlyDictionary<string, IReadOnlyList<string>> variables
    )
    {
        var text = query.Filled(end, variables);
        using var json = JsonDocument.Parse(await influx.QueryAsync(text, database));
        Assert.False(json.RootElement.TryGetProperty("error", out var error), $"{query.Name}: {error}: {text}");
        var result = json.RootElement.GetProperty("results")[0];
        Assert.False(result.TryGetProperty("error", out var wrong), $"{query.Name}: {wrong}: {text}");
        var series = result.TryGetProperty("series", out var found)
            ? found.EnumerateArray().Select(Series.Of).ToList()
            : [];
        Assert.All(series, one => Assert.True(one.Rows.Count < MostPoints, $"{query.Name}: {one.Rows.Count} points"));
        return
        [
            .. series.Where(one => one.Rows.Any(row => row.Skip(1).Any(cell => cell.ValueKind != JsonValueKind.Null))),
        ];
    }
}

/// <summary>A line of an answer that has a value.</summary>
internal sealed record Series(
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<JsonElement>> Rows
)
{
    public static Series Of(JsonElement json) =>
        new(
            json.TryGetProperty("tags", out var tags)
                ? tags.EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.GetString()!)
                : [],
            [.. json.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)],
            [
                .. json.GetProperty("values")
                    .EnumerateArray()
                    .Select(row => row.EnumerateArray().Select(cell => cell.Clone()).ToList()),
            ]
        );

    /// <summary>Of its last row.</summary>
    public string Last(string column) => Rows[^1][Columns.ToList().IndexOf(column)].ToString();
}
