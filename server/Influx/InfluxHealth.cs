namespace Vigia.Server.Influx;

/// <param name="LagRows">Ledger rows that InfluxDB does not have yet.</param>
/// <param name="Trouble">InfluxDB's words of the last failure, null since it goes well.</param>
internal sealed record InfluxHealth(InfluxState State, long LagRows, DateTimeOffset? LastSuccess, string? Trouble);

internal sealed record InfluxProgress(long Row, long Of, InfluxHealth Health);

internal enum InfluxState
{
    Starting,
    Ok,
    CatchingUp,
    Unavailable,

    /// <summary>Bad lines could not be kept, so that the cursor must not pass them.</summary>
    StoreUnavailable,
    Failing,
}

internal enum FollowOutcome
{
    CaughtUp,
    MoreWaits,
    TryLater,
}
