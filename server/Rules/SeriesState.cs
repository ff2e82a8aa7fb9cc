namespace Vigia.Server.Rules;

/// <summary>
/// What is remembered of one point that a condition or a guard looks at. A new one is made at each reading: what few need is in
/// <see cref="Memory"/>, and times are kept as ticks.
/// </summary>
internal sealed record SeriesState
{
    /// <summary>Readings further apart are a gap, whatever the point's rhythm.</summary>
    public static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(2);

    private readonly long since;
    private readonly long last;

    public static SeriesState Fresh { get; } = new();

    public SeriesPhase Phase { get; init; }

    /// <summary>Since when it is on this side of the limit; default where it always was.</summary>
    public DateTimeOffset Since
    {
        get => new(since, TimeSpan.Zero);
        init => since = value.UtcTicks;
    }

    /// <summary>Newest reading judged; what is not newer is never judged again.</summary>
    public DateTimeOffset Last
    {
        get => new(last, TimeSpan.Zero);
        init => last = value.UtcTicks;
    }

    /// <summary>What was judged: the reading itself, or what the condition makes of it.</summary>
    public double Value { get; init; }

    public string Unit { get; init; } = "";

    /// <summary>Between the last two readings, where that was no gap.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>Of a measure that needs more than the newest reading; else null.</summary>
    public MeasureMemory? Memory { get; init; }
}

/// <param name="Ms">Unix milliseconds.</param>
internal readonly record struct Sample(long Ms, double Value)
{
    public static Sample Of(in RuleEvent e) => new(e.Time.ToUnixTimeMilliseconds(), e.Value);
}

internal enum SeriesPhase
{
    Within,

    /// <summary>Beyond the limit, but not long enough, not seen in time, or its guard does not let it count.</summary>
    Beyond,

    /// <summary>Beyond for long enough: counts, until it is back.</summary>
    Holding,
}
