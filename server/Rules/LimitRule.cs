using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>
/// Raised when its conditions hold, cleared when they do not any more: one incident, whichever began it. Without a clause, one
/// of the conditions is enough.
/// </summary>
internal sealed partial record LimitRule(string Name, IReadOnlyList<Condition> Any, Clause? Clause = null) : Rule(Name)
{
    public override IEnumerable<Condition> Conditions => Any;

    public override bool IsPending(PlaceState state)
    {
        for (var i = 0; i < Any.Count; i++)
        {
            if (Any[i].IsPending(state.Series, SeriesId.Number(i)))
            {
                return true;
            }
        }

        return false;
    }

    public override DateTimeOffset? Due(PlaceState state, Surroundings around) => Due(state, around, after: null);

    public override DateTimeOffset? Wakes(PlaceState state, DateTimeOffset after, Surroundings around) =>
        Due(state, around, after);

    private DateTimeOffset? Due(PlaceState state, Surroundings around, DateTimeOffset? after)
    {
        DateTimeOffset? first = null;
        for (var i = 0; i < Any.Count && !state.Series.IsCalm; i++)
        {
            var due = Any[i].Due(state.Series, SeriesId.Number(i), around, after);
            first = due is not null && (first is null || due < first) ? due : first;
        }

        return first;
    }

    public override Ruling Judge(PlaceState state, in RuleEvent e, DateTimeOffset now, Surroundings around)
    {
        if (e.Kind == RuleEventKind.Reading && !IsAccepted(e))
        {
            return new Ruling(state, Verdict.BadQuality);
        }

        var heard = e.Kind == RuleEventKind.Reading ? Hear(state, e, around) : state;
        if (e.Kind == RuleEventKind.Reading && ReferenceEquals(heard, state))
        {
            return new Ruling(state, Verdict.Late);
        }

        var (settled, verdict) = Settle(heard, e, now, around);
        settled = Forget(settled);
        var time = e.Kind == RuleEventKind.Tick ? now : e.Time;
        return settled.Stands ? Standing(settled, verdict, e, time, around) : Quiet(settled, verdict, time, around);
    }

    public override PlaceState Adopt(Alert alert)
    {
        var state = PlaceState.Fresh with { Stands = true, Alert = alert.Id, Said = Finding.Of(alert) };
        var at = Any.ToList().FindIndex(condition => condition.Point.Matches(alert.Point));
        if (at < 0)
        {
            return state;
        }

        var time = DateTimeOffset.FromUnixTimeMilliseconds(alert.RaisedEventMs);
        var series = SeriesState.Fresh with
        {
            Phase = SeriesPhase.Holding,
            Since = time,
            Last = time,
            Value = alert.Value,
            Unit = alert.Unit,
        };
        return state with
        {
            Series = state.Series.SetItem(new SeriesId(SeriesId.Number(at), alert.Node, alert.Point), series),
        };
    }

    private bool IsAccepted(in RuleEvent e)
    {
        for (var i = 0; i < Any.Count; i++)
        {
            if (Any[i].Accepts(e.Flag))
            {
                return true;
            }
        }

        return false;
    }

    private PlaceState Hear(PlaceState state, in RuleEvent e, Surroundings around)
    {
        var series = state.Series;
        for (var i = 0; i < Any.Count; i++)
        {
            if (Any[i].Accepts(e.Flag))
            {
                series = Any[i].Hear(series, SeriesId.Number(i), e, around.Lateness);
            }
        }

        return ReferenceEquals(series, state.Series) ? state : state with { Series = series };
    }

    private (PlaceState, Verdict) Settle(PlaceState state, in RuleEvent e, DateTimeOffset now, Surroundings around)
    {
        var series = state.Series;
        if (series.IsCalm)
        {
            return (state, series.Count == 0 ? Verdict.NothingPending : Verdict.Within);
        }

        var verdict = Verdict.NothingPending;
        for (var i = 0; i < Any.Count; i++)
        {
            (series, var said) = Any[i].Settle(series, SeriesId.Number(i), e, now, around);
            verdict = said > verdict ? said : verdict;
        }

        return (ReferenceEquals(series, state.Series) ? state : state with { Series = series }, verdict);
    }

