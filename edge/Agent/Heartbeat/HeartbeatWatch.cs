using Vigia.Wire;

namespace Vigia.Edge.Heartbeat;

/// <summary>What a heartbeat was to the node.</summary>
internal enum HeartbeatMeaning
{
    /// <summary>A stored one, from when nobody knows.</summary>
    Retained,

    /// <summary>Of a server this node does not obey.</summary>
    Foreign,

    Alive,

    /// <summary>The server was started anew: what it was sent before may not have reached its ledger.</summary>
    NewRun,

    /// <summary>Its last will.</summary>
    Down,
}

/// <summary>
/// Is the server there? Aged from the arrival of its last live heartbeat, by the node's uptime. Read from several threads, written by one.
/// </summary>
internal sealed class HeartbeatWatch(string server, TimeSpan away)
{
    private long lastMs = -1;
    private volatile string store = StoreState.Down;
    private string? run;

    public HeartbeatMeaning Seen(Wire.Heartbeat heartbeat, bool retained, long nowMs)
    {
        if (heartbeat.Id != server)
        {
            return HeartbeatMeaning.Foreign;
        }

        if (retained)
        {
            return HeartbeatMeaning.Retained;
        }

        if (heartbeat.Store == StoreState.Down && run is not null && heartbeat.Run != run)
        {
            // A will that comes late: of an earlier run.
            return HeartbeatMeaning.Down;
        }

        store = heartbeat.Store;
        if (heartbeat.Store == StoreState.Down)
        {
            return HeartbeatMeaning.Down;
        }

        Volatile.Write(ref lastMs, nowMs);
        var before = run;
        run = heartbeat.Run;
        return before is null || before == run ? HeartbeatMeaning.Alive : HeartbeatMeaning.NewRun;
    }

    /// <summary>Since <paramref name="since"/> when there never was one: a node that has just started waits like any other.</summary>
    public TimeSpan SilentFor(long nowMs, long since)
    {
        var last = Volatile.Read(ref lastMs);
        return TimeSpan.FromMilliseconds(nowMs - (last < 0 ? since : last));
    }

    /// <summary>It is there and writes what it is sent.</summary>
    public bool Stores(long nowMs) =>
        store == StoreState.Ok && Volatile.Read(ref lastMs) >= 0 && SilentFor(nowMs, nowMs) < away;
}
