using Vigia.Server.Ledger;

namespace Vigia.Server.Rules.Replay;

/// <summary>
/// A record as a ledger that grows with the replay's clock: a row is there once it has arrived. At most <see cref="Most"/>
/// rows are in memory. What arrived before the row in front of it is taken to have arrived with that one.
/// </summary>
internal sealed class ReplayLedger : ILedgerReader, IDisposable
{
    public const int Most = 500;

    private readonly IEnumerator<LedgerRow> record;
    private readonly List<LedgerRow> there = [];
    private LedgerRow? next;

    public ReplayLedger(IEnumerable<LedgerRow> rows)
    {
        record = rows.GetEnumerator();
        Step();
    }

    public string Epoch => "replay";

    public long LastRow { get; private set; }

    /// <summary>When the next row arrives, unix milliseconds; null at the end of the record.</summary>
    public long? NextMs => next?.ReceivedMs;

    /// <summary>Rows that arrived up to now, at most <see cref="Most"/> and none beyond <paramref name="upTo"/>.</summary>
    public IReadOnlyList<LedgerRow> Reveal(DateTimeOffset now, long upTo = long.MaxValue)
    {
        there.Clear();
        while (
            next is { } row && row.ReceivedMs <= now.ToUnixTimeMilliseconds() && LastRow < upTo && there.Count < Most
        )
        {
            there.Add(row);
            LastRow++;
            Step();
        }

        return there;
    }

    public IReadOnlyList<LedgerRow> ReadAfter(long row, int limit) =>
        [.. there.Where(known => known.Row > row).Take(limit)];

    public long FirstRowReceivedSince(DateTimeOffset time) => LastRow + 1;

    public Task WaitForRowAfterAsync(long row, CancellationToken stop) => Task.CompletedTask;

    public void Dispose() => record.Dispose();

    private void Step()
    {
        var before = next?.ReceivedMs ?? long.MinValue;
        next = record.MoveNext()
            ? record.Current with
            {
                Row = LastRow + 1,
                ReceivedMs = Math.Max(before, record.Current.ReceivedMs),
            }
            : null;
    }
}
