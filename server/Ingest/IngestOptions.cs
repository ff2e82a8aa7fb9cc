namespace Vigia.Server.Ingest;

/// <summary>How packs become transactions, and what happens when there are too many of them.</summary>
internal sealed record IngestOptions
{
    /// <summary>How long a transaction waits for company. On an SD card 1 s spares the card.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Messages that may wait; a further one is shed, and the node sends it again.</summary>
    public int MaxQueued { get; init; } = 20_000;

    /// <summary>Bytes that may wait, likewise.</summary>
    public long MaxQueuedBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Messages in one transaction.</summary>
    public int MaxTurn { get; init; } = 5_000;

    /// <summary>Free bytes of disk below which nothing is stored, until 1.1 times as many are free.</summary>
    public long ReserveBytes { get; init; } = 512 * 1024 * 1024;

    /// <summary>Pause after the ledger could not be written.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(1);
}
