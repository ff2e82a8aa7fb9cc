using System.Collections.Concurrent;

namespace Vigia.Server.Rules;

/// <summary>What a condition makes of a point's readings before it holds them against its limit. Pure.</summary>
internal abstract record Measure
{
    public static Measure Value { get; } = new ValueMeasure();

    /// <summary>What is judged is the reading itself, on its own scale.</summary>
    public virtual bool IsOfOwnScale => false;

    /// <summary>It learns from the runs that the condition's <c>while</c> tells.</summary>
    public virtual bool NeedsRun => false;

    public virtual string UnitOf(string unit) => unit;

    /// <param name="state">As it was before this reading.</param>
    public abstract Taken Take(SeriesState state, in RuleEvent e, in Beside beside);
}

/// <summary>What a measure made of a reading.</summary>
/// <param name="Memory">Remembered from now on; null: nothing has to be.</param>
/// <param name="Value">To be judged; null: too little is known, and nothing is.</param>
internal readonly record struct Taken(MeasureMemory? Memory, double? Value)
{
    /// <summary>It may be more: not all of it was heard. So it is beyond no limit from above.</summary>
    public bool IsAtLeast { get; init; }
}

/// <summary>What stands beside a reading.</summary>
/// <param name="Other">Newest value of the point that is subtracted; null: none of late.</param>
/// <param name="RunSince">Since when the machine runs, as the condition's <c>while</c> says; null: it does not.</param>
internal readonly record struct Beside(double? Other, DateTimeOffset? RunSince)
{
    /// <summary>The switch whose effect is awaited; null: nobody has told of it.</summary>
    public SeriesState? Event { get; init; }
}

/// <summary>The reading itself.</summary>
internal sealed record ValueMeasure : Measure
{
    public override bool IsOfOwnScale => true;

    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside) => new(Memory: null, e.Value);
}

/// <summary>Its change a minute over a window of 20 s to 1 h.</summary>
internal sealed record RateMeasure(TimeSpan Over) : Measure
{
    private const int MostUnits = 200;

    private static readonly ConcurrentDictionary<string, string> Units = [];

    public override string UnitOf(string unit)
    {
        if (!Units.TryGetValue(unit, out var perMinute))
        {
            perMinute = $"{unit}/min";
            if (Units.Count < MostUnits)
            {
                Units[unit] = perMinute;
            }
        }

        return perMinute;
    }

    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        var window = Slope.Add((state.Memory as Recent)?.Window ?? default, Sample.Of(e), Over);
        return new(new Recent(window), Slope.PerMinute(window.Samples, Over) ?? 0);
    }
}

/// <summary>Largest less smallest over a window: below a little, the sensor is stuck.</summary>
internal sealed record ChangeMeasure(TimeSpan Over) : Measure
{
    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        var buckets = Buckets.Add(state.Memory as Buckets, e.Time, e.Value, Over);
        return new(buckets, buckets.Change);
    }
}

/// <summary>
/// The sum over a window: rain or water of a day. Until all of the window was heard it is at least so much: a gap is not zero, and
/// nobody is told that no water came while nobody looked.
/// </summary>
internal sealed record SumMeasure(TimeSpan Over) : Measure
{
    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        var buckets = Buckets.Add(state.Memory as Buckets, e.Time, e.Value, Over);
        return new(buckets, buckets.Sum) { IsAtLeast = !buckets.IsWhole };
    }
}

/// <summary>How often something was switched on within a window.</summary>
internal sealed record StartsMeasure(TimeSpan Over) : Measure
{
    public override string UnitOf(string unit) => "";

    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        var before = state.Memory as Switched;
        var started = before is not null && !Limit.On.IsBeyond(before.Last.Value) && Limit.On.IsBeyond(e.Value);
        var buckets = Buckets.Add(before?.Buckets, e.Time, started ? 1 : 0, Over);
        return new(new Switched(buckets, Sample.Of(e)), buckets.Sum);
    }
}

/// <summary>Ratio to the median of the same hour of the day, over the last days.</summary>
internal sealed record DailyRatio(int Days) : Measure
{
    private const int HoursOfDay = 24;

    public override string UnitOf(string unit) => "/";

    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        var hour = e.Time.ToUnixTimeSeconds() / 3600;
        var oldest = hour - (Days * HoursOfDay);
        var known = Baseline.Add(state.Memory as Baseline, hour, e.Value, oldest, Days * HoursOfDay);
        return new(known, Ratio.Of(e.Value, known.MedianEvery(HoursOfDay, oldest)));
    }
}

/// <summary>
/// Against the median of the hours before: how many times that, or how much above it. A baseline drifts with the season and the
/// sensor's age; a fire that smoulders for half a day does not become the measure of itself. While fewer than
/// <see cref="Baseline.Fewest"/> of these hours are known nothing is judged, but what is a ratio to clean air already: that stands
/// for itself.
/// </summary>
/// <param name="Hours">3 to <see cref="MostHours"/>.</param>
internal sealed record UsualMeasure(int Hours, bool IsRatio) : Measure
{
    public const int MostHours = 48;

    public override string UnitOf(string unit) => IsRatio ? "/" : unit;

    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        var hour = e.Time.ToUnixTimeSeconds() / 3600;
        var known = Baseline.Add(state.Memory as Baseline, hour, e.Value, hour - Hours, Hours);
        return new(known, Of(e, known.Median()));
    }

    private double? Of(in RuleEvent e, double? usual) =>
        !IsRatio ? e.Value - usual
        : usual is null && e.Unit == "/" ? e.Value
        : Ratio.Of(e.Value, usual);
}

/// <summary>Ratio to the median of the last runs of the machine that the condition's <c>while</c> names.</summary>
internal sealed record RunRatio(int Runs) : Measure
{
    public override bool NeedsRun => true;

    public override string UnitOf(string unit) => "/";

    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        if (beside.RunSince is not { } since || e.Time < since)
        {
            return new(state.Memory, Value: null);
        }

        var began = since.ToUnixTimeMilliseconds();
        var known = Baseline.Add(state.Memory as Baseline, began, e.Value, long.MinValue, Runs);
        return new(known, Ratio.Of(e.Value, known.Median()));
    }
}

/// <summary>Less another point's newest value: inside less outside.</summary>
/// <param name="Kind">Of the zones where the other point is; null: in the same zone, on the same node if it has one.</param>
internal sealed record DifferenceMeasure(PointPattern Other, string? Kind) : Measure
{
    /// <summary>An older value of the other point is none.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(15);

    /// <summary>The other's mean over so long is subtracted; null: its newest value.</summary>
    public TimeSpan? MeanOver { get; init; }

    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside) =>
        new(Memory: null, e.Value - beside.Other);
}

internal static class Ratio
{
    public static double? Of(double value, double? usual) => usual is { } known and not 0 ? value / known : null;
}
