using System.Net;
using Vigia.Server.Nodes;

namespace Vigia.Server.Ingest.Listener;

/// <summary>Where nodes connect to us, and the bounds of what they may cost.</summary>
internal sealed record ListenerOptions
{
    /// <summary>A stranger's CONNECT, will included, is small.</summary>
    public const int MaxConnectBytes = 8 * 1024;

    /// <summary>Beside the payload of a pack: topic, identifier, properties.</summary>
    public const int MaxBesidePayload = 1024;

    /// <summary>Without TLS: this machine only, unless asked. Null: not at all. Port 0: any free one.</summary>
    public IPEndPoint? Plain { get; init; } = new(IPAddress.Loopback, 1883);

    public ListenerTls? Tls { get; init; }

    /// <summary>Beyond it a connection is closed at once and counted.</summary>
    public int MaxConnections { get; init; } = 2_000;

    /// <summary>Connections of one address that have not logged in yet; beyond it closed and counted.</summary>
    public int MaxStrangersPerAddress { get; init; } = 256;

    /// <summary>From accept to login, TLS included.</summary>
    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the first byte of a packet to its last.</summary>
    public TimeSpan PacketTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For one write to be taken by the other side.</summary>
    public TimeSpan WriteTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A PUBACK withheld longer closes its connection: a sender repeats only when it connects again.</summary>
    public TimeSpan ReceiptTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Withheld PUBACKs of one connection; at the bound no more is read of it until one goes.</summary>
    public int MaxReceipts { get; init; } = 1_000;

    /// <summary>Bytes behind withheld PUBACKs of one connection; at the bound as above.</summary>
    public int MaxReceiptBytes { get; init; } = 1 << 20;

    /// <summary>Bytes that wait to be sent to one node; beyond it the connection is closed as a slow reader.</summary>
    public int MaxOutgoingBytes { get; init; } = 256 * 1024;

    /// <summary>Pause after a takeover of a client id; doubles with each up to <see cref="MaxTakeoverPause"/>.</summary>
    public TimeSpan TakeoverPause { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan MaxTakeoverPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the times above are looked at.</summary>
    public TimeSpan WatchEvery { get; init; } = TimeSpan.FromMilliseconds(500);
}

/// <summary>Where nodes connect encrypted, and by what.</summary>
internal sealed record ListenerTls(IPEndPoint EndPoint, TlsFiles Files);
