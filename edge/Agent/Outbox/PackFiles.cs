using Microsoft.Data.Sqlite;

namespace Vigia.Edge.Outbox;

/// <summary>
/// The files of a store, and how a damaged database is replaced: what can be read goes into a new file; only when that is complete
/// is the old one set aside. Killed anywhere in between, the next opening takes it from there.
/// </summary>
internal sealed class PackFiles(string directory, PackStorePlace place)
{
    // Largest file that is checked whole at opening; a larger one is checked as it is read.
    private const long CheckedBytes = 32 << 20;

    private readonly DamagedFiles damaged = new(directory);
    private long badRows;

    public string Book => Path.Combine(directory, "next");

    private string Database => Path.Combine(directory, "packs.db");
    private string Fresh => Path.Combine(directory, "packs.new");
    private string Healed => Path.Combine(directory, "packs.healed");

    public static bool IsDamage(SqliteException e) =>
        e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB;

    // A garbled header can also call for a newer SQLite, or for one that only reads.
    private static bool IsDamagedHeader(SqliteException e) =>
        e.SqliteErrorCode is SQLitePCL.raw.SQLITE_ERROR or SQLitePCL.raw.SQLITE_READONLY;

    public static bool IsFull(Exception e) =>
        e is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL } || e is IOException { HResult: 28 };

    /// <summary>A second process on the same files gets one sentence.</summary>
    public FileStream Own()
    {
        Directory.CreateDirectory(directory);
        try
        {
            return new FileStream(
                Path.Combine(directory, "lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException e)
        {
            throw new OutboxInUseException(directory, e);
        }
    }

    public PackDatabase OpenOrHeal()
    {
        if (File.Exists(Healed))
        {
            Swap();
        }

        try
        {
            return OpenChecked();
        }
        catch (SqliteException e) when (IsDamage(e) || IsDamagedHeader(e))
        {
            return Heal();
        }
    }

    public PackDatabase Heal()
    {
        Remove(Fresh);
        using (var fresh = PackDatabase.Open(Fresh, place))
        {
            badRows += Salvage.Copy(Database, place, fresh);
            fresh.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        File.Move(Fresh, Healed);
        Swap();
        return PackDatabase.Open(Database, place);
    }

    public long TakeBadRows() => Interlocked.Exchange(ref badRows, 0);

    // The log goes first: left beside the new file it would be played into it.
    private void Swap()
    {
        damaged.Take(Database + "-wal", Database + "-shm", Database);
        File.Move(Healed, Database);
    }

    private PackDatabase OpenChecked()
    {
        var size = File.Exists(Database) ? new FileInfo(Database).Length : 0;
        var database = PackDatabase.Open(Database, place);
        try
        {
            if (size > CheckedBytes || database.Text("PRAGMA quick_check(1)") == "ok")
            {
                return database;
            }
        }
        catch
        {
            database.Dispose();
            throw;
        }

        database.Dispose();
        return Heal();
    }

    private static void Remove(string path)
    {
        File.Delete(path);
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
    }
}

internal sealed class OutboxInUseException(string directory, Exception cause)
    : IOException($"Another vigia-edge works on {directory}: stop it first, or give this one its own --data.", cause);
