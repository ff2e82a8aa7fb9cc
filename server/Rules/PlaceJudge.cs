using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>
/// Judges one event at one place, and says to the incidents what follows. At once: nothing waits for what may still come.
/// A reading that comes late, but within its window, is judged where it belongs in time, and what came after it once more:
/// incidents that stand move their beginning or end, one that never was is withdrawn. So every order of the same readings
/// leaves the same incidents, and none is told later than it must be.
/// </summary>
internal sealed class PlaceJudge(Incidents incidents)
{
    /// <summary>False where nothing changed.</summary>
    public bool Judge(
        PlaceMemory memory,
        Rule rule,
        string? zone,
        in RuleEvent e,
        DateTimeOffset now,
        Surroundings around
    )
    {
        var ended = EndByHand(memory, rule);
        var time = e.Kind == RuleEventKind.Tick ? now : e.Time;
        var window = around.Lateness.Of(SeriesState.LongestInterval);
        memory.Bound(now - window);
        if (e.Kind == RuleEventKind.Reading && now - time > window)
        {
            Remember(memory, rule, zone, e, now, around);
            return JudgeHistory(memory, rule, zone, e, now, around) || ended;
        }

        var place = memory.PlaceOf(e, time);
        if (memory.Knows(e, time, place))
        {
            RuleMetrics.Count(Verdict.Late);
            return ended;
        }

        if (place < memory.Count && e.Kind != RuleEventKind.Tick)
        {
            Again(memory, rule, zone, new Step(e, time, now, memory.State), place, around);
            return true;
        }

        var before = memory.State;
        Advance(memory, rule, zone, time, now, around, mine: null);
        Take(memory, rule, zone, e, time, now, around, mine: null);
        return ended || !ReferenceEquals(before, memory.State);
    }

    // What a person ended is over for the rule too. It has no place among the readings: what came before is not judged again.
    private bool EndByHand(PlaceMemory memory, Rule rule)
    {
        if (memory.State.Alert is not { } alert || !incidents.IsOver(alert))
        {
            return false;
        }

        memory.Settle(rule.EndByHand(memory.State));
        return true;
    }

    private bool JudgeHistory(
        PlaceMemory memory,
        Rule rule,
        string? zone,
        in RuleEvent e,
        DateTimeOffset now,
        Surroundings around
    )
    {
        var before = memory.State;
        var (state, verdict, change, finding) = rule.Judge(before, e, now, around);
        RuleMetrics.Count(verdict);
        if (ReferenceEquals(state, before))
        {
            return false;
        }

        memory.Settle(Apply(rule, zone, before, state, verdict, change, finding, e.Time, now, mine: null).State);
        return true;
    }

    private void Remember(
        PlaceMemory memory,
        Rule rule,
        string? zone,
        in RuleEvent e,
        DateTimeOffset now,
        Surroundings around
    )
    {
        memory.History ??= new History();
        incidents.Find(memory.History.Hear(rule, zone ?? e.Node, e, now, around));
    }

    // All that came after is taken back and judged again, with the late one in its place.
    private void Again(PlaceMemory memory, Rule rule, string? zone, Step late, int place, Surroundings around)
    {
        RuleMetrics.Rejudged.Add(1);
        var (first, taken) = memory.TakeBack(place);
        var from = memory.State;
        var before = Courses.Of(from, taken);
        var mine = new Reused(
            [.. before.Where(course => course.Began is not null).Select(course => course.Alert)],
            [.. before.Select(course => course.Alert)]
        );
        Step[] inOrder = [.. taken[..(place - first)], late, .. taken[(place - first)..]];
        foreach (var step in inOrder)
        {
            Advance(memory, rule, zone, step.Time, step.Now, around, mine);
            Take(memory, rule, zone, step.Event, step.Time, step.Now, around, mine);
        }

        Reconcile(before, Courses.Of(from, memory.TakenSince(first)), mine, late.Now);
        Correct(memory, first);
    }

    // What stands says what its rule says now, whatever was said of it before.
    private void Correct(PlaceMemory memory, int first)
    {
        if (memory.State is not { Alert: { } alert, Said: { } said })
        {
            return;
        }

        var last = memory.TakenSince(first).LastOrDefault(step => step.Outcome?.Alert == alert);
        var stands = incidents.Correct(alert, said, last.Outcome?.Verdict);
        if (stands != alert)
        {
            memory.Settle(memory.State with { Alert = stands });
        }
    }

    private void Reconcile(IReadOnlyList<Course> before, IReadOnlyList<Course> after, Reused mine, DateTimeOffset now)
    {
        foreach (var course in after)
        {
            var was = before.FirstOrDefault(known => known.Alert == course.Alert);
            if (was.Alert == 0)
            {
                was = new Course(course.Alert, course.Began, End: null);
            }

            if (was.End is null && course.End is { Outcome: { } outcome } end)
            {
                incidents.Clear(course.Alert, outcome.Finding, outcome.Verdict, end.Time);
            }
            else if (was.End is not null && course.End is null)
            {
                incidents.Reopen(course.Alert, now);
            }

            if (
                was.Began != course.Began
                || (was.Ended != course.Ended && was.End is not null && course.End is not null)
            )
            {
                incidents.Revise(course.Alert, course.Began, course.Ended);
            }
        }

        foreach (var gone in before.Where(known => after.All(course => course.Alert != known.Alert)))
        {
            incidents.Withdraw(gone.Alert, now);
        }
    }

