using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;

namespace Vigia.Server.Live.Audit;

/// <summary>At <see cref="Most"/> entries the oldest go.</summary>
internal static class AuditTable
{
    public const int Most = 20_000;

    public const string Schema = """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            at_ms INTEGER NOT NULL, who TEXT NOT NULL, means TEXT NOT NULL, act TEXT NOT NULL, about TEXT NOT NULL
        );
        """;

    public static void Insert(SqliteConnection db, AuditEntry entry)
    {
        db.Execute(
            "INSERT INTO audit (at_ms, who, means, act, about) VALUES (@0, @1, @2, @3, @4)",
            entry.AtMs,
            entry.Who,
            entry.Means.ToString(),
            entry.Act.ToString(),
            entry.About
        );
        db.Execute("DELETE FROM audit WHERE id <= (SELECT max(id) FROM audit) - @0", Most);
    }

    public static List<AuditEntry> Newest(SqliteConnection db, int most) =>
        db.Rows(
            "SELECT at_ms, who, means, act, about FROM audit ORDER BY id DESC LIMIT @0",
            row => new AuditEntry(
                row.GetInt64(0),
                row.GetString(1),
                Enum.Parse<Means>(row.GetString(2)),
                Enum.Parse<AuditAct>(row.GetString(3)),
                row.GetString(4)
            ),
            most
        );
}
