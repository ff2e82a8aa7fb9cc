using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>Reads what a rule looks at: a point and its limit, how long, on how many, while what.</summary>
internal static class ConditionReader
{
    private const int MaxQuorum = 64;

    private static readonly TimeSpan LongestFor = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestRate = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestRate = TimeSpan.FromSeconds(20);

    private static readonly string[] Keys =
    [
        "point",
        "above",
        "below",
        "is",
        "clear",
        "for",
        "rate_over",
        "quorum",
        "while",
        "unless",
    ];

    private static readonly string[] GuardKeys = ["point", "above", "below", "is", "clear", "after"];

    /// <param name="others">Keys that may stand beside a condition's own.</param>
    public static Condition Read(FarmSection section, IReadOnlyList<string> others)
    {
        section.AllowOnly([.. others, .. Keys]);
        return new Condition(
            new PointPattern(section.PointName("point")),
            ReadLimit(section),
            section.Duration("for", TimeSpan.Zero, LongestFor),
            section.Has("rate_over") ? section.Duration("rate_over", LongestRate, LongestRate, ShortestRate) : null,
            section.Count("quorum", 1, MaxQuorum),
            [.. ReadGuard(section, "while", GuardKind.While), .. ReadGuard(section, "unless", GuardKind.Unless)]
        );
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
            ReadLimit(guard),
            guard.Duration("after", TimeSpan.Zero, LongestFor)
        );
    }

    private static Limit ReadLimit(FarmSection section)
    {
        string[] said = [.. ((string[])["above", "below", "is"]).Where(section.Has)];
        if (said.Length != 1)
        {
            section.Refuse(
                said.Length == 0 ? "above" : said[1],
                said.Length == 0
                    ? "is missing; one of above, below or is"
                    : $"stands beside {said[0]}; one of above, below or is"
            );
            return Limit.On;
        }

        if (said[0] == "is")
        {
            return section.Word("is", "on", [("on", Limit.On), ("off", Limit.Off)]);
        }

        var side = said[0] == "above" ? LimitSide.Above : LimitSide.Below;
        var raise = section.Number(said[0]);
        var clear = section.Has("clear") ? section.Number("clear") : raise;
        if (side == LimitSide.Above && clear > raise)
        {
            section.Refuse("clear", $"{clear} is higher than above ({raise}); allowed: up to {raise}");
        }

        if (side == LimitSide.Below && clear < raise)
        {
            section.Refuse("clear", $"{clear} is lower than below ({raise}); allowed: from {raise}");
        }

        return new Limit(side, raise, clear);
    }
}
