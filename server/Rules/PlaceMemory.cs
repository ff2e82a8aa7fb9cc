using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>
/// What one rule remembers of one place, and the last window of what it heard, each step with the state before it: a reading
/// that comes late is judged where it belongs. The window is in memory only: after a restart it begins anew.
/// </summary>
internal sealed class PlaceMemory(StateKey key, PlaceState state)
{
    /// <summary>Steps that are kept; beyond it the older half is settled, and what is older than that is history.</summary>
    public const int MostSteps = 256;

    // Looked at no more often than this.
    private const int FewSteps = 16;

    // The state before is kept with one of so many steps; from there the others are judged again.
    private const int StateEvery = 8;

    private int sinceState;

    private readonly List<Step> steps = [];

    public StateKey Key { get; } = key;

    /// <summary>Time alone may change what it says.</summary>
    public bool IsPending { get; set; }

    /// <summary>The store does not have <see cref="State"/> yet.</summary>
    public bool IsUnsaved { get; set; }

    public PlaceState State { get; private set; } = state;

    /// <summary>Of what came too late to raise: judged by itself, for the digest.</summary>
    public History? History { get; set; }

    /// <summary>Where in time's order it belongs: the number of steps where it is the newest.</summary>
    public int PlaceOf(in RuleEvent e, DateTimeOffset time)
    {
        var place = steps.Count;
        while (place > 0 && IsBefore(e, time, steps[place - 1]))
        {
            place--;
        }

        return place;
    }

    public int Count => steps.Count;

    /// <summary>Settles the older half, where there are too many, or it is so old that nothing will come before its end.</summary>
    public void Bound(DateTimeOffset oldest)
    {
        var half = steps.Count / 2;
        if (steps.Count > MostSteps || (half >= FewSteps && steps[half].Time < oldest))
        {
            var from = half;
            while (steps[from].Before is null)
            {
                from--;
            }

            steps.RemoveRange(0, from);
        }
    }

    /// <summary>A reading of this point and moment was judged already.</summary>
    public bool Knows(in RuleEvent e, DateTimeOffset time, int place) =>
        e.Kind == RuleEventKind.Reading
        && place > 0
        && steps[place - 1] is var last
        && last.Time == time
        && last.Event.Point == e.Point
        && last.Event.Node == e.Node
        && last.Event.Kind == e.Kind;

    public void Add(in Step step, PlaceState after)
    {
        sinceState = steps.Count == 0 || sinceState == StateEvery - 1 ? 0 : sinceState + 1;
        steps.Add(sinceState == 0 ? step : step with { Before = null });
        State = after;
    }

    /// <summary>The state moved by something that has no place in the window: what was before cannot be judged again.</summary>
    public void Settle(PlaceState after)
    {
        steps.Clear();
        State = after;
    }

    /// <summary>Takes back the steps from <paramref name="place"/> on, and some before it, to where the state is known.</summary>
    /// <returns>Where the first of them stood, and all of them.</returns>
    public (int From, Step[] Taken) TakeBack(int place)
    {
        var from = place;
        while (steps[from].Before is null)
        {
            from--;
        }

        Step[] taken = [.. steps[from..]];
        State = taken[0].Before!;
        steps.RemoveRange(from, steps.Count - from);
        return (from, taken);
    }

    public IReadOnlyList<Step> TakenSince(int place) => steps[Math.Min(place, steps.Count)..];

    /// <summary>Steps are ordered by time, words and ticks after the readings of a moment, these by name: whatever order they came in.</summary>
    private static bool IsBefore(in RuleEvent e, DateTimeOffset time, in Step step)
    {
        if (time != step.Time)
        {
            return time < step.Time;
        }

        if (e.Kind != step.Event.Kind)
        {
            return e.Kind < step.Event.Kind;
        }

        var byNode = string.CompareOrdinal(e.Node, step.Event.Node);
        return byNode != 0 ? byNode < 0 : string.CompareOrdinal(e.Point, step.Event.Point) < 0;
    }
}

/// <summary>One event that changed what a rule remembers.</summary>
/// <param name="Now">When it came.</param>
/// <param name="Before">The state before it; null: it is not kept.</param>
/// <param name="Alert">The alert that it raised or ended.</param>
internal readonly record struct Step(
    RuleEvent Event,
    DateTimeOffset Time,
    DateTimeOffset Now,
    PlaceState? Before,
    Verdict Verdict = Verdict.NothingPending,
    Change Change = Change.None,
    Finding? Finding = null,
    long? Alert = null
);
