namespace Vigia.Server.Rules;

/// <summary>What is remembered of one point that a condition or a guard looks at.</summary>
/// <param name="Since">Since when it is on this side of the limit; default where it always was.</param>
/// <param name="Last">Newest reading judged; what is not newer is never judged again.</param>
/// <param name="Value">The value judged: the reading's own, or its rate a minute.</param>
/// <param name="Interval">Between the last two readings, where that was no gap.</param>
/// <param name="Window">Readings a rate is taken from, oldest first; else empty.</param>
internal sealed record SeriesState(
    SeriesPhase Phase,
    DateTimeOffset Since,
    DateTimeOffset Last,
    double Value,
    string Unit,
    TimeSpan Interval,
    IReadOnlyList<Sample> Window
)
{
    /// <summary>Readings further apart are a gap, whatever the point's rhythm.</summary>
    public static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(2);

    public static SeriesState Fresh { get; } = new(SeriesPhase.Within, default, default, 0, "", TimeSpan.Zero, []);
}

/// <param name="Ms">Unix milliseconds.</param>
internal readonly record struct Sample(long Ms, double Value);

internal enum SeriesPhase
{
    Within,

    /// <summary>Beyond the limit, but not long enough, not seen in time, or its guard does not let it count.</summary>
    Beyond,

    /// <summary>Beyond for long enough: counts, until it is back.</summary>
    Holding,
}

/// <summary>Names of series within one rule: <c>0/inv-1/soil_moisture-1</c>, of a guard <c>0.1/inv-1/state-valve</c>.</summary>
internal static class SeriesKey
{
    public static string Of(string condition, string node, string point) => $"{condition}/{node}/{point}";

    public static string NodeOf(string key) => key.Split('/', 3)[1];

    public static string PointOf(string key) => key.Split('/', 3)[2];

    public static bool IsOf(string key, string condition) => key.StartsWith(condition + "/", StringComparison.Ordinal);
}
