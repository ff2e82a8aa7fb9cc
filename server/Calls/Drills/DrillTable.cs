using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;

namespace Vigia.Server.Calls.Drills;

/// <summary>Drills and what came of them.</summary>
internal static class DrillTable
{
    /// <summary>Drills that are remembered: a weekly one for ten years. The oldest goes first.</summary>
    public const int MaxRows = 520;

    public const string Schema = """
        CREATE TABLE drill (
            alert INTEGER PRIMARY KEY, zone TEXT NOT NULL, who TEXT NOT NULL,
            begun_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL, ended_ms INTEGER, report TEXT
        );
        DROP INDEX sms_about;
        CREATE INDEX sms_about ON sms (alert);
        """;

    private const string Columns = "alert, zone, who, begun_ms, until_ms, ended_ms, report";

    public static void Insert(SqliteConnection db, Drill drill)
    {
        db.Execute(
            "INSERT INTO drill (alert, zone, who, begun_ms, until_ms) VALUES (@0, @1, @2, @3, @4)",
            drill.Alert,
            drill.Zone,
            drill.Who,
            drill.BegunMs,
            drill.UntilMs
        );
        db.Execute(
            "DELETE FROM drill WHERE alert <= (SELECT alert FROM drill ORDER BY alert DESC LIMIT 1 OFFSET @0)",
            MaxRows
        );
    }

    public static void End(SqliteConnection db, long alert, long nowMs, string report) =>
        db.Execute(
            "UPDATE drill SET ended_ms = @1, report = @2 WHERE alert = @0 AND ended_ms IS NULL",
            alert,
            nowMs,
            report
        );

    public static Drill? Find(SqliteConnection db, long alert) =>
        db.Rows($"SELECT {Columns} FROM drill WHERE alert = @0", Read, alert) is [var drill] ? drill : null;

    public static IReadOnlyList<Drill> Running(SqliteConnection db) =>
        db.Rows($"SELECT {Columns} FROM drill WHERE ended_ms IS NULL ORDER BY alert", Read);

    /// <summary>Newest first: for the page.</summary>
    public static IReadOnlyList<Drill> Newest(SqliteConnection db, int limit) =>
        db.Rows($"SELECT {Columns} FROM drill ORDER BY alert DESC LIMIT @0", Read, limit);

    private static Drill Read(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            row.GetInt64(3),
            row.GetInt64(4),
            row.NumberOrNull(5),
            row.TextOrNull(6)
        );
}

/// <summary>One drill. Times are unix milliseconds of the machine.</summary>
/// <param name="UntilMs">Then it ends by itself.</param>
/// <param name="Report">What came of it, once it has ended: a <see cref="DrillReport"/> as JSON.</param>
internal sealed record Drill(
    long Alert,
    string Zone,
    string Who,
    long BegunMs,
    long UntilMs,
    long? EndedMs = null,
    string? Report = null
);
