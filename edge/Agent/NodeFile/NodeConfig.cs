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
    OutboxLine Outbox,
    SirenLine? Siren = null
);

/// <param name="Ca">PEM text of the farm's own authority; null without TLS.</param>
internal sealed record ServerLine(string Id, string Host, int Port, string? Ca);

/// <param name="Points">In the order of the chip's samples.</param>
/// <param name="Settings">Null where the chip needs none.</param>
internal sealed record SensorLine(
    string Name,
    Chip Chip,
    Wiring Wiring,
    TimeSpan Every,
    IReadOnlyList<PointLine> Points,
    Settings? Settings = null
);

/// <summary>One output of a sensor, and what it is called.</summary>
/// <param name="Name">Null where it is not wanted.</param>
/// <param name="Offset">Added to what the chip says.</param>
internal sealed record PointLine(Output Output, string? Name, double Offset = 0);

/// <summary>A relay with a siren behind it.</summary>
/// <param name="Longest">It sounds no longer than this before it rests, whoever asks.</param>
internal sealed record SirenLine(OutputRequest Output, TimeSpan Longest);

internal sealed record OutboxLine(long SizeBytes, TimeSpan Age);
