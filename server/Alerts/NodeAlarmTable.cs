using Microsoft.Data.Sqlite;
using Vigia.Wire;

namespace Vigia.Server.Alerts;

/// <summary>Alarms that nodes reported: (node, boot, aid) once.</summary>
internal static class NodeAlarmTable
{
    /// <summary>Beyond it the oldest go: a node repeats an alarm only until it expires.</summary>
    public const int MaxRows = 100_000;

    public static bool Holds(SqliteConnection db, string node, BootId boot, long aid) =>
        db.Number(
            "SELECT count(*) FROM node_alarm WHERE node = @0 AND boot = @1 AND aid = @2",
            node,
            boot.AsColumn(),
            aid
        ) > 0;

    public static void Insert(SqliteConnection db, string node, BootId boot, long aid, long? alert, long nowMs)
    {
        db.Execute(
            "INSERT INTO node_alarm (node, boot, aid, alert, at_ms) VALUES (@0, @1, @2, @3, @4) ON CONFLICT DO NOTHING",
            node,
            boot.AsColumn(),
            aid,
            alert,
            nowMs
        );
        db.Execute("DELETE FROM node_alarm WHERE id <= (SELECT max(id) FROM node_alarm) - @0", MaxRows);
    }
}
