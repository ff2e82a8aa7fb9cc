using Series = System.Collections.Immutable.ImmutableDictionary<string, Vigia.Server.Rules.SeriesState>;

namespace Vigia.Server.Rules;

/// <summary>
/// Something to look at: points against a limit, long enough, on enough of them, while guards let it count. Pure. Each point
/// has a state of its own, under <c>at/node/point</c>.
/// </summary>
/// <param name="For">How long a point has to be beyond its limit; a gap is no time beyond it.</param>
/// <param name="RateOver">Not the value is judged but its change a minute, over this window.</param>
/// <param name="Quorum">Points that have to be beyond.</param>
internal sealed record Condition(
    PointPattern Point,
    Limit Limit,
    TimeSpan For,
    TimeSpan? RateOver,
    int Quorum,
    IReadOnlyList<Guard> Guards
)
{
    public bool LooksAt(string point) => Point.Matches(point) || Guards.Any(guard => guard.Point.Matches(point));

    /// <summary>Takes a reading in. The very same series where it changes nothing: not newer, or of no concern.</summary>
    public Series Hear(Series series, string at, in RuleEvent e, Lateness lateness)
    {
        if (Point.Matches(e.Point))
        {
            var key = SeriesKey.Of(at, e.Node, e.Point);
            var before = series.GetValueOrDefault(key, SeriesState.Fresh);
            if (e.Time > before.Last)
            {
                series = series.SetItem(key, Hear(before, e, lateness));
            }
        }

        for (var i = 0; i < Guards.Count; i++)
        {
            series = HearGuard(series, Guards[i], SeriesKey.Of($"{at}.{i}", e.Node, e.Point), e);
        }

        return series;
    }

    /// <summary>Decides which points count as of <paramref name="now"/>, and says what it found out about those the event is of.</summary>
    public (Series Series, Verdict Verdict) Settle(
        Series series,
        string at,
        in RuleEvent e,
        DateTimeOffset now,
        Lateness lateness
    )
    {
        var verdict = Verdict.NothingPending;
        foreach (var (key, state) in series)
        {
            if (!SeriesKey.IsOf(key, at))
            {
                continue;
            }

            var (after, said) = Settle(series, at, SeriesKey.NodeOf(key), state, e, now, lateness);
            if (after != state)
            {
                series = series.SetItem(key, after);
            }

            if (e.Kind == RuleEventKind.Tick || after != state || key == SeriesKey.Of(at, e.Node, e.Point))
            {
                verdict = said > verdict ? said : verdict;
            }
        }

        return (series, verdict);
    }

    private SeriesState Hear(SeriesState before, in RuleEvent e, Lateness lateness)
    {
        var gap = before.Last == default ? TimeSpan.Zero : e.Time - before.Last;
        var state = before with
        {
            Last = e.Time,
            Unit = RateOver is null ? e.Unit : $"{e.Unit}/min",
            Interval = gap <= SeriesState.LongestInterval ? gap : before.Interval,
            // Nobody knows what was in a gap: it is no time beyond the limit.
            Since = gap > lateness.Of(before.Interval) && before.Since != default ? before.Since + gap : before.Since,
        };
        if (RateOver is not { } window)
        {
            return Place(state, e.Value, e.Time);
        }

        var samples = Slope.Add(before.Window, new Sample(e.Time.ToUnixTimeMilliseconds(), e.Value), window);
        return Place(state with { Window = samples }, Slope.PerMinute(samples, window) ?? 0, e.Time);
    }

    private SeriesState Place(SeriesState state, double value, DateTimeOffset time)
    {
        state = state with { Value = value };
        return state.Phase switch
        {
            SeriesPhase.Within when Limit.IsBeyond(value) => state with { Phase = SeriesPhase.Beyond, Since = time },
            SeriesPhase.Beyond when !Limit.IsBeyond(value) => state with { Phase = SeriesPhase.Within, Since = time },
            SeriesPhase.Holding when Limit.IsBack(value) => state with { Phase = SeriesPhase.Within, Since = time },
            _ => state,
        };
    }

    private static Series HearGuard(Series series, Guard guard, string key, in RuleEvent e)
    {
        if (!guard.Point.Matches(e.Point))
        {
            return series;
        }

        var before = series.GetValueOrDefault(key, SeriesState.Fresh);
        if (e.Time <= before.Last)
        {
            return series;
        }

        var state = before with { Last = e.Time, Value = e.Value, Unit = e.Unit };
        return series.SetItem(
            key,
            state.Phase == SeriesPhase.Within && guard.Limit.IsBeyond(e.Value)
                    ? state with
                    {
                        Phase = SeriesPhase.Beyond,
                        Since = e.Time,
                    }
                : state.Phase != SeriesPhase.Within && guard.Limit.IsBack(e.Value)
                    ? state with
                    {
                        Phase = SeriesPhase.Within,
                        Since = e.Time,
                    }
                : state
        );
    }

    private (SeriesState, Verdict) Settle(
        Series series,
        string at,
        string node,
        SeriesState state,
        in RuleEvent e,
        DateTimeOffset now,
        Lateness lateness
    )
    {
        if (state.Phase == SeriesPhase.Within)
        {
            return (state, Verdict.Within);
        }

        var guard = See(series, at, node);
        if (state.Phase == SeriesPhase.Holding)
        {
            // Counted from here again, should the guard come back.
            return guard.HasEnded
                ? (state with { Phase = SeriesPhase.Beyond }, Verdict.GuardEnded)
                : (state, Verdict.StillRaised);
        }

        if (guard.Opens is not { } open || state.Last < open)
        {
            return (state, Verdict.GuardNotMet);
        }

        var begun = open > state.Since ? open : state.Since;
        var until = e.Kind == RuleEventKind.Tick && now > state.Last ? now : state.Last;
        if (until - begun < For)
        {
            return (state, Verdict.NotYetLongEnough);
        }

        return now - state.Last > lateness.Of(state.Interval)
            ? (state, Verdict.TooLateToRaise)
            : (
                state with
                {
                    Phase = SeriesPhase.Holding,
                },
                e.Kind == RuleEventKind.Tick ? Verdict.StayedBeyond : Verdict.WentBeyond
            );
    }

    // All guards together: open from when the last of them opens.
    private GuardSight See(Series series, string at, string node)
    {
        var all = new GuardSight(default(DateTimeOffset), HasEnded: false);
        for (var i = 0; i < Guards.Count; i++)
        {
            var one = Guards[i].See(series, $"{at}.{i}", node);
            var opens =
                one.Opens is null || all.Opens is null ? null
                : one.Opens > all.Opens ? one.Opens
                : all.Opens;
            all = new GuardSight(opens, all.HasEnded || one.HasEnded);
        }

        return all;
    }
}
