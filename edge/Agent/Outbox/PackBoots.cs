using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>Which boots have rows, found without reading the rows between.</summary>
internal static class PackBoots
{
    public static Dictionary<BootId, long> PlacesIn(PackDatabase database)
    {
        var places = new Dictionary<BootId, long>();
        var from = 0L;
        while (FirstFrom(database, from) is var (id, boot))
        {
            var at = PackRows.PlaceOf(id);
            places.TryAdd(boot, at);
            from = PackRows.IdOf(at + 1, 0);
        }

        return places;
    }

    /// <summary>What the book says and what the rows say, the higher of both; the book's order first.</summary>
    public static List<KnownBoot> Known(
        PackDatabase database,
        Dictionary<BootId, long> places,
        IReadOnlyList<KnownBoot> book
    )
    {
        var known = book.ToList();
        foreach (var (boot, at) in places.OrderBy(p => p.Value))
        {
            var next = NextOf(database, at);
            var index = known.FindIndex(b => b.Boot == boot);
            if (index < 0)
            {
                known.Add(new KnownBoot(boot, next));
            }
            else if (next > known[index].Next)
            {
                known[index] = new KnownBoot(boot, next);
            }
        }

        return known;
    }

    private static (long Id, BootId Boot)? FirstFrom(PackDatabase database, long from)
    {
        using var row = database.Query("SELECT id, boot FROM packs WHERE id >= $1 ORDER BY id LIMIT 1", from);
        return row.Read() ? (row.GetInt64(0), BootId.FromColumn(row.GetInt64(1))) : null;
    }

    private static long NextOf(PackDatabase database, long at) =>
        database.Number(
            "SELECT max(id) FROM packs WHERE id BETWEEN $1 AND $2",
            PackRows.IdOf(at, 0),
            PackRows.LastIdOf(at)
        )
            is { } id
            ? PackRows.SeqOf(id) + 1
            : 0;
}
