namespace Vigia.Edge.Uplink;

/// <summary>How a connection ended, or why there was none.</summary>
internal enum LinkEnd
{
    Unreachable,
    Refused,

    /// <summary>The server has no room now.</summary>
    ServerBusy,

    /// <summary>Another client came with this node's identity.</summary>
    TakenOver,
    Silent,
    Lost,
    Stopped,
}

/// <summary>How long to wait before the next connection: doubling, with jitter, from the start again after a steady one.</summary>
internal sealed class Backoff(UplinkTimers timers, Random dice)
{
    private TimeSpan ordinary;
    private TimeSpan crowded;

    public TimeSpan After(LinkEnd end, TimeSpan lasted)
    {
        if (lasted >= timers.Steady)
        {
            ordinary = TimeSpan.Zero;
        }

        // A takeover comes after any time: only what outlasts the longest pause shows that the other one is gone.
        if (lasted >= timers.BackoffMost * 2)
        {
            crowded = TimeSpan.Zero;
        }

        if (end is LinkEnd.TakenOver or LinkEnd.ServerBusy)
        {
            crowded = Doubled(crowded, timers.CrowdedFirst);
            return crowded * (1 + (dice.NextDouble() / 4));
        }

        ordinary = Doubled(ordinary, timers.BackoffFirst);
        return ordinary * (0.5 + (dice.NextDouble() / 2));
    }

    private TimeSpan Doubled(TimeSpan before, TimeSpan first)
    {
        var doubled = before == TimeSpan.Zero ? first : before * 2;
        return doubled < timers.BackoffMost ? doubled : timers.BackoffMost;
    }
}
