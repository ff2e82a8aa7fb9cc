namespace Vigia.Edge.Outbox;

/// <summary>Copies of what was refused, unreadable or never answered, each with its reason. At the bound the oldest goes.</summary>
internal sealed class PackAside(PackDatabase database, long mostBytes)
{
    public long Count { get; private set; }

    public long Bytes { get; private set; }

    public void Learn(long count, long bytes) => (Count, Bytes) = (count, bytes);

    public void Keep(StoredPack pack, string reason)
    {
        var added = database.Execute(
            "INSERT OR IGNORE INTO aside(boot, seq, reason, bytes) VALUES($1, $2, $3, $4)",
            pack.Boot.AsColumn(),
            pack.Seq,
            reason,
            pack.Bytes
        );
        (Count, Bytes) = (Count + added, Bytes + (added * pack.Size));
    }

    public void Trim()
    {
        while (Bytes > mostBytes && Oldest() is var (n, size))
        {
            database.Execute("DELETE FROM aside WHERE n = $1", n);
            (Count, Bytes) = (Count - 1, Bytes - size);
        }
    }

    private (long N, long Size)? Oldest()
    {
        using var row = database.Query("SELECT n, length(bytes) FROM aside ORDER BY n LIMIT 1");
        return row.Read() ? (row.GetInt64(0), StoredPack.SizeOf(row.GetInt64(1))) : null;
    }
}
