using System.Collections.Concurrent;
using Vigia.Edge.Sensors;

namespace Vigia.Edge.Sampling;

/// <summary>How often each sensor failed since this process began, for <c>health</c>: <c>mesa.NoAnswer</c>.</summary>
internal sealed class FaultCounts
{
    private readonly ConcurrentDictionary<(string Sensor, SensorFault Fault), long> counts = [];

    public void Count(string sensor, SensorFault fault) => counts.AddOrUpdate((sensor, fault), 1, (_, n) => n + 1);

    public IReadOnlyDictionary<string, long> Snapshot() =>
        counts.ToDictionary(c => $"{c.Key.Sensor}.{c.Key.Fault}", c => c.Value);
}