    private Ruling Quiet(PlaceState state, Verdict verdict, DateTimeOffset time, Surroundings around)
    {
        if (!state.Series.HasHolding && Clause is null)
        {
            return new Ruling(state, verdict);
        }

        if (Speaks(state, around.IsHidden))
        {
            return new Ruling(state with { Stands = true }, verdict, Change.Raise, FindingOf(state, time, around));
        }

        var hidden = verdict is Verdict.WentBeyond or Verdict.StayedBeyond or Verdict.StillRaised;
        return new Ruling(
            state,
            !hidden ? verdict
                : Speaks(state, _ => false) ? Verdict.Suppressed
                : Holds(state, _ => false) ? Verdict.Answered
                : Verdict.TooFew
        );
    }

    private Ruling Standing(PlaceState state, Verdict verdict, in RuleEvent e, DateTimeOffset time, Surroundings around)
    {
        if (Speaks(state, _ => false))
        {
            return Moved(state, time, around) is { } moved
                ? new Ruling(state, Verdict.StillRaised, Change.Move, moved)
                : new Ruling(state, Verdict.StillRaised);
        }

        var point = e.Point;
        var at = Any.ToList().FindIndex(condition => condition.Point.Matches(point));
        var finding = at < 0 ? null : FindingOf(state, at, new SeriesId(SeriesId.Number(at), e.Node, e.Point), time);
        var over = state with { Stands = false, Alert = null, Said = null };
        return new Ruling(over, verdict == Verdict.GuardEnded ? verdict : Verdict.CameBack, Change.Clear, finding);
    }

    private bool Holds(PlaceState state, Func<string, bool> isHidden)
    {
        if (Clause is { } clause)
        {
            return clause.Says(at => IsSo(state, at, isHidden)) == true;
        }

        for (var i = 0; i < Any.Count && state.Series.HasHolding; i++)
        {
            if (IsSo(state, i, isHidden) == true)
            {
                return true;
            }
        }

        return false;
    }

    private bool? IsSo(PlaceState state, int at, Func<string, bool> isHidden)
    {
        var (known, holding) = (0, 0);
        var (from, to) = state.Series.Names.Under(SeriesId.Number(at));
        var oldest = Any[at].Quorum == Condition.Majority ? OldestThatCounts(state.Series, from, to) : default;
        for (var i = from; i < to; i++)
        {
            if (!isHidden(state.Series.Names[i].Node) && state.Series[i].Last >= oldest)
            {
                known++;
                holding += state.Series[i].Phase == SeriesPhase.Holding ? 1 : 0;
            }
        }

        return known == 0 ? null : holding >= Any[at].Needed(known);
    }

    private static DateTimeOffset OldestThatCounts(SeriesTable series, int from, int to)
    {
        var newest = DateTimeOffset.MinValue + Condition.QuorumHolds;
        for (var i = from; i < to; i++)
        {
            newest = series[i].Last > newest ? series[i].Last : newest;
        }

        return newest - Condition.QuorumHolds;
    }

    // Of the first condition that holds, the last point to come; of two the first by name, so that the same events give the
    // same text. Where only an opposite holds, the newest reading.
    private Finding? FindingOf(PlaceState state, DateTimeOffset time, Surroundings around)
    {
        for (var i = 0; i < Any.Count; i++)
        {
            if (IsSo(state, i, around.IsHidden) == true)
            {
                return FindingOf(state, i, Newest(state, i, around), time);
            }
        }

        return FindingOf(state, 0, Newest(state, 0, around), time);
    }

    private static SeriesId Newest(PlaceState state, int at, Surroundings around) =>
        state
            .Series.Where(entry => entry.Key.At == SeriesId.Number(at) && !around.IsHidden(entry.Key.Node))
            .OrderBy(entry => state.Known.Contains($"{entry.Key}"))
            .ThenByDescending(entry => entry.Value.Phase)
            .ThenByDescending(entry => entry.Value.Since)
            .ThenBy(entry => $"{entry.Key}", StringComparer.Ordinal)
            .Select(entry => entry.Key)
            .FirstOrDefault();

    private Finding? FindingOf(PlaceState state, int at, SeriesId id, DateTimeOffset time) =>
        state.Series.TryGetValue(id, out var series)
            ? new Finding(
                id.Node,
                id.Point,
                series.Value,
                Any[at].LimitOf(id.Node, id.Point).EdgeOf(series.Value),
                series.Unit,
                time,
                Weight.Observed(Severity),
                IsTold: IsTold
            )
            : null;
}
