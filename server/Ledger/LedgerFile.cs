using System.Security.Cryptography;
using Vigia.Server.Storage;

namespace Vigia.Server.Ledger;

/// <summary>
/// <c>ledger.db</c>: opened, made, or set aside when it is damaged; and its epoch, which is new whenever the rows are not
/// the continuation of what followers may have read.
/// </summary>
internal static class LedgerFile
{
    public const string Name = "ledger.db";

    private const string MarkName = "ledger.mark";

    private const string Schema = """
        CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE node(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, widest_ms INTEGER NOT NULL DEFAULT 0);
        CREATE TABLE pack(
            row INTEGER PRIMARY KEY, node_id INTEGER NOT NULL, boot INTEGER NOT NULL, seq INTEGER NOT NULL,
            plain INTEGER NOT NULL, received_ms INTEGER NOT NULL, time_ms INTEGER NOT NULL, span_ms INTEGER NOT NULL,
            clk INTEGER NOT NULL, clock_off INTEGER NOT NULL, zone TEXT, hash INTEGER NOT NULL, bytes BLOB NOT NULL);
        CREATE INDEX pack_time ON pack(node_id, time_ms);
        CREATE TABLE boot(
            node_id INTEGER NOT NULL, boot INTEGER NOT NULL, upto INTEGER NOT NULL, next INTEGER NOT NULL,
            stored INTEGER NOT NULL, closed INTEGER NOT NULL, PRIMARY KEY(node_id, boot)) WITHOUT ROWID;
        CREATE TABLE stored_bits(
            node_id INTEGER NOT NULL, boot INTEGER NOT NULL, chunk INTEGER NOT NULL, bits BLOB NOT NULL,
            PRIMARY KEY(node_id, boot, chunk)) WITHOUT ROWID;
        CREATE TABLE gap(
            node_id INTEGER NOT NULL, boot INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            PRIMARY KEY(node_id, boot, first)) WITHOUT ROWID;
        CREATE TABLE refused(
            id INTEGER PRIMARY KEY, node TEXT NOT NULL, node_id INTEGER, boot INTEGER, seq INTEGER,
            settles INTEGER NOT NULL, reason TEXT NOT NULL, received_ms INTEGER NOT NULL, bytes BLOB);
        CREATE INDEX refused_seq ON refused(node_id, boot, seq) WHERE settles = 1;
        CREATE TABLE plain(node_id INTEGER NOT NULL, hash INTEGER NOT NULL, PRIMARY KEY(node_id, hash)) WITHOUT ROWID;
        CREATE TABLE anchor(
            node_id INTEGER NOT NULL, kb INTEGER NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY(node_id, kb)) WITHOUT ROWID;
        CREATE TABLE birth(
            node_id INTEGER PRIMARY KEY, boot INTEGER NOT NULL, conn INTEGER NOT NULL, machine TEXT NOT NULL,
            version TEXT NOT NULL, received_ms INTEGER NOT NULL, dead INTEGER NOT NULL);
        CREATE TABLE point(
            node_id INTEGER NOT NULL, name TEXT NOT NULL, other INTEGER NOT NULL,
            PRIMARY KEY(node_id, name)) WITHOUT ROWID;
        """;

    /// <summary>Opens for the one writer. Whatever of a damaged file can't be used is kept beside it, never deleted.</summary>
    public static SqliteDb Open(string folder, ILogger logger)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            return OpenSound(path, folder);
        }
        catch (SqliteFault e) when (e.Damaged)
        {
            var aside = $"{path}.damaged-{DateTime.UtcNow:yyyyMMddHHmmss}";
            logger.LogCritical(
                "{Path} is damaged ({Reason}): set aside as {Aside}, a new ledger begins",
                path,
                e.Message,
                aside
            );
            SetAside(path, aside);
            return OpenSound(path, folder);
        }
    }

    /// <summary>Remembers outside the ledger how far it had come, so that an older copy put in its place is noticed.</summary>
    /// <remarks>Not flushed: after a power cut it may tell less than the ledger holds, never more. A full disk leaves it as it was.</remarks>
    public static void Mark(string folder, string epoch, long row)
    {
        var path = Path.Combine(folder, MarkName);
        try
        {
            File.WriteAllText(path + ".new", $"{epoch} {row}");
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (IOException)
        {
            // The rows are safe; only a copy that is older by what came since would not be noticed.
        }
    }

    private static SqliteDb OpenSound(string path, string folder)
    {
        var db = SqliteDb.OpenDurable(path);
        try
        {
            if (db.Scalar("SELECT count(*) FROM sqlite_master") == 0)
            {
                db.Run($"BEGIN; {Schema} {NewEpoch()}; COMMIT");
            }
            else if (IsOlderCopy(db, folder))
            {
                db.Run(NewEpoch());
            }

            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    private static bool IsOlderCopy(SqliteDb db, string folder)
    {
        var mark = Path.Combine(folder, MarkName);
        return File.Exists(mark)
            && File.ReadAllText(mark).Split(' ') is [var epoch, var text]
            && long.TryParse(text, out var row)
            && (epoch != EpochOf(db) || db.Scalar("SELECT max(row) FROM pack") < row);
    }

    public static string EpochOf(SqliteDb db) =>
        db.Text("SELECT value FROM meta WHERE key = 'epoch'")
        ?? throw new SqliteFault(SQLitePCL.raw.SQLITE_CORRUPT, "no epoch");

    private static string NewEpoch() =>
        $"INSERT OR REPLACE INTO meta VALUES('epoch', '{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}')";

    private static void SetAside(string path, string aside)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" }.Where(s => File.Exists(path + s)))
        {
            File.Move(path + suffix, aside + suffix);
        }
    }
}
