using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>Reads what a rule looks at: a point and its limit, how long, on how many, while what, when.</summary>
internal static class ConditionReader
{
    private const int MaxQuorum = 64;
    private const string MostOfThem = "most";

    /// <summary>Guards of one kind on one condition.</summary>
    private const int MaxGuards = 2;

    private static readonly TimeSpan LongestFor = TimeSpan.FromHours(24);
    private static readonly TimeSpan ShortestHeard = TimeSpan.FromMinutes(5);

    private static readonly string[] GuardKeys =
    [
        "point",
        "kind",
        "above",
        "below",
        "is",
        "clear",
        "after",
        "heard",
        "rate_over",
    ];

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
        "possible",
        "points",
    ];

    /// <param name="others">Keys that may stand beside a condition's own.</param>
    /// <param name="isOneOfSeveral">Its name is its own, not the rule's.</param>
    public static Condition Read(FarmSection section, IReadOnlyList<string> others, bool isOneOfSeveral = false)
    {
        section.AllowOnly([.. others, .. Keys]);
        var limit = LimitReader.Read(section, allowBand: true);
        var measure = MeasureReader.Read(section, limit);
        if (measure.NeedsRun && !section.Has("while"))
        {
            section.Refuse("ratio_to", section.Words.RunsNeedWhile);
        }

        return new Condition(
            new PointPattern(section.PointName("point")),
            limit,
            section.Duration("for", TimeSpan.Zero, LongestFor),
            measure,
            ReadQuorum(section),
            [.. ReadGuard(section, "while", GuardKind.While), .. ReadGuard(section, "unless", GuardKind.Unless)]
        )
        {
            Calendar = ReadCalendar(section),
            TakesSuspect = section.Word("quality", "good", [("good", false), ("suspect", true)]),
            Name = isOneOfSeveral ? section.Identifier("name", required: false) ?? "" : "",
            Possible = ReadPossible(section.Below("possible")),
            Own =
            [
                .. section.Entries("points", Condition.MaxOwn).Select(each => ReadOwn(section, each.Key, each.Below)),
            ],
        };
    }

    private static int ReadQuorum(FarmSection section)
    {
        if (section.Peek("quorum") is { } word && !word.All(char.IsAsciiDigit))
        {
            return section.Word("quorum", MostOfThem, [(MostOfThem, Condition.Majority)]);
        }

        return section.Count("quorum", 1, MaxQuorum);
    }

    private static ValueRange? ReadPossible(FarmSection? range)
    {
        if (range is null)
        {
            return null;
        }

        range.AllowOnly(["low", "high"]);
        var (low, high) = (range.Number("low"), range.Number("high"));
        if (low >= high)
        {
            range.Refuse("low", range.Words.WrongBand(low, high));
        }

        return new ValueRange(low, high);
    }

    // A point, or one of one node: "soil_moisture-3", "inv-1/soil_moisture-3". What it does not say is the condition's.
    private static OwnLimit ReadOwn(FarmSection condition, string name, FarmSection change)
    {
        var (node, point) = name.Split('/') is [var before, var after] ? (before, after) : (null, name);
        if (change.Word() == "off")
        {
            return new OwnLimit(node, new PointPattern(point), Limit.On, TimeSpan.Zero, IsOff: true);
        }

        change.AllowOnly(RuleChange.LimitKeys);
        var changed = condition.With(change);
        return new OwnLimit(
            node,
            new PointPattern(point),
            LimitReader.Read(changed, allowBand: true),
            changed.Duration("for", TimeSpan.Zero, LongestFor)
        );
    }

    private static IEnumerable<Guard> ReadGuard(FarmSection section, string key, GuardKind kind)
    {
        foreach (var guard in section.OneOrMore(key, MaxGuards))
        {
            guard.AllowOnly(GuardKeys);
            if (guard.Has("heard") && kind == GuardKind.While)
            {
                guard.Refuse("heard", guard.Words.NotBeside("while", ["unless"]));
            }

            if (guard.Has("heard") && guard.Has("rate_over"))
            {
                guard.Refuse("rate_over", guard.Words.NotBeside("heard", ["rate_over"]));
            }

            yield return new Guard(
                kind,
                new PointPattern(guard.PointName("point")),
                LimitReader.Read(guard, allowBand: false),
                guard.Duration("after", TimeSpan.Zero, LongestFor)
            )
            {
                Elsewhere = guard.Has("kind") ? guard.OneOf("kind", ZoneKinds.NamesOn(guard.Page)) : null,
                Rate = guard.Has("rate_over") ? MeasureReader.ReadRate(guard) : null,
                Heard = guard.Has("heard") ? guard.Duration("heard", LongestFor, LongestFor, ShortestHeard) : null,
            };
        }
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
