using Vigia.Server.Storage;
using Vigia.Wire;

namespace Vigia.Server.Ledger;

/// <summary>The ledger in <c>ledger.db</c>, by prepared statements: no allocation a row.</summary>
internal sealed class SqliteLedger : ILedgerStore, IDisposable
{
    private readonly string folder;
    private readonly SqliteDb db;
    private readonly LedgerStatements sql;
    private readonly RefusedBytes refusedBytes;
    private readonly Dictionary<string, long> nodeIds = [];
    private readonly HashSet<string> newNodes = [];

    // The longest pack of each node: how far back a pack may begin that reaches into a time.
    private readonly Dictionary<long, long> widestSpans = [];

    public SqliteLedger(string folder, ILogger<SqliteLedger> logger)
    {
        this.folder = folder;
        db = LedgerFile.Open(folder, logger);
        Epoch = LedgerFile.EpochOf(db);
        sql = new LedgerStatements(db);
        refusedBytes = new RefusedBytes(db);
        NewestReceived = db.Scalar("SELECT received_ms FROM pack ORDER BY row DESC LIMIT 1");
        LastRow = db.Scalar("SELECT max(row) FROM pack");
        ReadNodes();
    }

    public string Epoch { get; }

    /// <summary>False while the disk is down to its reserve: then a commit is refused as by a full disk.</summary>
    public Func<bool> HasRoom { get; init; } = () => true;

    public long LastRow { get; private set; }

    public long NewestReceived { get; private set; }

    public IEnumerable<BootSets> LoadOpenBoots() => Guarded(ReadOpenBoots);

    private List<BootSets> ReadOpenBoots()
    {
        var open = new List<(string Node, BootId Boot)>();
        using var select = db.Query("SELECT name, boot FROM boot JOIN node ON id = node_id WHERE closed = 0");
        while (select.Step())
        {
            open.Add((select.Text(0), BootId.FromColumn(select.Int64(1))));
        }

        return open.Select(o => FindBoot(o.Node, o.Boot)!).ToList();
    }

    public BootSets? FindBoot(string node, BootId boot) =>
        nodeIds.TryGetValue(node, out var id) ? Guarded(() => sql.LoadBoot(node, id, boot)) : null;

    public string? ReasonOfRefusal(string node, BootId boot, long seq) =>
        nodeIds.TryGetValue(node, out var id) ? Guarded(() => sql.ReasonOfRefusal(id, boot, seq)) : null;

    public IEnumerable<(string Node, uint KernelBoot, long AtMs)> LoadAnchors() =>
        Guarded(() => ReadAnchors().ToList());

    private IEnumerable<(string Node, uint KernelBoot, long AtMs)> ReadAnchors()
    {
        using var select = db.Query("SELECT name, kb, at_ms FROM anchor JOIN node ON id = node_id ORDER BY at_ms");
        while (select.Step())
        {
            yield return (select.Text(0), (uint)select.Int64(1), select.Int64(2));
        }
    }

    public IEnumerable<BirthRecord> LoadBirths() => Guarded(() => ReadBirths().ToList());

    private IEnumerable<BirthRecord> ReadBirths()
    {
        using var select = db.Query(
            "SELECT name, boot, conn, machine, version, received_ms, dead FROM birth JOIN node ON id = node_id"
        );
        while (select.Step())
        {
            yield return new BirthRecord(
                select.Text(0),
                BootId.FromColumn(select.Int64(1)),
                (int)select.Int64(2),
                select.Text(3),
                select.Text(4),
                select.Int64(5),
                select.Int64(6) == 1
            );
        }
    }

    public IEnumerable<(string Name, bool Other)> LoadPoints(string node) => Guarded(() => ReadPoints(node).ToList());

    private IEnumerable<(string Name, bool Other)> ReadPoints(string node)
    {
        using var select = db.Query("SELECT p.name, p.other FROM point p JOIN node n ON id = node_id WHERE n.name = ?");
        select.Bind(1, node);
        while (select.Step())
        {
            yield return (select.Text(0), select.Int64(1) == 1);
        }
    }

    public IEnumerable<(PackKey Key, ulong Hash)> LoadNewestHashes(int limit)
    {
        var names = nodeIds.ToDictionary(n => n.Value, n => n.Key);
        using var select = db.Query("SELECT node_id, boot, seq, hash FROM pack ORDER BY row DESC LIMIT ?");
        select.Bind(1, limit);
        while (select.Step())
        {
            var key = new PackKey(names[select.Int64(0)], BootId.FromColumn(select.Int64(1)), select.Int64(2));
            yield return (key, (ulong)select.Int64(3));
        }
    }

