using System.Diagnostics.Metrics;

namespace Vigia.Server.Sms;

internal static class SmsMetrics
{
    private static readonly Meter Meter = new("Vigia");

    public static Counter<long> Handed { get; } = Meter.CreateCounter<long>("vigia.sms.handed");
    public static Counter<long> Sent { get; } = Meter.CreateCounter<long>("vigia.sms.sent");
    public static Counter<long> Failed { get; } = Meter.CreateCounter<long>("vigia.sms.failed");

    /// <summary>Given to the next way because the one before did not send.</summary>
    public static Counter<long> FailedOver { get; } = Meter.CreateCounter<long>("vigia.sms.failed_over");
    public static Counter<long> Expired { get; } = Meter.CreateCounter<long>("vigia.sms.expired");
    public static Counter<long> Dropped { get; } = Meter.CreateCounter<long>("vigia.sms.dropped");

    /// <summary>Sent without a row in <c>vigia.db</c>.</summary>
    public static Counter<long> Unpersisted { get; } = Meter.CreateCounter<long>("vigia.sms.unpersisted");
}
