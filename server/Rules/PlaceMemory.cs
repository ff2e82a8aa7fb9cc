using System.Runtime.InteropServices;

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

    /// <summary>When time alone may change what it says; null: it waits for no time. Set by <see cref="Wakes"/>.</summary>
    public DateTimeOffset? WakesAt { get; set; }

    /// <summary>The store does not have <see cref="State"/> yet.</summary>
    public bool IsUnsaved { get; set; }

    public PlaceState State { get; private set; } = state;

    /// <summary>Of what came too late to raise: judged by itself, for the digest.</summary>
    public History? History { get; set; }

    /// <summary>Where in time's order it belongs: the number of steps where it is the newest.</summary>
    public int PlaceOf(in RuleEvent e, DateTimeOffset time)
    {
        var all = CollectionsMarshal.AsSpan(steps);
        var place = all.Length;
        while (place > 0 && Step.IsBefore(e, time.UtcTicks, all[place - 1]))
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
        if (steps.Count > MostSteps || (half >= FewSteps && steps[half].Ticks < oldest.UtcTicks))
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
        && last.Ticks == time.UtcTicks
        && last.Event.Point == e.Point
        && last.Event.Node == e.Node
        && last.Event.Kind == e.Kind;

    public void Add(in Step step, PlaceState after)
    {
        sinceState = steps.Count == 0 || sinceState == StateEvery - 1 ? 0 : sinceState + 1;
        steps.Add(sinceState == 0 ? step : step.WithoutBefore());
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
}
