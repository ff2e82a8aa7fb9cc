using System.Diagnostics.Metrics;

namespace Vigia.Server.Nodes.Orders;

internal static class OrderMetrics
{
    private static readonly Meter Meter = new("Vigia");

    /// <summary>Orders to nodes, by outcome.</summary>
    public static Counter<long> Orders { get; } = Meter.CreateCounter<long>("vigia.orders");
}