    // What time alone decided before this moment, decided at its own moment.
    private void Advance(
        PlaceMemory memory,
        Rule rule,
        string? zone,
        DateTimeOffset until,
        DateTimeOffset now,
        Surroundings around,
        Reused? mine
    )
    {
        var done = DateTimeOffset.MinValue;
        while (
            rule.Due(memory.State, around) is { } due
            && due < until
            && due > done
            && now - due <= around.Lateness.Of(SeriesState.LongestInterval)
        )
        {
            Take(memory, rule, zone, RuleEvent.Tick, due, due, around, mine);
            done = due;
        }
    }

    private void Take(
        PlaceMemory memory,
        Rule rule,
        string? zone,
        in RuleEvent e,
        DateTimeOffset time,
        DateTimeOffset now,
        Surroundings around,
        Reused? mine
    )
    {
        var before = memory.State;
        // Within the least lateness a reading is judged as if it had come at once: its order does not matter.
        var judgedAt = now - time <= around.Lateness.Least ? time : now;
        var (state, verdict, change, finding) = rule.Judge(before, e, judgedAt, around);
        RuleMetrics.Count(verdict);
        if (verdict == Verdict.TooLateToRaise && e.Kind == RuleEventKind.Reading)
        {
            Remember(memory, rule, zone, e, now, around);
        }

        if (ReferenceEquals(state, before))
        {
            return;
        }

        if (state.Series.Count > PlaceState.MaxSeries)
        {
            RuleMetrics.TooManySeries.Add(1);
            return;
        }

        var (after, alert) = Apply(rule, zone, before, state, verdict, change, finding, time, now, mine);
        var outcome = change == Change.None ? null : new Outcome(verdict, change, finding, alert);
        memory.Add(new Step(e, time, now, before, outcome), after);
    }

    private (PlaceState State, long? Alert) Apply(
        Rule rule,
        string? zone,
        PlaceState before,
        PlaceState state,
        Verdict verdict,
        Change change,
        Finding? finding,
        DateTimeOffset time,
        DateTimeOffset now,
        Reused? mine
    )
    {
        switch (change)
        {
            case Change.Raise when finding is not null:
                var alert = Raise(rule, zone, before, verdict, finding, now, mine);
                // What came back says what it said before, until it moves.
                var said = before.Ended is { Said: { } known } last && last.Alert == alert ? known : finding;
                if (mine is null && said != finding)
                {
                    incidents.Correct(alert, said, verdict: null);
                }

                return (state with { Alert = alert, Ended = null, Said = said }, alert);
            case Change.Grow or Change.Move when finding is not null && state.Alert is { } standing:
                var stands = mine is null ? Grow(standing, verdict, change, finding) : standing;
                return (state with { Alert = stands, Said = finding }, stands);
            case Change.Clear:
                if (mine is null)
                {
                    incidents.Clear(before.Alert, finding, verdict, time);
                }

                var ended = before.Alert is { } id ? new EndedAlert(id, finding?.Time ?? time, before.Said) : null;
                return (state with { Ended = ended }, before.Alert);
            default:
                return (state, null);
        }
    }

    private long Grow(long alert, Verdict verdict, Change change, Finding finding)
    {
        if (change == Change.Move)
        {
            incidents.Move(alert, finding);
            return alert;
        }

        // Worse than what a person ended is another incident.
        return incidents.Grow(alert, finding, verdict, finding.IsTold);
    }

    // The same again within ten minutes of its end is the same incident; a fire is told each time.
    private long Raise(
        Rule rule,
        string? zone,
        PlaceState before,
        Verdict verdict,
        Finding finding,
        DateTimeOffset now,
        Reused? mine
    )
    {
        if (before.Ended is { } last && rule is not FireRule && finding.Time - last.At < Incidents.ComesBack)
        {
            if (mine?.Known.Contains(last.Alert) == true || incidents.Reopen(last.Alert, now))
            {
                return last.Alert;
            }
        }

        if (mine is not null && mine.Raised.TryDequeue(out var reused))
        {
            return reused;
        }

        var alert = incidents.Raise(rule.Name, zone, finding, verdict);
        mine?.Known.Add(alert);
        return alert;
    }

    /// <summary>The alerts of a window that is judged again.</summary>
    /// <param name="Raised">Those that began in it, in order: taken again by what begins in it now.</param>
    /// <param name="Known">All of it: what becomes of them is said at the end.</param>
    private sealed record Reused(Queue<long> Raised, HashSet<long> Known)
    {
        public Reused(IReadOnlyList<long> raised, IReadOnlyList<long> known)
            : this(new Queue<long>(raised), [.. known]) { }
    }
}
