using Microsoft.Data.Sqlite;

namespace Vigia.Server.Alerts;

/// <summary>A line InfluxDB does not take, with its words.</summary>
internal sealed record QuarantinedLine(long Row, string Line, string Words);

/// <summary>Lines InfluxDB does not take. At its bounds the oldest go.</summary>
internal static class QuarantineTable
{
    public const int MaxRows = 10_000;
    public const long MaxBytes = 50 * 1024 * 1024;

    /// <summary>Adds lines, each once, and answers how many old ones had to go.</summary>
    public static int Add(SqliteConnection db, IReadOnlyList<QuarantinedLine> lines, long nowMs)
    {
        foreach (var bad in lines)
        {
            db.Execute(
                "INSERT INTO quarantine (row, line, words, at_ms) VALUES (@0, @1, @2, @3) ON CONFLICT (row, line) DO UPDATE SET words = @2, at_ms = @3",
                bad.Row,
                bad.Line,
                bad.Words,
                nowMs
            );
        }

        return db.Execute(
            """
            DELETE FROM quarantine WHERE id <= (
                SELECT id FROM (
                    SELECT id, row_number() OVER newest AS n, sum(length(line) + length(words)) OVER newest AS bytes
                    FROM quarantine WINDOW newest AS (ORDER BY id DESC)
                ) WHERE n > @0 OR bytes > @1 ORDER BY id DESC LIMIT 1
            )
            """,
            MaxRows,
            MaxBytes
        );
    }

    /// <summary>All rows are sent again: those still refused come back by themselves.</summary>
    public static void Clear(SqliteConnection db) => db.Execute("DELETE FROM quarantine");

    public static IReadOnlyList<QuarantinedLine> All(SqliteConnection db) =>
        db.Rows(
            "SELECT row, line, words FROM quarantine ORDER BY id",
            row => new QuarantinedLine(row.GetInt64(0), row.GetString(1), row.GetString(2))
        );
}
