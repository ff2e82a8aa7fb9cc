using Vigia.Edge.Sirens;
using Vigia.Wire;

namespace Vigia.Edge.Uplink;

/// <summary>Where the server is, how it is known, and what the node says of itself.</summary>
internal sealed record UplinkOptions
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>The node's password.</summary>
    public required byte[] Secret { get; init; }

    /// <summary>The farm's own CA in PEM: it alone is trusted. Null: no TLS.</summary>
    public string? FarmCa { get; init; }

    /// <summary>Hash of board serial and machine id.</summary>
    public string Machine { get; init; } = "";

    public string Version { get; init; } = "";

    public IReadOnlyList<BirthPoint> Points { get; init; } = [];

    /// <summary>Faults that others count, for <c>health</c>.</summary>
    public Func<IReadOnlyDictionary<string, long>>? Faults { get; init; }

    /// <summary>What the board says of itself, for <c>health</c>.</summary>
    public Func<BoardState?>? Board { get; init; }

    /// <summary>What the server may switch; null: this node has none.</summary>
    public Siren? Siren { get; init; }

    public ILinkTrouble Trouble { get; init; } = GoodWay.Always;

    /// <summary>The board loses its power: no good-bye, and nothing is carried to the card any more.</summary>
    public CancellationToken PowerLost { get; init; }

    public UplinkTimers Timers { get; init; } = new();

    /// <summary>Publishes that wait for their PUBACK; fewer when the server asks for fewer (mosquitto: 20).</summary>
    public int MaxPending { get; init; } = 16;
}
