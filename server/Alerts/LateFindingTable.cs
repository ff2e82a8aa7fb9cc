using Microsoft.Data.Sqlite;

namespace Vigia.Server.Alerts;

/// <summary>Something that would have been an alert, had its readings come in time. Told to nobody; for the digest.</summary>
/// <param name="FromMs">Unix milliseconds of the readings, as <paramref name="ToMs"/>.</param>
/// <param name="Extreme">The reading furthest beyond the limit, in <paramref name="Unit"/>.</param>
/// <param name="FoundMs">Unix milliseconds of the world when it was found.</param>
internal sealed record LateFinding(
    string Rule,
    string Place,
    string Node,
    string Point,
    long FromMs,
    long ToMs,
    double Extreme,
    double Limit,
    string Unit,
    long FoundMs
);

/// <summary>At <see cref="Most"/> the oldest go.</summary>
internal static class LateFindingTable
{
    public const int Most = 10_000;

    private const string Columns = "rule, place, node, point, from_ms, to_ms, extreme, limit_value, unit, found_ms";

    /// <summary>Nothing is written of what was an alert in that time, or is known already.</summary>
    public static void Insert(SqliteConnection db, LateFinding found)
    {
        db.Execute(
            $"""
            INSERT INTO late_finding ({Columns}) SELECT @0, @1, @2, @3, @4, @5, @6, @7, @8, @9 WHERE NOT EXISTS (
                SELECT 1 FROM alert WHERE rule = @0 AND coalesce(zone, node) = @1
                    AND raised_event_ms <= @5 AND coalesce(cleared_event_ms, @5) >= @4
            ) ON CONFLICT (rule, place, from_ms) DO UPDATE SET to_ms = max(to_ms, excluded.to_ms)
            """,
            found.Rule,
            found.Place,
            found.Node,
            found.Point,
            found.FromMs,
            found.ToMs,
            found.Extreme,
            found.Limit,
            found.Unit,
            found.FoundMs
        );
        db.Execute(
            "DELETE FROM late_finding WHERE id <= (SELECT id FROM late_finding ORDER BY id DESC LIMIT 1 OFFSET @0)",
            Most
        );
    }

    /// <summary>The newest first.</summary>
    public static IReadOnlyList<LateFinding> Since(SqliteConnection db, string? place, long sinceMs, int most) =>
        db.Rows(
            $"SELECT {Columns} FROM late_finding WHERE from_ms >= @1 AND (@0 IS NULL OR place = @0) ORDER BY from_ms DESC LIMIT @2",
            row => new LateFinding(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                row.GetInt64(4),
                row.GetInt64(5),
                row.GetDouble(6),
                row.GetDouble(7),
                row.GetString(8),
                row.GetInt64(9)
            ),
            place,
            sinceMs,
            most
        );
}
