using Microsoft.Data.Sqlite;

namespace Vigia.Edge.Outbox;

/// <summary>
/// Copies what can be read of a damaged database, row by row: where a page does not answer, it looks behind it. What is not found
/// is missing from the sequence, and so becomes a gap with a name.
/// </summary>
internal sealed class Salvage
{
    // A damaged leaf hides dozens of rows, a damaged inner page thousands; between two boots lie 2^40.
    private const int StepByStep = 1 << 16;
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
        while (at >= 0 && FindFrom(at) is { } id)
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
        for (long tries = 0, step = 1; at >= 0; at += step, tries++)
        {
            if (TryFind(at, out var id))
            {
                return id;
            }

            step = tries < StepByStep ? 1 : step * 2;
        }

        return null;
    }

    /// <summary>False when the way there is damaged; with no row behind, a null.</summary>
    private bool TryFind(long at, out long? id)
    {
        id = null;
        try
        {
            id = from.Number("SELECT id FROM packs WHERE id >= $1 ORDER BY id LIMIT 1", at);
            return id is null || id >= at;
        }
        catch (SqliteException e) when (PackFiles.IsDamage(e))
        {
            return false;
        }
    }
}