    public long? NewestTime(string node) =>
        nodeIds.TryGetValue(node, out var id)
            ? Guarded(() => sql.NewestTime(id)) + widestSpans.GetValueOrDefault(id)
            : null;

    public IReadOnlyList<(long TimeMs, bool Plain, byte[] Bytes)> Overlapping(string node, long fromMs, long toMs) =>
        nodeIds.TryGetValue(node, out var id)
            ? Guarded(() => sql.Between(id, fromMs - widestSpans.GetValueOrDefault(id), toMs))
            : [];

    public void Begin() => Guarded(() => db.Run("BEGIN IMMEDIATE"));

    public void Append(in NewRow row)
    {
        try
        {
            var id = IdOf(row.Key.Node);
            sql.InsertPack(id, row);
            LastRow = db.LastInsertedRow;
            NewestReceived = Math.Max(NewestReceived, row.ReceivedMs);
            if (row.SpanMs > widestSpans.GetValueOrDefault(id))
            {
                widestSpans[id] = row.SpanMs;
                sql.SaveWidestSpan(id, row.SpanMs);
            }
        }
        catch (SqliteFault e)
        {
            throw Unavailable(e);
        }
    }

    public bool TryRememberPlain(string node, long hash)
    {
        try
        {
            return sql.InsertPlain(IdOf(node), hash);
        }
        catch (SqliteFault e)
        {
            throw Unavailable(e);
        }
    }

    public void AppendRefused(in RefusedRow row)
    {
        try
        {
            refusedBytes.Append(row, row.Key is null ? null : IdOf(row.Node));
        }
        catch (SqliteFault e)
        {
            throw Unavailable(e);
        }
    }

    public void Save(BootSets sets) => Guarded(() => sql.SaveBoot(IdOf(sets.Node), sets));

    public void SaveAnchor(string node, uint kernelBoot, long atMs) =>
        Guarded(() => sql.SaveAnchor(IdOf(node), kernelBoot, atMs));

    public void DropAnchor(string node, uint kernelBoot) => Guarded(() => sql.DropAnchor(IdOf(node), kernelBoot));

    public void DropAnchors() => Guarded(() => db.Run("DELETE FROM anchor"));

    public void SaveBirth(BirthRecord birth) => Guarded(() => sql.SaveBirth(IdOf(birth.Node), birth));

    public void SavePoint(string node, string point, bool other) =>
        Guarded(() => sql.SavePoint(IdOf(node), point, other));

    public void Probe() => Guarded(() => db.Run("INSERT OR REPLACE INTO meta VALUES('probe', strftime('%s'))"));

    public void Commit()
    {
        if (!HasRoom())
        {
            throw new LedgerUnavailableException("the disk is down to its reserve", noRoom: true);
        }

        Guarded(() => db.Run("COMMIT"));
        newNodes.Clear();
        LedgerFile.Mark(folder, Epoch, LastRow);
    }

    public void Rollback()
    {
        if (db.InTransaction)
        {
            Guarded(() => db.Run("ROLLBACK"));
        }

        foreach (var node in newNodes)
        {
            nodeIds.Remove(node);
        }

        newNodes.Clear();
        refusedBytes.Count();
        LastRow = db.Scalar("SELECT max(row) FROM pack");
    }

    public void Dispose() => db.Dispose();

    private void ReadNodes()
    {
        using var select = db.Query("SELECT name, id, widest_ms FROM node");
        while (select.Step())
        {
            nodeIds.Add(select.Text(0), select.Int64(1));
            widestSpans.Add(select.Int64(1), select.Int64(2));
        }
    }

    private long IdOf(string node)
    {
        if (nodeIds.TryGetValue(node, out var id))
        {
            return id;
        }

        id = sql.InsertNode(node);
        newNodes.Add(node);
        nodeIds.Add(node, id);
        return id;
    }

    private static void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (SqliteFault e)
        {
            throw Unavailable(e);
        }
    }

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteFault e)
        {
            throw Unavailable(e);
        }
    }

    private static LedgerUnavailableException Unavailable(SqliteFault e) => new(e.Message, e.NoRoom, e);
}
