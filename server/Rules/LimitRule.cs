using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>Raised when one of its conditions holds, cleared when none does any more: one incident, whichever began it.</summary>
internal sealed record LimitRule(string Name, IReadOnlyList<Condition> Any) : Rule(Name)
{
    public override IEnumerable<Condition> Conditions => Any;

    public override bool IsPending(PlaceState state) =>
        state.Series.Values.Any(series => series.Phase == SeriesPhase.Beyond);

    public override Ruling Judge(PlaceState state, in RuleEvent e, DateTimeOffset now, Surroundings around)
    {
        if (e.Kind == RuleEventKind.Reading && !e.IsGood)
        {
            return new Ruling(state, Verdict.BadQuality);
        }

        var heard = e.Kind == RuleEventKind.Reading ? Hear(state, e, around) : state;
        if (e.Kind == RuleEventKind.Reading && ReferenceEquals(heard, state))
        {
            return new Ruling(state, Verdict.Late);
        }

        var (settled, verdict) = Settle(heard, e, now, around);
        var time = e.Kind == RuleEventKind.Tick ? now : e.Time;
        return settled.Stands ? Standing(settled, verdict, e, time) : Quiet(settled, verdict, time, around);
    }

    public override PlaceState Adopt(Alert alert)
    {
        var state = PlaceState.Fresh with { Stands = true, Alert = alert.Id };
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
        return state with { Series = state.Series.Add(SeriesKey.Of($"{at}", alert.Node, alert.Point), series) };
    }

    private PlaceState Hear(PlaceState state, in RuleEvent e, Surroundings around)
    {
        var series = state.Series;
        for (var i = 0; i < Any.Count; i++)
        {
            series = Any[i].Hear(series, $"{i}", e, around.Lateness);
        }

        return ReferenceEquals(series, state.Series) ? state : state with { Series = series };
    }

    private (PlaceState, Verdict) Settle(PlaceState state, in RuleEvent e, DateTimeOffset now, Surroundings around)
    {
        var series = state.Series;
        var verdict = Verdict.NothingPending;
        for (var i = 0; i < Any.Count; i++)
        {
            (series, var said) = Any[i].Settle(series, $"{i}", e, now, around.Lateness);
            verdict = said > verdict ? said : verdict;
        }

        return (ReferenceEquals(series, state.Series) ? state : state with { Series = series }, verdict);
    }

    private Ruling Quiet(PlaceState state, Verdict verdict, DateTimeOffset time, Surroundings around)
    {
        for (var i = 0; i < Any.Count; i++)
        {
            var holding = Holding(state, i).Where(key => !around.IsLost(SeriesKey.NodeOf(key))).ToArray();
            if (holding.Length >= Any[i].Quorum)
            {
                // The last to come made it so many; of two the first by name, so that the same events give the same text.
                var key = holding
                    .OrderByDescending(known => state.Series[known].Since)
                    .ThenBy(known => known, StringComparer.Ordinal)
                    .First();
                return new Ruling(state with { Stands = true }, verdict, Change.Raise, FindingOf(state, i, key, time));
            }
        }

        var few = verdict is Verdict.WentBeyond or Verdict.StayedBeyond or Verdict.StillRaised;
        return new Ruling(state, few ? Verdict.TooFew : verdict);
    }

    private Ruling Standing(PlaceState state, Verdict verdict, in RuleEvent e, DateTimeOffset time)
    {
        for (var i = 0; i < Any.Count; i++)
        {
            if (Holding(state, i).Count() >= Any[i].Quorum)
            {
                return new Ruling(state, Verdict.StillRaised);
            }
        }

        var point = e.Point;
        var at = Any.ToList().FindIndex(condition => condition.Point.Matches(point));
        var finding = at < 0 ? null : FindingOf(state, at, SeriesKey.Of($"{at}", e.Node, e.Point), time);
        var over = state with { Stands = false, Alert = null };
        return new Ruling(over, verdict == Verdict.GuardEnded ? verdict : Verdict.CameBack, Change.Clear, finding);
    }

    private static IEnumerable<string> Holding(PlaceState state, int at) =>
        state
            .Series.Where(entry => entry.Value.Phase == SeriesPhase.Holding && SeriesKey.IsOf(entry.Key, $"{at}"))
            .Select(entry => entry.Key);

    private Finding? FindingOf(PlaceState state, int at, string key, DateTimeOffset time) =>
        state.Series.TryGetValue(key, out var series)
            ? new Finding(
                SeriesKey.NodeOf(key),
                SeriesKey.PointOf(key),
                series.Value,
                Any[at].Limit.Raise,
                series.Unit,
                time,
                Weight.Observed(Severity)
            )
            : null;
}
