using Microsoft.Data.Sqlite;

namespace Vigia.Edge.Outbox;

/// <summary>
/// Copies what can be read of a damaged database, row by row: where a page does not answer, it looks behind it. What is not found
/// is missing from the sequence, and so becomes a gap with a name.
/// </summary>
internal sealed class Salvage
{
    // A damaged leaf hides dozens of rows, a damaged inner page thousands.
    private const int StepsToTheLight = 1 << 16;
    private const int StepsInTheDark = 1 << 10;
    private const int CopyAtOnce = 500;

    private readonly PackDatabase from;
    private readonly PackTable into;
    private readonly List<StoredPack> batch = [];
    private long badRows;

    private Salvage(PackDatabase from, PackTable into) => (this.from, this.into) = (from, into);

    /// <summary>How many rows it read that did not fit their CRC.</summary>
    public static long Copy(string damaged, PackStorePlace place, PackDatabase fresh)
    {
        try
        {
            using var source = PackDatabase.OpenDamaged(damaged);
            var salvage = new Salvage(source, new PackTable(fresh, place, long.MaxValue));
            salvage.CopyAll();
            return salvage.badRows;
        }
        catch (SqliteException)
        {
            // Not even its first page can be read: nothing to save.
            return 0;
        }
    }

    private void CopyAll()
    {
        var at = 0L;
        while (FindFrom(at) is { } id)
        {
            CopyRow(id);
            at = id + 1;
        }

        into.Write(batch);
    }

    private void CopyRow(long id)
    {
        try
        {
            using var row = from.Query($"SELECT {PackRows.Columns} FROM packs WHERE id = $1", id);
            if (!row.Read() || !PackRows.TryRead(row, out var pack))
            {
                badRows++;
                return;
            }

            batch.Add(pack);
        }
        catch (SqliteException e) when (PackFiles.IsDamage(e))
        {
            badRows++;
            return;
        }

        if (batch.Count == CopyAtOnce)
        {
            into.Write(batch);
            batch.Clear();
        }
    }

    private long? FindFrom(long at)
    {
        if (TryFind(at, out var id))
        {
            return id;
        }

        var behind = Behind(at);
        for (var tries = behind is null ? StepsInTheDark : StepsToTheLight; tries > 0; tries--)
        {
            if (TryFind(++at, out id))
            {
                return id;
            }
        }

        return behind;
    }

    /// <summary>Some row behind the damage: the last of all, or what doubled steps come upon.</summary>
    private long? Behind(long at)
    {
        if (TryAsk("SELECT max(id) FROM packs", [], out var last) && last >= at)
        {
            return last;
        }

        for (var step = 1L; at + step > 0; step *= 2)
        {
            if (TryFind(at + step, out var id))
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>False when the way there is damaged; with no row behind, a null.</summary>
    private bool TryFind(long at, out long? id) =>
        TryAsk("SELECT id FROM packs WHERE id >= $1 ORDER BY id LIMIT 1", [at], out id) && (id is null || id >= at);

    private bool TryAsk(string sql, object[] values, out long? id)
    {
        id = null;
        try
        {
            id = from.Number(sql, values);
            return true;
        }
        catch (SqliteException e) when (PackFiles.IsDamage(e))
        {
            return false;
        }
    }
}
