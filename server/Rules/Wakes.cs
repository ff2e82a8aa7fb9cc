namespace Vigia.Server.Rules;

/// <summary>When time alone may change what rules say: a tick looks at those whose time has come, and at no others.</summary>
internal sealed class Wakes
{
    private readonly SortedSet<(DateTimeOffset At, StateKey Key)> times = [];

    /// <param name="at">Null: it waits for no time.</param>
    public void Set(PlaceMemory memory, DateTimeOffset? at)
    {
        if (memory.WakesAt == at)
        {
            return;
        }

        if (memory.WakesAt is { } before)
        {
            times.Remove((before, memory.Key));
        }

        if (at is { } time)
        {
            times.Add((time, memory.Key));
        }

        memory.WakesAt = at;
    }

    /// <summary>In the order of their names: what a tick decides at several places is decided in the same order in every run.</summary>
    public IReadOnlyList<StateKey> By(DateTimeOffset now)
    {
        if (times.Count == 0 || times.Min.At > now)
        {
            return [];
        }

        return [.. times.TakeWhile(wake => wake.At <= now).Select(wake => wake.Key).Order()];
    }
}
