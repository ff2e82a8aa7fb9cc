namespace Vigia.Server.Rules;

/// <summary>How a condition takes a reading in.</summary>
internal sealed partial record Condition
{
    private SeriesState Hear(SeriesState before, in RuleEvent e, in Beside beside, Lateness lateness)
    {
        var gap = before.Last == default ? TimeSpan.Zero : e.Time - before.Last;
        var interval = gap <= SeriesState.LongestInterval ? gap : before.Interval;
        // Nobody knows what was in a gap: it is no time beyond the limit.
        var since = gap > lateness.Of(before.Interval) && before.Since != default ? before.Since + gap : before.Since;
        var taken = Measure.Take(before, e, beside);
        var (limit, value) = (LimitOf(e.Node, e.Point), taken.Value);
        var phase =
            value is { } known && !(taken.IsAtLeast && limit.IsShort(known))
                ? PhaseOf(limit, before.Phase, known)
                : Unknown(before.Phase);
        return new SeriesState
        {
            Last = e.Time,
            Unit = Measure.UnitOf(e.Unit),
            Interval = interval,
            Value = value ?? before.Value,
            Phase = phase,
            Since = phase == before.Phase ? since : e.Time,
            Memory = taken.Memory,
        };
    }

    private static SeriesPhase PhaseOf(Limit limit, SeriesPhase phase, double value) =>
        phase switch
        {
            SeriesPhase.Within when limit.IsBeyond(value) => SeriesPhase.Beyond,
            SeriesPhase.Beyond when !limit.IsBeyond(value) => SeriesPhase.Within,
            SeriesPhase.Holding when limit.IsBack(value) => SeriesPhase.Within,
            _ => phase,
        };

    // What cannot be said is not beyond; but what stands does not end by it.
    private static SeriesPhase Unknown(SeriesPhase phase) => phase == SeriesPhase.Beyond ? SeriesPhase.Within : phase;

    private static SeriesTable HearGuard(SeriesTable series, Guard guard, string at, in RuleEvent e)
    {
        var id = new SeriesId(at, e.Node, e.Point);
        var index = series.Names.Find(id);
        var before = index >= 0 ? series[index] : SeriesState.Fresh;
        if (e.Time <= before.Last || (guard.Heard is not null && !guard.Limit.IsBeyond(e.Value)))
        {
            return series;
        }

        var taken = guard.Rate?.Take(before, e, default) ?? new Taken(Memory: null, e.Value);
        var value = taken.Value ?? 0;
        var isSo = before.Phase != SeriesPhase.Within;
        var turns = isSo ? guard.Limit.IsBack(value) : guard.Limit.IsBeyond(value);
        var phase = turns == isSo ? SeriesPhase.Within : SeriesPhase.Beyond;
        return series.Set(
            index,
            id,
            before with
            {
                Last = e.Time,
                Value = value,
                Unit = guard.Rate?.UnitOf(e.Unit) ?? e.Unit,
                Phase = phase,
                Since = turns ? e.Time : before.Since,
                Memory = taken.Memory,
            }
        );
    }

    // Points of the same place by which nothing is judged alone.
    private SeriesTable HearBeside(SeriesTable series, string at, in RuleEvent e) =>
        Measure switch
        {
            DifferenceMeasure { Kind: null, Other: var other } when other.Matches(e.Point) => Keep(
                series,
                SeriesId.OtherOf(at),
                e
            ),
            RiseAfterMeasure { Other: var other, Event: var switched } when other.Matches(e.Point) => HearGuard(
                series,
                switched,
                SeriesId.OtherOf(at),
                e
            ),
            _ => series,
        };

    private bool IsSubtracted(string kind, string point) =>
        Measure is DifferenceMeasure { Kind: { } wanted, Other: var other } && wanted == kind && other.Matches(point);

    // What is subtracted: nothing is judged by it alone.
    private SeriesTable Keep(SeriesTable series, string at, in RuleEvent e)
    {
        var id = new SeriesId(at, e.Node, e.Point);
        var index = series.Names.Find(id);
        var before = index >= 0 ? series[index] : SeriesState.Fresh;
        if (e.Time <= before.Last)
        {
            return series;
        }

        if (Measure is not DifferenceMeasure { MeanOver: { } over })
        {
            return series.Set(index, id, before with { Last = e.Time, Value = e.Value });
        }

        var means = WindowMeans.Add(before.Memory as WindowMeans, e.Time, e.Value, over);
        return series.Set(index, id, before with { Last = e.Time, Value = means.Mean, Memory = means });
    }

    private Beside BesideOf(SeriesTable series, string at, in RuleEvent e) =>
        Measure switch
        {
            DifferenceMeasure => new Beside(
                NewestOf(series, SeriesId.OtherOf(at), e.Node, DifferenceMeasure.Holds, e.Time)?.Value,
                RunSince: null
            ),
            RiseAfterMeasure => new Beside(Other: null, RunSince: null)
            {
                Event = NewestOf(series, SeriesId.OtherOf(at), e.Node, holds: null, e.Time),
            },
            { NeedsRun: true } => new Beside(Other: null, RunOf(series, at, e.Node, e.Time)),
            _ => default,
        };

    // Of its own node, else of any; the newest, of two the first by name.
    private static SeriesState? NewestOf(
        SeriesTable series,
        string at,
        string node,
        TimeSpan? holds,
        DateTimeOffset time
    )
    {
        SeriesState? best = null;
        var isOwn = false;
        var (from, to) = series.Names.Under(at);
        for (var i = from; i < to; i++)
        {
            var state = series[i];
            var own = series.Names[i].Node == node;
            if (
                (holds is null || time - state.Last <= holds)
                && (best is null || (own && !isOwn) || (own == isOwn && state.Last > best.Last))
            )
            {
                (best, isOwn) = (state, own);
            }
        }

        return best;
    }

    private DateTimeOffset? RunOf(SeriesTable series, string at, string node, DateTimeOffset time)
    {
        for (var i = 0; i < Guards.Count; i++)
        {
            if (Guards[i].Kind == GuardKind.While)
            {
                return Guards[i].See(series, SeriesId.GuardOf(at, i), node, time).Opens;
            }
        }

        return null;
    }
}
