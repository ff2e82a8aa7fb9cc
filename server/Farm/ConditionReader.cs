using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>Reads what a rule looks at: a point and its limit, how long, on how many, while what, when.</summary>
internal static class ConditionReader
{
    private const int MaxQuorum = 64;

    private static readonly TimeSpan LongestFor = TimeSpan.FromHours(24);

    private static readonly string[] GuardKeys = ["point", "above", "below", "is", "clear", "after"];

    private static readonly (string, DayOfWeek)[] Days =
    [
        ("mon", DayOfWeek.Monday),
        ("tue", DayOfWeek.Tuesday),
        ("wed", DayOfWeek.Wednesday),
        ("thu", DayOfWeek.Thursday),
        ("fri", DayOfWeek.Friday),
        ("sat", DayOfWeek.Saturday),
        ("sun", DayOfWeek.Sunday),
    ];

    /// <summary>All that a condition may say.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "point",
        .. LimitReader.Keys,
        "for",
        .. MeasureReader.Keys,
        "quorum",
        "while",
        "unless",
        "schedule",
        "season",
        "quality",
    ];

    /// <param name="others">Keys that may stand beside a condition's own.</param>
    public static Condition Read(FarmSection section, IReadOnlyList<string> others)
    {
        section.AllowOnly([.. others, .. Keys]);
        var measure = MeasureReader.Read(section);
        if (measure is RunRatio && !section.Has("while"))
        {
            section.Refuse("ratio_to", section.Words.RunsNeedWhile);
        }

        return new Condition(
            new PointPattern(section.PointName("point")),
            LimitReader.Read(section, allowBand: true),
            section.Duration("for", TimeSpan.Zero, LongestFor),
            measure,
            section.Count("quorum", 1, MaxQuorum),
            [.. ReadGuard(section, "while", GuardKind.While), .. ReadGuard(section, "unless", GuardKind.Unless)]
        )
        {
            Calendar = ReadCalendar(section),
            TakesSuspect = section.Word("quality", "good", [("good", false), ("suspect", true)]),
        };
    }

    private static IEnumerable<Guard> ReadGuard(FarmSection section, string key, GuardKind kind)
    {
        if (section.Below(key) is not { } guard)
        {
            yield break;
        }

        guard.AllowOnly(GuardKeys);
        yield return new Guard(
            kind,
            new PointPattern(guard.PointName("point")),
            LimitReader.Read(guard, allowBand: false),
            guard.Duration("after", TimeSpan.Zero, LongestFor)
        );
    }

    private static FarmCalendar ReadCalendar(FarmSection section)
    {
        if (!section.Has("schedule") && !section.Has("season"))
        {
            return FarmCalendar.Always;
        }

        var calendar = FarmCalendar.Always with { Season = ReadSeason(section.Below("season")) };
        if (section.Below("schedule") is not { } schedule)
        {
            return calendar;
        }

        schedule.AllowOnly(["hours", "days"]);
        var hours = schedule.QuietHours("hours");
        var named = schedule.NamesOf("days", [.. Days.Select(day => day.Item1)], Days.Length);
        return calendar with
        {
            From = hours?.From ?? default,
            To = hours?.To ?? default,
            Days = Days.Where(day => named.Contains(day.Item1)).Select(day => day.Item2).ToHashSet(),
        };
    }

    private static Season? ReadSeason(FarmSection? season)
    {
        if (season is null)
        {
            return null;
        }

        season.AllowOnly(["from", "to"]);
        return new Season(season.YearDay("from"), season.YearDay("to"));
    }
}
