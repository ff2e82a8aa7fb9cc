using Vigia.Server.Storage;

namespace Vigia.Server.Ledger.Rollups;

/// <summary>
/// <c>rollup.db</c>: buckets of every point, and up to which row of which ledger they hold its readings. Buckets and row are
/// written in one transaction, so each reading is in them once. The ledger can make it anew: it is never flushed to disk for its
/// own sake, and a damaged one is thrown away. For one thread at a time.
/// </summary>
internal sealed class RollupFile : IDisposable
{
    public const string Name = "rollup.db";

    private const int Version = 1;

    private readonly SqliteDb db;
    private readonly Statement selectSeries;
    private readonly Statement insertSeries;
    private readonly Dictionary<string, Statement> add = [];
    private readonly Dictionary<string, Statement> read = [];
    private readonly Dictionary<string, Statement> forget = [];

    private RollupFile(SqliteDb db)
    {
        this.db = db;
        selectSeries = db.Prepare("SELECT id, node, point FROM series");
        insertSeries = db.Prepare("INSERT INTO series(id, node, point) VALUES(?, ?, ?)");
        foreach (var table in RollupLevel.All.Select(level => level.Table))
        {
            add[table] = db.Prepare(
                $"""
                INSERT INTO {table} VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(series, slot) DO UPDATE SET
                    count = count + excluded.count, sum = sum + excluded.sum,
                    least = min(least, excluded.least), most = max(most, excluded.most)
                """
            );
            read[table] = db.Prepare(
                $"SELECT slot, count, least, most, sum FROM {table} WHERE series = ? AND slot >= ? AND slot < ?"
            );
            forget[table] = db.Prepare($"DELETE FROM {table} WHERE series = ? AND slot >= ? AND slot < ?");
        }
    }

    /// <summary>Throws <see cref="SqliteFault"/> where the disk lets nobody write. What cannot be read goes, and begins anew.</summary>
    public static RollupFile Open(string folder, ILogger log)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            return OpenSound(path);
        }
        catch (SqliteFault e) when (e.Damaged)
        {
            log.LogWarning("{Path} is damaged ({Reason}): it is made again from the ledger", path, e.Message);
            foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"])
            {
                File.Delete(path + suffix);
            }

            return OpenSound(path);
        }
    }

    public RollupCursor ReadCursor()
    {
        using var select = db.Query("SELECT epoch, row, floor_ms FROM cursor");
        return select.Step()
            ? new RollupCursor(select.Text(0), select.Int64(1), select.Int64(2))
            : new RollupCursor("", 0, long.MinValue);
    }

    public IEnumerable<(long Id, string Node, string Point)> Series()
    {
        while (selectSeries.Step())
        {
            yield return (selectSeries.Int64(0), selectSeries.Text(1), selectSeries.Text(2));
        }
    }

    public void AddSeries(long id, string node, string point) =>
        insertSeries.Bind(1, id).Bind(2, node).Bind(3, point).Run();

    /// <summary>All of it or nothing.</summary>
    public void Write(RollupCursor cursor, Action buckets)
    {
        db.Run("BEGIN IMMEDIATE");
        try
        {
            buckets();
            using var save = db.Query("INSERT OR REPLACE INTO cursor(one, epoch, row, floor_ms) VALUES(1, ?, ?, ?)");
            save.Bind(1, cursor.Epoch).Bind(2, cursor.Row).Bind(3, cursor.FloorMs).Run();
            db.Run("COMMIT");
        }
        catch (SqliteFault)
        {
            if (db.InTransaction)
            {
                db.Run("ROLLBACK");
            }

            throw;
        }
    }

    public void Add(RollupLevel level, long series, long slot, in Rollup bucket) =>
        add[level.Table]
            .Bind(1, series)
            .Bind(2, slot)
            .Bind(3, bucket.Count)
            .Bind(4, bucket.Least)
            .Bind(5, bucket.Most)
            .Bind(6, bucket.Sum)
            .Run();

    /// <summary>Adds to <paramref name="buckets"/>, the first of which is that slot.</summary>
    public void Read(RollupLevel level, long series, long firstSlot, Span<Rollup> buckets)
    {
        var select = read[level.Table].Bind(1, series).Bind(2, firstSlot).Bind(3, firstSlot + buckets.Length);
        while (select.Step())
        {
            buckets[(int)(select.Int64(0) - firstSlot)] += new Rollup(
                (int)select.Int64(1),
                select.Double(2),
                select.Double(3),
                select.Double(4)
            );
        }
    }

    public void Forget(RollupLevel level, long series, long fromSlot, long toSlot) =>
        forget[level.Table].Bind(1, series).Bind(2, fromSlot).Bind(3, toSlot).Run();

    public void Dispose() => db.Dispose();

    private static RollupFile OpenSound(string path)
    {
        var opened = SqliteDb.OpenRebuildable(path);
        try
        {
            if (opened.Scalar("PRAGMA user_version") != Version)
            {
                opened.Run(Schema());
            }

            return new RollupFile(opened);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    // Of another version: begun again.
    private static string Schema() =>
        $"""
            BEGIN;
            DROP TABLE IF EXISTS cursor; DROP TABLE IF EXISTS series;
            CREATE TABLE cursor(one INTEGER PRIMARY KEY, epoch TEXT NOT NULL, row INTEGER NOT NULL, floor_ms INTEGER NOT NULL);
            CREATE TABLE series(id INTEGER PRIMARY KEY, node TEXT NOT NULL, point TEXT NOT NULL, UNIQUE(node, point));
            {string.Join('\n', RollupLevel.All.Select(Table))}
            PRAGMA user_version = {Version};
            COMMIT
            """;

    private static string Table(RollupLevel level) =>
        $"""
            DROP TABLE IF EXISTS {level.Table};
            CREATE TABLE {level.Table}(
                series INTEGER NOT NULL, slot INTEGER NOT NULL, count INTEGER NOT NULL,
                least REAL NOT NULL, most REAL NOT NULL, sum REAL NOT NULL, PRIMARY KEY(series, slot)) WITHOUT ROWID;
            """;
}

/// <summary>Up to where the buckets hold the ledger's readings.</summary>
/// <param name="FloorMs">Readings of this ledger from before are not counted: an earlier ledger's are there already.</param>
internal readonly record struct RollupCursor(string Epoch, long Row, long FloorMs);
