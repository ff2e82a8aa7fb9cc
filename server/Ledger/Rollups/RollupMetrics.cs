using System.Diagnostics.Metrics;

namespace Vigia.Server.Ledger.Rollups;

internal static class RollupMetrics
{
    private static readonly Meter Meter = new("Vigia");

    /// <summary>Readings of points beyond the bound.</summary>
    public static Counter<long> LeftOut { get; } = Meter.CreateCounter<long>("vigia.rollups.readings_left_out");

    /// <summary>Writes that the disk did not take; what is unwritten stays in memory.</summary>
    public static Counter<long> Failed { get; } = Meter.CreateCounter<long>("vigia.rollups.writes_failed");
}
