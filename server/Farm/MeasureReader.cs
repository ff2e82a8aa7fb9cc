using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>Reads what is made of the readings before they are judged; nothing said: nothing.</summary>
internal static class MeasureReader
{
    private static readonly TimeSpan ShortestRate = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestRate = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(7);

    public static IReadOnlyList<string> Keys { get; } =
    ["rate_over", "change_over", "sum_over", "starts_over", "ratio_to", "minus"];

    public static Measure Read(FarmSection section)
    {
        string[] said = [.. Keys.Where(section.Has)];
        if (said.Length > 1)
        {
            section.Refuse(said[1], section.Words.NotBeside(said[0], Keys));
        }

        return said.FirstOrDefault() switch
        {
            "rate_over" => new RateMeasure(section.Duration("rate_over", LongestRate, LongestRate, ShortestRate)),
            "change_over" => new ChangeMeasure(Window(section, "change_over")),
            "sum_over" => new SumMeasure(Window(section, "sum_over")),
            "starts_over" => new StartsMeasure(Window(section, "starts_over")),
            "ratio_to" => ReadRatio(section.Below("ratio_to")!),
            "minus" => ReadDifference(section.Below("minus")!),
            _ => Measure.Value,
        };
    }

    private static TimeSpan Window(FarmSection section, string key) =>
        section.Duration(key, LongestWindow, LongestWindow, ShortestWindow);

    private static Measure ReadRatio(FarmSection usual)
    {
        string[] keys = ["days", "runs"];
        usual.AllowOnly(keys);
        if (usual.Has("days") == usual.Has("runs"))
        {
            usual.Refuse("days", usual.Words.OneOfThese(keys));
        }

        return usual.Has("runs")
            ? new RunRatio(usual.Count("runs", Baseline.Fewest, Baseline.MostRuns, Baseline.Fewest))
            : new DailyRatio(usual.Count("days", Baseline.Fewest, Baseline.MostDays, Baseline.Fewest));
    }

    private static DifferenceMeasure ReadDifference(FarmSection other)
    {
        other.AllowOnly(["point", "kind"]);
        return new DifferenceMeasure(
            new PointPattern(other.PointName("point")),
            other.Has("kind") ? other.OneOf("kind", ZoneKinds.Names) : null
        );
    }
}
