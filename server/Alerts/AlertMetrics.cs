using System.Diagnostics.Metrics;

namespace Vigia.Server.Alerts;

internal static class AlertMetrics
{
    private static readonly Meter Meter = new("Vigia");

    public static Counter<long> Raised { get; } = Meter.CreateCounter<long>("vigia.alerts.raised");
    public static Counter<long> Cleared { get; } = Meter.CreateCounter<long>("vigia.alerts.cleared");

    /// <summary>Ended, and the same incident again within ten minutes.</summary>
    public static Counter<long> CameBack { get; } = Meter.CreateCounter<long>("vigia.alerts.came_back");

    /// <summary>Began so often that they are told no more each time.</summary>
    public static Counter<long> Flapping { get; } = Meter.CreateCounter<long>("vigia.alerts.flapping");

    /// <summary>Sent before they could be stored.</summary>
    public static Counter<long> Unpersisted { get; } = Meter.CreateCounter<long>("vigia.alerts.unpersisted");
    public static Counter<long> NodeAlarms { get; } = Meter.CreateCounter<long>("vigia.alerts.node_alarms");
    public static Counter<long> MessagesHanded { get; } = Meter.CreateCounter<long>("vigia.alerts.messages_handed");
    public static Counter<long> MessagesFailed { get; } = Meter.CreateCounter<long>("vigia.alerts.messages_failed");
    public static Counter<long> MessagesDropped { get; } = Meter.CreateCounter<long>("vigia.alerts.messages_dropped");
    public static Counter<long> StoreFailed { get; } = Meter.CreateCounter<long>("vigia.alerts.store_failed");
    public static Counter<long> StoreSetAside { get; } = Meter.CreateCounter<long>("vigia.alerts.store_set_aside");
}
