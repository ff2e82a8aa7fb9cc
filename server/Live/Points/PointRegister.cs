using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;
using Vigia.Server.Storage;

namespace Vigia.Server.Live.Points;

/// <param name="SeenMs">Unix milliseconds of its last value that counted; 0: none ever did.</param>
internal sealed record KnownPoint(string Node, string Point, string Quantity, long SeenMs);

/// <summary>
/// Every point that was ever heard of, in <c>vigia.db</c>: what does not come any more is shown as such, also after a restart. One
/// that has not been heard for 30 days is forgotten: it was taken out. Safe for several threads.
/// </summary>
internal sealed class PointRegister(AlertStore store)
{
    /// <summary>Points that are known; further ones are not watched for silence.</summary>
    public const int Max = 20_000;

    public static readonly TimeSpan Forgets = TimeSpan.FromDays(30);

    // Within this the age of a point that is silent may be wrong after a restart: it spares the card.
    private static readonly TimeSpan Coarse = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private Dictionary<(string Node, string Point), KnownPoint>? known;

    public IReadOnlyList<KnownPoint> All
    {
        get
        {
            lock (gate)
            {
                return [.. Known.Values];
            }
        }
    }

    /// <summary>Takes what is heard now. What cannot be written is written with the next.</summary>
    public void See(IEnumerable<KnownPoint> points, DateTimeOffset now)
    {
        lock (gate)
        {
            SeeAlone(points, now);
        }
    }

    private void SeeAlone(IEnumerable<KnownPoint> points, DateTimeOffset now)
    {
        var changed = points.Where(IsNews).ToArray();
        var oldest = (now - Forgets).ToUnixTimeMilliseconds();
        var gone = Known.Values.Where(point => point.SeenMs < oldest).ToArray();
        if (changed.Length + gone.Length == 0)
        {
            return;
        }

        if (!store.TryWrite("points that are known", db => KnownPointTable.Write(db, changed, gone)))
        {
            return;
        }

        foreach (var point in gone)
        {
            Known.Remove((point.Node, point.Point));
        }

        foreach (var point in changed)
        {
            Known[(point.Node, point.Point)] = point;
        }
    }

    private bool IsNews(KnownPoint point) =>
        Known.TryGetValue((point.Node, point.Point), out var before)
            ? point.SeenMs - before.SeenMs >= Coarse.TotalMilliseconds || point.Quantity != before.Quantity
            : point.SeenMs > 0 && Known.Count < Max;

    private Dictionary<(string Node, string Point), KnownPoint> Known =>
        known ??= store.Read(KnownPointTable.All, []).ToDictionary(point => (point.Node, point.Point));
}

internal static class KnownPointTable
{
    public const string Schema = """
        CREATE TABLE known_point (
            node TEXT NOT NULL, point TEXT NOT NULL, quantity TEXT NOT NULL, seen_ms INTEGER NOT NULL,
            PRIMARY KEY (node, point)
        ) WITHOUT ROWID;
        """;

    public static IReadOnlyList<KnownPoint> All(SqliteConnection db) =>
        db.Rows(
            "SELECT node, point, quantity, seen_ms FROM known_point",
            row => new KnownPoint(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3))
        );

    public static void Write(SqliteConnection db, IEnumerable<KnownPoint> changed, IEnumerable<KnownPoint> gone)
    {
        foreach (var point in gone)
        {
            db.Execute("DELETE FROM known_point WHERE node = @0 AND point = @1", point.Node, point.Point);
        }

        foreach (var point in changed)
        {
            db.Execute(
                "INSERT INTO known_point VALUES (@0, @1, @2, @3) ON CONFLICT (node, point) DO UPDATE SET quantity = @2, seen_ms = @3",
                point.Node,
                point.Point,
                point.Quantity,
                point.SeenMs
            );
        }
    }
}
