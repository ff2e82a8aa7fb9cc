using System.Text.Json;
using System.Text.RegularExpressions;
using Vigia.Tests.Repository;

namespace Vigia.Tests.Charts;

/// <summary>The dashboards as they are shipped, read as Grafana reads them.</summary>
internal static partial class Boards
{
    public static TheoryData<string> Paths =>
        [
            .. Checkout.Files.Where(path =>
                path.StartsWith("dashboards/e", StringComparison.Ordinal)
                && path.EndsWith(".json", StringComparison.Ordinal)
            ),
        ];

    public static JsonElement Read(string path) => JsonDocument.Parse(Checkout.Read(path)).RootElement;

    public static IEnumerable<JsonElement> Panels(JsonElement board) => board.GetProperty("panels").EnumerateArray();

    public static IEnumerable<JsonElement> Variables(JsonElement board) =>
        board.GetProperty("templating").GetProperty("list").EnumerateArray();

    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>Every query of a dashboard, and how long back it looks.</summary>
    public static IEnumerable<BoardQuery> Queries(JsonElement board)
    {
        var range = Span(board.GetProperty("time").Text("from")!["now-".Length..]);
        foreach (var variable in Variables(board))
        {
            yield return new BoardQuery($"variable {variable.Text("name")}", variable.Text("query")!, range, range);
        }

        foreach (var mark in board.GetProperty("annotations").GetProperty("list").EnumerateArray())
        {
            yield return new BoardQuery(
                $"mark {mark.Text("name")}",
                mark.GetProperty("target").Text("query")!,
                range,
                range
            );
        }

        foreach (var panel in Panels(board).Where(panel => panel.TryGetProperty("targets", out _)))
        {
            var span = panel.Text("timeFrom") is { } only ? Span(only) : range;
            var least = panel.Text("interval") is { } interval ? Span(interval) : TimeSpan.FromSeconds(10);
            foreach (var target in panel.GetProperty("targets").EnumerateArray())
            {
                yield return new BoardQuery(
                    $"{panel.Text("title")} {target.Text("refId")}",
                    target.Text("query")!,
                    span,
                    Interval(span, least)
                );
            }
        }
    }

    // A panel asks for about as many buckets as it has pixels, in Grafana's round steps.
    private static TimeSpan Interval(TimeSpan span, TimeSpan least)
    {
        int[] steps = [10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600];
        var wanted = Math.Max(span.TotalSeconds / 1000, least.TotalSeconds);
        return TimeSpan.FromSeconds(steps.First(step => step >= wanted));
    }

    public static TimeSpan Span(string text)
    {
        var number = int.Parse(text[..^1]);
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
    }

    /// <summary>Values of a variable as its own expression takes them out of the answer.</summary>
    public static IReadOnlyList<string> Values(JsonElement variable, IEnumerable<string> answer)
    {
        var expression = new Regex(variable.Text("regex")!.Trim('/'), RegexOptions.None, TimeSpan.FromSeconds(1));
        return
        [
            .. answer.Select(text => expression.Match(text)).Where(m => m.Success).Select(m => m.Groups["value"].Value),
        ];
    }

    [GeneratedRegex(@"\$(?!timeFilter|__interval\b|tag_)\w+", RegexOptions.None, 1000)]
    public static partial Regex Unfilled();
}

/// <param name="Range">Whence it looks.</param>
/// <param name="Interval">Of its buckets.</param>
internal sealed record BoardQuery(string Name, string Text, TimeSpan Range, TimeSpan Interval)
{
    /// <summary>What Grafana puts in the place of its macros and variables.</summary>
    public string Filled(DateTimeOffset end, IReadOnlyDictionary<string, IReadOnlyList<string>> variables)
    {
        var from = (end - Range).ToUnixTimeMilliseconds();
        var text = Text.Replace(
                "$timeFilter",
                $"time >= {from}ms AND time <= {end.ToUnixTimeMilliseconds()}ms",
                StringComparison.Ordinal
            )
            .Replace("$__interval", $"{(int)Interval.TotalSeconds}s", StringComparison.Ordinal);
        foreach (var (name, values) in variables)
        {
            text = text.Replace($"${name}", $"({string.Join('|', values)})", StringComparison.Ordinal);
        }

        Assert.False(Boards.Unfilled().IsMatch(text), $"{Name} asks for something nobody fills in: {text}");
        return text;
    }
}
