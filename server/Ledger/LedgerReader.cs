using Vigia.Server.Storage;
using Vigia.Wire;

namespace Vigia.Server.Ledger;

/// <summary>Reads committed rows of <c>ledger.db</c> on a connection of its own.</summary>
internal sealed class LedgerReader : ILedgerReader, IDisposable
{
    private const int RowsOfPage = 500;

    private readonly Lock gate = new();
    private readonly SqliteDb db;
    private readonly Statement selectAfter;
    private readonly Statement selectReceived;
    private readonly Dictionary<long, string> names = [];
    private readonly NamePool zones = new();
    private TaskCompletionSource grown = NewSignal();
    private long lastRow;

    public LedgerReader(string folder)
    {
        db = SqliteDb.OpenReadOnly(Path.Combine(folder, LedgerFile.Name));
        Epoch = LedgerFile.EpochOf(db);
        lastRow = db.Scalar("SELECT max(row) FROM pack");
        selectReceived = db.Prepare("SELECT received_ms FROM pack WHERE row = ?");
        selectAfter = db.Prepare(
            """
            SELECT row, node_id, boot, seq, plain, received_ms, time_ms, clk, clock_off, zone, bytes
            FROM pack WHERE row > ? AND row <= ? ORDER BY row LIMIT ?
            """
        );
    }

    public string Epoch { get; }

    public long LastRow => Volatile.Read(ref lastRow);

    public IReadOnlyList<LedgerRow> ReadAfter(long row, int limit)
    {
        lock (gate)
        {
            // A row is there for followers once it is announced: one that ran ahead would take the ledger for another one.
            var rows = new List<LedgerRow>();
            selectAfter.Bind(1, row).Bind(2, LastRow).Bind(3, limit);
            while (selectAfter.Step())
            {
                rows.Add(Read(selectAfter));
            }

            return rows;
        }
    }

    public long FirstRowReceivedSince(DateTimeOffset time)
    {
        lock (gate)
        {
            // Rows are in order of arrival, but for steps of the clock: what matters here is about when.
            var ms = time.ToUnixTimeMilliseconds();
            var (low, high) = (db.Scalar("SELECT min(row) FROM pack"), LastRow + 1);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = ReceivedMs(middle) < ms ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }

    /// <summary>Rows of a time, of one node after the other, each node's in order of their time. Not on a way that must not wait.</summary>
    public IEnumerable<LedgerRow> Between(long fromMs, long toMs)
    {
        var (node, timeMs, row) = (0L, fromMs, 0L);
        while (PageOf(ref node, ref timeMs, ref row, fromMs, toMs) is { } page)
        {
            foreach (var found in page)
            {
                yield return found;
            }
        }
    }

    // Pages, so that whoever takes his time holds no lock. Null after the last node.
    private List<LedgerRow>? PageOf(ref long node, ref long timeMs, ref long row, long fromMs, long toMs)
    {
        lock (gate)
        {
            var rows = new List<LedgerRow>();
            using var select = db.Query(
                """
                SELECT row, node_id, boot, seq, plain, received_ms, time_ms, clk, clock_off, zone, bytes
                FROM pack WHERE node_id = ? AND (time_ms, row) > (?, ?) AND time_ms < ? AND row <= ?
                ORDER BY time_ms, row LIMIT ?
                """
            );
            select.Bind(1, node).Bind(2, timeMs).Bind(3, row).Bind(4, toMs).Bind(5, LastRow).Bind(6, RowsOfPage);
            while (select.Step())
            {
                rows.Add(Read(select));
            }

            if (rows is [.., var last])
            {
                (timeMs, row) = (last.TimeMs, last.Row);
                return rows;
            }

            var next = db.Scalar($"SELECT min(id) FROM node WHERE id > {node}");
            (node, timeMs, row) = (next, fromMs, 0);
            return next == 0 ? null : rows;
        }
    }

    public Task WaitForRowAfterAsync(long row, CancellationToken stop)
    {
        var signal = Volatile.Read(ref grown);
        return LastRow > row ? Task.CompletedTask : signal.Task.WaitAsync(stop);
    }

    /// <summary>Packs that never came and never will, by node: how many, in how many gaps.</summary>
    public IReadOnlyDictionary<string, NodeGaps> Gaps()
    {
        lock (gate)
        {
            var gaps = new Dictionary<string, NodeGaps>();
            using var select = db.Query(
                "SELECT name, count(*), sum(last - first + 1) FROM gap JOIN node ON id = node_id GROUP BY name"
            );
            while (select.Step())
            {
                gaps[select.Text(0)] = new NodeGaps(select.Int64(1), select.Int64(2));
            }

            return gaps;
        }
    }

    /// <summary>The last birth of each node.</summary>
    public IReadOnlyList<BirthRecord> Births()
    {
        lock (gate)
        {
            var births = new List<BirthRecord>();
            using var select = db.Query(
                "SELECT name, boot, conn, machine, version, received_ms, dead FROM birth JOIN node ON id = node_id"
            );
            while (select.Step())
            {
                births.Add(
                    new BirthRecord(
                        select.Text(0),
                        BootId.FromColumn(select.Int64(1)),
                        (int)select.Int64(2),
                        select.Text(3),
                        select.Text(4),
                        select.Int64(5),
                        select.Int64(6) == 1
                    )
                );
            }

            return births;
        }
    }

    /// <summary>The writer has committed up to <paramref name="row"/>.</summary>
    public void Advance(long row)
    {
        if (row <= LastRow)
        {
            return;
        }

        Volatile.Write(ref lastRow, row);
        Interlocked.Exchange(ref grown, NewSignal()).SetResult();
    }

    public void Dispose() => db.Dispose();

    private long ReceivedMs(long row)
    {
        selectReceived.Bind(1, row);
        var ms = selectReceived.Step() ? selectReceived.Int64(0) : long.MinValue;
        selectReceived.Reset();
        return ms;
    }

    private string NameOf(long node)
    {
        if (!names.TryGetValue(node, out var name))
        {
            names.Add(node, name = db.Text($"SELECT name FROM node WHERE id = {node}") ?? "");
        }

        return name;
    }

    private LedgerRow Read(Statement s) =>
        new(
            s.Int64(0),
            NameOf(s.Int64(1)),
            BootId.FromColumn(s.Int64(2)),
            s.Int64(3),
            s.Int64(4) == 1,
            s.Int64(5),
            s.Int64(6),
            (ClockQuality)s.Int64(7),
            s.Int64(8) == 1,
            s.IsNull(9) ? null : zones.Get(s.Utf8(9)),
            s.Blob(10).ToArray()
        );

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Named gaps of a node.</summary>
internal readonly record struct NodeGaps(long Gaps, long Packs);
