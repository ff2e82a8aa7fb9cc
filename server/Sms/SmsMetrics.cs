using System.Diagnostics.Metrics;
using Vigia.Server.Sms.Health;

namespace Vigia.Server.Sms;

internal static class SmsMetrics
{
    private static readonly Meter Meter = new("Vigia");

    public static Counter<long> Handed { get; } = Meter.CreateCounter<long>("vigia.sms.handed");
    public static Counter<long> Sent { get; } = Meter.CreateCounter<long>("vigia.sms.sent");
    public static Counter<long> Failed { get; } = Meter.CreateCounter<long>("vigia.sms.failed");

    /// <summary>Given to the next way because the one before did not send.</summary>
    public static Counter<long> FailedOver { get; } = Meter.CreateCounter<long>("vigia.sms.failed_over");

    /// <summary>Not sent in its time, and told again because what it tells still stands.</summary>
    public static Counter<long> Renewed { get; } = Meter.CreateCounter<long>("vigia.sms.renewed");
    public static Counter<long> Expired { get; } = Meter.CreateCounter<long>("vigia.sms.expired");

    /// <summary>Not sent because what it told was over.</summary>
    public static Counter<long> Cancelled { get; } = Meter.CreateCounter<long>("vigia.sms.cancelled");

    /// <summary>Calls that wake somebody, by what became of them.</summary>
    public static Counter<long> Rings { get; } = Meter.CreateCounter<long>("vigia.sms.rings");

    /// <summary>Texts that came, by what was done with them.</summary>
    public static Counter<long> Received { get; } = Meter.CreateCounter<long>("vigia.sms.received");
    public static Counter<long> Dropped { get; } = Meter.CreateCounter<long>("vigia.sms.dropped");

    /// <summary>Sent without a row in <c>vigia.db</c>.</summary>
    public static Counter<long> Unpersisted { get; } = Meter.CreateCounter<long>("vigia.sms.unpersisted");

    /// <summary>Of each way: 1 sound, 0 not; its queue in texts, the age of the oldest in seconds, the signal in dBm.</summary>
    public static void Watch(SmsPath path)
    {
        Gauge("vigia.sms.way_sound", path, way => way.Trouble == WayTrouble.None ? 1 : 0);
        Gauge("vigia.sms.way_queued", path, way => way.Gateway.Queued);
        Gauge("vigia.sms.way_queue_age", path, way => way.Gateway.QueueAge?.TotalSeconds);
        Gauge("vigia.sms.way_signal", path, way => way.Gateway.SignalDbm);
        Gauge(
            "vigia.sms.way_registered",
            path,
            way =>
                way.Gateway.Registration is { } r
                    ? r == Registration.Registered
                        ? 1
                        : 0
                    : null
        );
        Gauge("vigia.sms.way_proof", path, way => way.Gateway.LastProof?.ToUnixTimeSeconds());
    }

    private static void Gauge(string name, SmsPath path, Func<WayHealth, double?> value) =>
        Meter.CreateObservableGauge(
            name,
            () =>
                path
                    .Now.Ways.Select(way => (way.Name, Value: value(way)))
                    .Where(seen => seen.Value is not null)
                    .Select(seen => new Measurement<double>(
                        seen.Value!.Value,
                        new KeyValuePair<string, object?>("way", seen.Name)
                    ))
        );
}
