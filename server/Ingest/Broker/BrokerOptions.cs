namespace Vigia.Server.Ingest.Broker;

/// <summary>An MQTT 5 broker that is not ours.</summary>
internal sealed record BrokerOptions
{
    public string Host { get; init; } = "127.0.0.1";

    public int Port { get; init; } = 1884;

    /// <summary>The broker's user for us; null: <c>SITE.server</c>.</summary>
    public string? User { get; init; }

    public string? Secret { get; init; }

    /// <summary>PEM of the CA that signed the broker's certificate; null: no TLS.</summary>
    public string? CaFile { get; init; }

    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For one connection to be made.</summary>
    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause after a lost connection; doubles up to <see cref="MaxPause"/>, each shortened at random by up to half.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the broker keeps plain readings for us while we are away.</summary>
    public TimeSpan PlainKept { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Unacknowledged messages the broker may have under way to us: two batches of the ledger.</summary>
    public ushort ReceiveMaximum { get; init; } = 4_000;

    /// <summary>An acknowledgement withheld longer: the plain session connects again, and the broker repeats it.</summary>
    public TimeSpan ReceiptTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Messages that wait to go out; beyond it new ones are not taken.</summary>
    public int MaxOutgoing { get; init; } = 2_000;
}
