using System.Diagnostics.Metrics;

namespace Vigia.Server.Influx;

internal static class InfluxMetrics
{
    private static readonly Meter Meter = new("Vigia");

    public static Counter<long> LinesStored { get; } = Meter.CreateCounter<long>("vigia.influx.lines_stored");
    public static Counter<long> LinesQuarantined { get; } = Meter.CreateCounter<long>("vigia.influx.lines_quarantined");
    public static Counter<long> QuarantineEvicted { get; } =
        Meter.CreateCounter<long>("vigia.influx.quarantine_evicted");

    /// <summary>Requests with lines older than the database keeps.</summary>
    public static Counter<long> BeyondRetention { get; } = Meter.CreateCounter<long>("vigia.influx.beyond_retention");
    public static Counter<long> Undecodable { get; } = Meter.CreateCounter<long>("vigia.influx.rows_undecodable");

    /// <summary>Lines of states and alerts, which are not kept: the next minute says the same anew.</summary>
    public static Counter<long> LinesRefused { get; } = Meter.CreateCounter<long>("vigia.influx.lines_refused");

    /// <summary>Minutes of states that waited too long for an InfluxDB that was away.</summary>
    public static Counter<long> StatesDropped { get; } = Meter.CreateCounter<long>("vigia.influx.states_dropped");
    public static Counter<long> Failures { get; } = Meter.CreateCounter<long>("vigia.influx.failures");
    public static Counter<long> Replays { get; } = Meter.CreateCounter<long>("vigia.influx.replays");
}
