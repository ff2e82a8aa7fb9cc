using System.Diagnostics.Metrics;

namespace Vigia.Server.Live;

internal static class LiveMetrics
{
    private static readonly Meter Meter = new("Vigia");

    /// <summary>Readings of points beyond the page's bound.</summary>
    public static Counter<long> ReadingsUnshown { get; } = Meter.CreateCounter<long>("vigia.live.readings_unshown");

    /// <summary>Pages that follow.</summary>
    public static UpDownCounter<long> Clients { get; } = Meter.CreateUpDownCounter<long>("vigia.live.clients");

    /// <summary>Pages that came when as many followed as may.</summary>
    public static Counter<long> ClientsRefused { get; } = Meter.CreateCounter<long>("vigia.live.clients_refused");

    /// <summary>Pages that took nothing for too long.</summary>
    public static Counter<long> ClientsDropped { get; } = Meter.CreateCounter<long>("vigia.live.clients_dropped");

    /// <summary>Sign-ins that were refused, each with its reason.</summary>
    public static Counter<long> SignInsRefused { get; } = Meter.CreateCounter<long>("vigia.live.sign_ins_refused");
}
