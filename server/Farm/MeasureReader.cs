using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>Reads what is made of the readings before they are judged; nothing said: nothing.</summary>
internal static class MeasureReader
{
    private static readonly TimeSpan ShortestRate = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestRate = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestTrend = TimeSpan.FromDays(14);
    private static readonly TimeSpan LongestRise = TimeSpan.FromHours(12);

    private const string LastHours = "last_hours";
    private const int MostFalls = 7;
    private const int MostHours = 12;

    public static IReadOnlyList<string> Keys { get; } =
    [
        "rate_over",
        "change_over",
        "sum_over",
        "starts_over",
        "ratio_to",
        "minus",
        "of_last",
        "trend_over",
        "hours_on_over",
        "fall_of_days",
        "step_within",
        "rise_after",
    ];

    /// <param name="limit">Against which its value will be held.</param>
    public static Measure Read(FarmSection section, Limit limit)
    {
        string[] said = [.. Keys.Where(section.Has)];
        if (said.Length > 1)
        {
            section.Refuse(said[1], section.Words.NotBeside(said[0], Keys));
        }

        return said.FirstOrDefault() switch
        {
            "rate_over" => ReadRate(section),
            "change_over" => new ChangeMeasure(Window(section, "change_over")),
            "sum_over" => new SumMeasure(Window(section, "sum_over")),
            "starts_over" => new StartsMeasure(Window(section, "starts_over")),
            "ratio_to" => ReadRatio(section.Below("ratio_to")!),
            "minus" => ReadDifference(section.Below("minus")!),
            "of_last" => ReadOfLast(section.Below("of_last")!, limit.Side),
            "trend_over" => new TrendMeasure(
                section.Duration("trend_over", LongestTrend, LongestTrend, ShortestWindow)
            ),
            "hours_on_over" => new HoursOnMeasure(Window(section, "hours_on_over")),
            "fall_of_days" => new FallOfDays(section.Count("fall_of_days", 2, MostFalls, 2), section.Page.UtcOffset),
            "step_within" => new StepMeasure(
                section.Duration("step_within", LongestRate, LongestRate, ShortestRate),
                limit
            ),
            "rise_after" => ReadRise(section.Below("rise_after")!),
            _ => Measure.Value,
        };
    }

    public static RateMeasure ReadRate(FarmSection section) =>
        new(section.Duration("rate_over", LongestRate, LongestRate, ShortestRate));

    private static OfLastMeasure ReadOfLast(FarmSection last, LimitSide side)
    {
        last.AllowOnly(["readings", "beyond"]);
        var readings = last.Count("readings", 2, OfLastMeasure.Most, 2);
        return new OfLastMeasure(readings, last.Count("beyond", readings, readings), side);
    }

    private static RiseAfterMeasure ReadRise(FarmSection rise)
    {
        rise.AllowOnly(["point", "on_for", "within"]);
        return new RiseAfterMeasure(
            new PointPattern(rise.PointName("point")),
            rise.Duration("on_for", TimeSpan.Zero, LongestRise),
            rise.Duration("within", LongestRise, LongestRise, ShortestWindow)
        );
    }

    private static TimeSpan Window(FarmSection section, string key) =>
        section.Duration(key, LongestWindow, LongestWindow, ShortestWindow);

    private static Measure ReadRatio(FarmSection usual)
    {
        string[] keys = ["days", "same_hours", "whole_days", "mean_of_days", "last_hours", "runs", "first_runs"];
        usual.AllowOnly([.. keys, "hours"]);
        string[] said = [.. keys.Where(usual.Has)];
        if (said.Length != 1)
        {
            usual.Refuse(
                said.Length == 0 ? "days" : said[1],
                said.Length == 0 ? usual.Words.OneOfThese(keys) : usual.Words.NotBeside(said[0], keys)
            );
            return Measure.Value;
        }

        if (usual.Has("hours") && said[0] != "mean_of_days")
        {
            usual.Refuse("hours", usual.Words.NotBeside(said[0], ["mean_of_days"]));
        }

        if (said[0] == LastHours)
        {
            return ReadUsual(usual, isRatio: true);
        }

        var isRuns = said[0] is "runs" or "first_runs";
        var count = usual.Count(
            said[0],
            Baseline.Fewest,
            isRuns ? Baseline.MostRuns : Baseline.MostDays,
            Baseline.Fewest
        );
        var clock = usual.Page.UtcOffset;
        return said[0] switch
        {
            "runs" => new RunRatio(count),
            "first_runs" => new FirstRunsRatio(count),
            "same_hours" => new SameHoursRatio(count, clock),
            "whole_days" => new WholeDaysRatio(count, clock),
            "mean_of_days" => new MeanHourRatio(count, usual.Count("hours", 2, MostHours), clock),
            _ => new DailyRatio(count),
        };
    }

    private static UsualMeasure ReadUsual(FarmSection usual, bool isRatio) =>
        new(usual.Count(LastHours, Baseline.Fewest, UsualMeasure.MostHours, Baseline.Fewest), isRatio);

    private static Measure ReadDifference(FarmSection other)
    {
        other.AllowOnly(["point", "kind", "mean_over", LastHours]);
        if (other.Has(LastHours))
        {
            if (other.Has("point"))
            {
                other.Refuse("point", other.Words.NotBeside(LastHours, ["point", LastHours]));
            }

            return ReadUsual(other, isRatio: false);
        }

        return new DifferenceMeasure(
            new PointPattern(other.PointName("point")),
            other.Has("kind") ? other.OneOf("kind", ZoneKinds.NamesOn(other.Page)) : null
        )
        {
            MeanOver = other.Has("mean_over") ? Window(other, "mean_over") : null,
        };
    }
}
