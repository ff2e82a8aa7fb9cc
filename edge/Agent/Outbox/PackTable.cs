using Microsoft.Data.Sqlite;
using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>The rows of one database and the totals over them. A row that does not fit its CRC is set aside where it is met.</summary>
internal sealed class PackTable : IDisposable
{
    private const int DeleteAtOnce = 2000;
    private const string Select = "SELECT " + PackRows.Columns + " FROM packs";

    private readonly PackDatabase database;
    private readonly PackStorePlace place;
    private readonly PackAside aside;
    private readonly Dictionary<BootId, long> places;
    private long packs;
    private long bytes;

    public PackTable(PackDatabase database, PackStorePlace place, long asideBytes)
    {
        this.database = database;
        this.place = place;
        aside = new PackAside(database, asideBytes);
        places = PackBoots.PlacesIn(database);
        LearnTotals();
    }

    public long BadRows { get; private set; }

    public StoreTotals Totals => new(packs, bytes, aside.Count, aside.Bytes);

    public IReadOnlyList<KnownBoot> Boots(IReadOnlyList<KnownBoot> book) => PackBoots.Known(database, places, book);

    public void Write(IReadOnlyList<StoredPack> written) =>
        Change(() =>
        {
            foreach (var pack in written)
            {
                Put(pack);
            }
        });

    public StoredPack? Next(BootId boot, long seq) =>
        places.TryGetValue(boot, out var at)
            ? Rows(
                    $"{Select} WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT 1",
                    PackRows.IdOf(at, seq),
                    PackRows.LastIdOf(at)
                )
                .FirstOrDefault()
            : null;

    public long? LowOf(BootId boot) =>
        places.TryGetValue(boot, out var at)
        && database.Number(
            "SELECT min(id) FROM packs WHERE id BETWEEN $1 AND $2",
            PackRows.IdOf(at, 0),
            PackRows.LastIdOf(at)
        )
            is { } id
            ? PackRows.SeqOf(id)
            : null;

    public List<StoredPack> Oldest(int most, bool withAlarms) =>
        Rows($"{Select} {(withAlarms ? "" : "WHERE alarm = 0")} ORDER BY id LIMIT $1", most);

    public List<StoredPack> Drafts(int most) => Rows($"{Select} WHERE ready = 0 ORDER BY id LIMIT $1", most);

    public long Delete(BootId boot, SeqRange seqs)
    {
        if (seqs.Last < 0 || !places.TryGetValue(boot, out var at))
        {
            return 0;
        }

        var (first, last) = (PackRows.IdOf(at, Math.Max(0, seqs.First)), PackRows.IdOf(at, seqs.Last));
        var deleted = 0L;
        while (DeleteSome(first, last) is > 0 and var some)
        {
            deleted += some;
        }

        return deleted;
    }

    public void KeepAside(StoredPack pack, string reason) => Change(() => aside.Keep(pack, reason));

    public void Forget(BootId boot) => places.Remove(boot);

    public void Dispose() => database.Dispose();

    private void Put(StoredPack pack)
    {
        if (!places.TryGetValue(pack.Boot, out var at))
        {
            at = places.Count == 0 ? 0 : places.Values.Max() + 1;
            places.Add(pack.Boot, at);
        }

        var id = PackRows.IdOf(at, pack.Seq);
        if (database.Number("SELECT length(bytes) FROM packs WHERE id = $1", id) is { } replaced)
        {
            Count(-1, -StoredPack.SizeOf(replaced));
        }

        PackRows.Put(database, id, pack);
        Count(1, pack.Size);
    }

    private long DeleteSome(long first, long last)
    {
        var (count, size, end) = (0L, 0L, 0L);
        using (
            var row = database.Query(
                "SELECT id, length(bytes) FROM packs WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT $3",
                first,
                last,
                DeleteAtOnce
            )
        )
        {
            for (; row.Read(); count++)
            {
                end = row.GetInt64(0);
                size += StoredPack.SizeOf(row.GetInt64(1));
            }
        }

        if (count > 0)
        {
            Unflushed(() =>
            {
                database.Execute("DELETE FROM packs WHERE id BETWEEN $1 AND $2", first, end);
                Count(-count, -size);
            });
        }

        return count;
    }

    private List<StoredPack> Rows(string sql, params object[] values)
    {
        while (true)
        {
            var (good, bad) = Read(sql, values);
            if (bad.Count == 0)
            {
                return good;
            }

            BadRows += bad.Count;
            Unflushed(() => bad.ForEach(SetAside));
        }
    }

    private (List<StoredPack> Good, List<(long Id, StoredPack Pack)> Bad) Read(string sql, object[] values)
    {
        var good = new List<StoredPack>();
        var bad = new List<(long, StoredPack)>();
        using var row = database.Query(sql, values);
        while (row.Read())
        {
            if (PackRows.TryRead(row, out var pack))
            {
                good.Add(pack);
            }
            else
            {
                bad.Add((row.GetInt64(0), pack));
            }
        }

        return (good, bad);
    }

    private void SetAside((long Id, StoredPack Pack) bad)
    {
        aside.Keep(bad.Pack, nameof(DropReason.BadCrc));
        database.Execute("DELETE FROM packs WHERE id = $1", bad.Id);
        Count(-1, -bad.Pack.Size);
    }

    // A deletion that a power cut undoes costs one repeated pack; a flush for each ack would wear the card out.
    private void Unflushed(Action change)
    {
        if (place == PackStorePlace.Young)
        {
            Change(change);
            return;
        }

        database.Execute("PRAGMA synchronous = NORMAL");
        try
        {
            Change(change);
        }
        finally
        {
            database.Execute("PRAGMA synchronous = FULL");
        }
    }

    private void Change(Action change)
    {
        try
        {
            database.Together(() =>
            {
                change();
                aside.Trim();
                SaveTotals();
            });
        }
        catch
        {
            LearnTotals();
            throw;
        }
    }

    private void Count(long addedPacks, long addedBytes)
    {
        packs += addedPacks;
        bytes += addedBytes;
    }

    private void SaveTotals() =>
        database.Execute(
            "UPDATE totals SET packs = $1, bytes = $2, aside = $3, aside_bytes = $4",
            packs,
            bytes,
            aside.Count,
            aside.Bytes
        );

    private void LearnTotals()
    {
        using var row = database.Query("SELECT packs, bytes, aside, aside_bytes FROM totals");
        if (row.Read())
        {
            (packs, bytes) = (row.GetInt64(0), row.GetInt64(1));
            aside.Learn(row.GetInt64(2), row.GetInt64(3));
        }
    }
}
