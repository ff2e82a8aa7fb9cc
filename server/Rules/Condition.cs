using Vigia.Wire;

namespace Vigia.Server.Rules;

/// <summary>
/// Something to look at: points against a limit, long enough, on enough of them, while guards and calendar let it count. Pure.
/// Each point has a state of its own, under the condition's number.
/// </summary>
/// <param name="For">How long a point has to be beyond its limit; a gap is no time beyond it.</param>
/// <param name="Measure">What is made of the readings before they are judged.</param>
/// <param name="Quorum">Points that have to be beyond.</param>
internal sealed partial record Condition(
    PointPattern Point,
    Limit Limit,
    TimeSpan For,
    Measure Measure,
    int Quorum,
    IReadOnlyList<Guard> Guards
)
{
    public FarmCalendar Calendar { get; init; } = FarmCalendar.Always;

    /// <summary>Readings of a doubtful quality (QARTOD 3) count too. Those that failed or are missing never do.</summary>
    public bool TakesSuspect { get; init; }

    /// <summary>Window of a rate; null: something else is judged.</summary>
    public TimeSpan? RateOver => (Measure as RateMeasure)?.Over;

    public bool Accepts(QartodFlag flag) =>
        flag is QartodFlag.Pass or QartodFlag.NotEvaluated || (TakesSuspect && flag is QartodFlag.Suspect);

    public bool LooksAt(string point) =>
        Point.Matches(point)
        || Guards.Any(guard => guard.Elsewhere is null && guard.Point.Matches(point))
        || Measure is DifferenceMeasure { Kind: null, Other: var other } && other.Matches(point)
        || Measure is RiseAfterMeasure { Other: var switched } && switched.Matches(point);

    /// <summary>At a point of another zone, of this kind.</summary>
    public bool LooksElsewhere(string kind, string point) =>
        IsSubtracted(kind, point) || Guards.Any(guard => guard.Elsewhere == kind && guard.Point.Matches(point));

    /// <summary>Takes a reading in. The very same series where it changes nothing: not newer, or of no concern.</summary>
    public SeriesTable Hear(SeriesTable series, string at, in RuleEvent e, Lateness lateness)
    {
        if (e.Elsewhere is { } kind && IsSubtracted(kind, e.Point))
        {
            series = Keep(series, SeriesId.OtherOf(at), e);
        }

        if (e.Elsewhere is null && Judges(e.Node, e.Point) && Possible?.Contains(e.Value) != false)
        {
            var id = new SeriesId(at, e.Node, e.Point);
            var index = series.Names.Find(id);
            var before = index >= 0 ? series[index] : SeriesState.Fresh;
            if (e.Time > before.Last)
            {
                series = series.Set(index, id, Hear(before, e, BesideOf(series, at, e), lateness));
            }
        }

        for (var i = 0; i < Guards.Count; i++)
        {
            if (Guards[i].Elsewhere == e.Elsewhere && Guards[i].Point.Matches(e.Point))
            {
                series = HearGuard(series, Guards[i], SeriesId.GuardOf(at, i), e);
            }
        }

        return e.Elsewhere is null ? HearBeside(series, at, e) : series;
    }

    /// <summary>Decides which points count as of <paramref name="now"/>, and says what it found out about those the event is of.</summary>
    public (SeriesTable Series, Verdict Verdict) Settle(
        SeriesTable series,
        string at,
        in RuleEvent e,
        DateTimeOffset now,
        Surroundings around
    )
    {
        var verdict = Verdict.NothingPending;
        var names = series.Names;
        var (from, to) = names.Under(at);
        for (var i = from; i < to; i++)
        {
            var state = series[i];
            var (after, said) = Settle(series, names[i], state, e, now, around);
            var isChanged = !ReferenceEquals(after, state);
            if (isChanged)
            {
                series = series.Set(i, names[i], after);
            }

            if (isChanged || e.Kind == RuleEventKind.Tick || (names[i].Node == e.Node && names[i].Point == e.Point))
            {
                verdict = said > verdict ? said : verdict;
            }
        }

        return (series, verdict);
    }

    /// <summary>Time alone may change what it says of one of its points.</summary>
    public bool IsPending(SeriesTable series, string at)
    {
        if (series.IsCalm)
        {
            return false;
        }

        var (from, to) = series.Names.Under(at);
        for (var i = from; i < to; i++)
        {
            var phase = series[i].Phase;
            if (phase == SeriesPhase.Beyond || (phase == SeriesPhase.Holding && !Calendar.IsAlways))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>When the first of its points will have been beyond for long enough, or its hours end; null: none will.</summary>
    /// <param name="after">When it was looked at; null: at each point's last reading.</param>
    public DateTimeOffset? Due(SeriesTable series, string at, Surroundings around, DateTimeOffset? after)
    {
        DateTimeOffset? first = null;
        var (from, to) = series.IsCalm ? default : series.Names.Under(at);
        for (var i = from; i < to; i++)
        {
            var due = Due(series, series.Names[i], series[i], around, after);
            first = due is not null && (first is null || due < first) ? due : first;
        }

        return first;
    }

    private DateTimeOffset? Due(
        SeriesTable series,
        in SeriesId id,
        SeriesState state,
        Surroundings around,
        DateTimeOffset? after
    )
    {
        if (state.Phase == SeriesPhase.Holding && !Calendar.IsAlways)
        {
            var from = Later(state.Last, after ?? state.Last);
            // Where the hours end is not known further ahead: to be asked again.
            return Calendar.Closes(from, around.UtcOffset) ?? after + TimeSpan.FromDays(1);
        }

        if (
            state.Phase != SeriesPhase.Beyond
            || See(series, id.At, id.Node, state.Last, around).Opens is not { } open
            || state.Last < open
        )
        {
            return null;
        }

        var due = Later(open, state.Since) + ForOf(id.Node, id.Point);
        return due > (after ?? state.Last) ? due : null;
    }

    private (SeriesState, Verdict) Settle(
        SeriesTable series,
        in SeriesId id,
        SeriesState state,
        in RuleEvent e,
        DateTimeOffset now,
        Surroundings around
    )
    {
        if (state.Phase == SeriesPhase.Within)
        {
            return (state, Verdict.Within);
        }

        var guard = See(series, id.At, id.Node, e.Kind == RuleEventKind.Tick ? now : e.Time, around);
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

        var until = e.Kind == RuleEventKind.Tick && now > state.Last ? now : state.Last;
        if (until - Later(open, state.Since) < ForOf(id.Node, id.Point))
        {
            return (state, Verdict.NotYetLongEnough);
        }

        return now - state.Last > around.Lateness.Of(state.Interval)
            ? (state, Verdict.TooLateToRaise)
            : (
                state with
                {
                    Phase = SeriesPhase.Holding,
                },
                e.Kind == RuleEventKind.Tick ? Verdict.StayedBeyond : Verdict.WentBeyond
            );
    }

    private GuardSight See(SeriesTable series, string at, string node, DateTimeOffset time, Surroundings around)
    {
        var all = Calendar.See(time, around.UtcOffset);
        for (var i = 0; i < Guards.Count; i++)
        {
            all = all.And(Guards[i].See(series, SeriesId.GuardOf(at, i), node, time));
        }

        return all;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
