using Series = System.Collections.Immutable.ImmutableDictionary<
    Vigia.Server.Rules.SeriesId,
    Vigia.Server.Rules.SeriesState
>;

namespace Vigia.Server.Rules;

/// <summary>How a condition takes a reading in.</summary>
internal sealed partial record Condition
{
    private SeriesState Hear(SeriesState before, in RuleEvent e, in Beside beside, Lateness lateness)
    {
        var gap = before.Last == default ? TimeSpan.Zero : e.Time - before.Last;
        var state = before with
        {
            Last = e.Time,
            Unit = Measure.UnitOf(e.Unit),
            Interval = gap <= SeriesState.LongestInterval ? gap : before.Interval,
            // Nobody knows what was in a gap: it is no time beyond the limit.
            Since = gap > lateness.Of(before.Interval) && before.Since != default ? before.Since + gap : before.Since,
        };
        (state, var value) = Measure.Take(state, e, beside);
        return value is { } known ? Place(state, known, e.Time) : Unknown(state, e.Time);
    }

    private SeriesState Place(SeriesState state, double value, DateTimeOffset time)
    {
        var phase = state.Phase switch
        {
            SeriesPhase.Within when Limit.IsBeyond(value) => SeriesPhase.Beyond,
            SeriesPhase.Beyond when !Limit.IsBeyond(value) => SeriesPhase.Within,
            SeriesPhase.Holding when Limit.IsBack(value) => SeriesPhase.Within,
            _ => state.Phase,
        };
        return state with { Value = value, Phase = phase, Since = phase == state.Phase ? state.Since : time };
    }

    // What cannot be said is not beyond; but what stands does not end by it.
    private static SeriesState Unknown(SeriesState state, DateTimeOffset time) =>
        state.Phase == SeriesPhase.Beyond ? state with { Phase = SeriesPhase.Within, Since = time } : state;

    private static Series HearGuard(Series series, Guard guard, string at, in RuleEvent e)
    {
        if (!guard.Point.Matches(e.Point))
        {
            return series;
        }

        var id = new SeriesId(at, e.Node, e.Point);
        var before = series.GetValueOrDefault(id, SeriesState.Fresh);
        if (e.Time <= before.Last)
        {
            return series;
        }

        var isSo = before.Phase != SeriesPhase.Within;
        var turns = isSo ? guard.Limit.IsBack(e.Value) : guard.Limit.IsBeyond(e.Value);
        var phase = turns == isSo ? SeriesPhase.Within : SeriesPhase.Beyond;
        return series.SetItem(
            id,
            before with
            {
                Last = e.Time,
                Value = e.Value,
                Unit = e.Unit,
                Phase = phase,
                Since = turns ? e.Time : before.Since,
            }
        );
    }

    // What is subtracted: nothing is judged by it alone.
    private static Series Keep(Series series, string at, in RuleEvent e)
    {
        var id = new SeriesId(at, e.Node, e.Point);
        var before = series.GetValueOrDefault(id, SeriesState.Fresh);
        return e.Time > before.Last ? series.SetItem(id, before with { Last = e.Time, Value = e.Value }) : series;
    }

    private Beside BesideOf(Series series, string at, in RuleEvent e) =>
        Measure switch
        {
            DifferenceMeasure => new Beside(OtherOf(series, SeriesId.OtherOf(at), e.Node, e.Time), RunSince: null),
            RunRatio => new Beside(Other: null, RunOf(series, at, e.Node)),
            _ => default,
        };

    private static double? OtherOf(Series series, string at, string node, DateTimeOffset time)
    {
        var known = series
            .Where(entry => entry.Key.At == at && time - entry.Value.Last <= DifferenceMeasure.Holds)
            .OrderByDescending(entry => entry.Key.Node == node)
            .ThenByDescending(entry => entry.Value.Last)
            .ThenBy(entry => entry.Key.Node, StringComparer.Ordinal)
            .ToArray();
        return known.Length > 0 ? known[0].Value.Value : null;
    }

    private DateTimeOffset? RunOf(Series series, string at, string node)
    {
        for (var i = 0; i < Guards.Count; i++)
        {
            if (Guards[i].Kind == GuardKind.While)
            {
                return Guards[i].See(series, SeriesId.GuardOf(at, i), node).Opens;
            }
        }

        return null;
    }
}
