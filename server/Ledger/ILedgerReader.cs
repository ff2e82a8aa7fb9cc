namespace Vigia.Server.Ledger;

/// <summary>What followers see of the ledger. Safe for several threads; each call reads committed rows only.</summary>
internal interface ILedgerReader
{
    /// <summary>Names this creation or restore of the ledger; a cursor of another epoch means nothing.</summary>
    string Epoch { get; }

    /// <summary>Highest committed row, 0 when there is none.</summary>
    long LastRow { get; }

    /// <summary>Up to <paramref name="limit"/> rows above <paramref name="row"/>, in order.</summary>
    IReadOnlyList<LedgerRow> ReadAfter(long row, int limit);

    /// <summary>First row received at or after this time, or <see cref="LastRow"/> + 1.</summary>
    long FirstRowReceivedSince(DateTimeOffset time);

    /// <summary>Completes when there is a row above <paramref name="row"/>.</summary>
    Task WaitForRowAfterAsync(long row, CancellationToken stop);
}
