namespace Vigia.Server.Rules;

/// <summary>
/// How far a value has risen since something was switched on, once <paramref name="Within"/> has passed: soil after irrigation.
/// Nothing is said before, nor where it was on for less than <paramref name="OnFor"/>.
/// </summary>
internal sealed record RiseAfterMeasure(PointPattern Other, TimeSpan OnFor, TimeSpan Within) : Measure
{
    /// <summary>What it looks for at the other point.</summary>
    public Guard Event => new(GuardKind.While, Other, Limit.On, TimeSpan.Zero);

    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        var watch = Next(state.Memory as RiseWatch, e, beside.Event);
        return new(
            watch,
            watch is { IsLongEnough: true } && e.Time - watch.Began >= Within ? watch.Highest - watch.From : null
        );
    }

    private RiseWatch? Next(RiseWatch? watch, in RuleEvent e, SeriesState? other)
    {
        var isOn = other is not null && other.Phase != SeriesPhase.Within;
        if (isOn && other!.Since != watch?.Began)
        {
            return new RiseWatch(other.Since, e.Value, e.Value, IsLongEnough: false);
        }

        if (watch is null)
        {
            return null;
        }

        var until = isOn || other is null ? e.Time : other.Since;
        var isLongEnough = watch.IsLongEnough || until - watch.Began >= OnFor;
        return !isOn && !isLongEnough
            ? null
            : watch with
            {
                Highest = Math.Max(watch.Highest, e.Value),
                IsLongEnough = isLongEnough,
            };
    }
}

/// <param name="Began">When the other was switched on.</param>
/// <param name="From">The first value since then.</param>
/// <param name="IsLongEnough">It was on for as long as the condition asks.</param>
internal sealed record RiseWatch(DateTimeOffset Began, double From, double Highest, bool IsLongEnough) : MeasureMemory;
