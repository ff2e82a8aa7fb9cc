namespace Vigia.Server.Rules;

/// <summary>What is remembered of one point that a condition or a guard looks at.</summary>
/// <param name="Since">Since when it is on this side of the limit; default where it always was.</param>
/// <param name="Last">Newest reading judged; what is not newer is never judged again.</param>
/// <param name="Value">What was judged: the reading itself, or what the condition makes of it.</param>
/// <param name="Interval">Between the last two readings, where that was no gap.</param>
/// <param name="Window">Readings a rate is taken from, oldest first; else empty.</param>
internal sealed record SeriesState(
    SeriesPhase Phase,
    DateTimeOffset Since,
    DateTimeOffset Last,
    double Value,
    string Unit,
    TimeSpan Interval,
    SampleWindow Window
)
{
    /// <summary>Readings further apart are a gap, whatever the point's rhythm.</summary>
    public static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(2);

    public static SeriesState Fresh { get; } = new(SeriesPhase.Within, default, default, 0, "", TimeSpan.Zero, default);

    /// <summary>The newest reading as it was measured, where <see cref="Value"/> is not that.</summary>
    public double Raw { get; init; }

    /// <summary>Of sums, starts and changes over a window.</summary>
    public Buckets? Buckets { get; init; }

    /// <summary>Of a ratio to what is usual here.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>Of a trend, or of a mean that is subtracted.</summary>
    public WindowMeans? Means { get; init; }

    /// <summary>Of sums by the day.</summary>
    public DaySums? Days { get; init; }

    /// <summary>Of a step: the reading before it.</summary>
    public Sample? Anchor { get; init; }

    /// <summary>Of what is awaited after something was switched on.</summary>
    public RiseWatch? Rise { get; init; }
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
