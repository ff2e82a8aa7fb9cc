using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;

namespace Vigia.Server.Derive.Live;

/// <summary>Bulletins as messages of low urgency that wait for a way to people: never before an alarm.</summary>
internal static class BulletinTable
{
    /// <summary>Bulletins that are kept, half a year's; the oldest go first.</summary>
    public const int Most = 400;

    public const string Schema = """
        CREATE TABLE bulletin (
            slot_ms INTEGER NOT NULL, zone TEXT NOT NULL,
            level TEXT NOT NULL, urgency TEXT NOT NULL, gfwi REAL NOT NULL,
            es TEXT NOT NULL, en TEXT NOT NULL,
            state TEXT NOT NULL, created_ms INTEGER NOT NULL,
            PRIMARY KEY (slot_ms, zone)
        ) WITHOUT ROWID;
        """;

    /// <summary>One that stands already stays as it is.</summary>
    public static void Insert(SqliteConnection db, FireBulletin bulletin, DateTimeOffset now)
    {
        var text = bulletin.Text;
        db.Execute(
            "INSERT INTO bulletin VALUES (@0, @1, @2, @3, @4, @5, @6, 'Waiting', @7) ON CONFLICT DO NOTHING",
            bulletin.Slot.ToUnixTimeMilliseconds(),
            bulletin.Zone,
            bulletin.Level.ToString(),
            Urgency.Future.ToString(),
            bulletin.Danger.Gfwi,
            text.Spanish,
            text.English,
            now.ToUnixTimeMilliseconds()
        );
        db.Execute(
            "DELETE FROM bulletin WHERE slot_ms < (SELECT slot_ms FROM bulletin ORDER BY slot_ms DESC LIMIT 1 OFFSET @0)",
            Most - 1
        );
    }

    /// <summary>Those that nobody was told of, oldest first.</summary>
    public static IReadOnlyList<StoredBulletin> Waiting(SqliteConnection db) =>
        db.Rows(
            "SELECT slot_ms, zone, level, es, en FROM bulletin WHERE state = 'Waiting' ORDER BY slot_ms, zone",
            row => new StoredBulletin(
                row.GetInt64(0),
                row.GetString(1),
                Enum.Parse<DangerLevel>(row.GetString(2)),
                new(row.GetString(3), row.GetString(4))
            )
        );

    public static void MarkHanded(SqliteConnection db, StoredBulletin bulletin) =>
        db.Execute(
            "UPDATE bulletin SET state = 'Handed' WHERE slot_ms = @0 AND zone = @1",
            bulletin.SlotMs,
            bulletin.Zone
        );
}

/// <param name="SlotMs">Unix milliseconds when it was due.</param>
internal sealed record StoredBulletin(long SlotMs, string Zone, DangerLevel Level, Farm.LocalText Text);
