using Vigia.Edge.Sampling;
using Vigia.Edge.Sensors;

namespace Vigia.Edge.NodeFile;

/// <summary>A node.yaml that was found good: who this node is, its wiring and its calibration.</summary>
internal sealed record NodeConfig(
    string Site,
    string Node,
    ServerLine Server,
    string Secret,
    IReadOnlyList<SensorLine> Sensors,
    IReadOnlyList<AlarmLimit> Alarms,
    OutboxLine Outbox
);

/// <param name="Ca">PEM text of the farm's own authority; null without TLS.</param>
internal sealed record ServerLine(string Id, string Host, int Port, string? Ca);

/// <param name="Points">In the order of the chip's outputs; null where an output is not wanted.</param>
/// <param name="Offsets">In the same order, added to what the chip says.</param>
internal sealed record SensorLine(
    string Name,
    Chip Chip,
    int Bus,
    int Address,
    TimeSpan Every,
    IReadOnlyList<string?> Points,
    IReadOnlyList<double> Offsets
);

internal sealed record OutboxLine(long SizeBytes, TimeSpan Age);
