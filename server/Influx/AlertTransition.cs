using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;

namespace Vigia.Server.Influx;

/// <summary>One step of an alert: it began, somebody saw it, it ended.</summary>
/// <param name="Row">Grows from step to step.</param>
/// <param name="AtMs">Unix milliseconds of the world.</param>
/// <param name="State">What it became.</param>
/// <param name="Reason">Name of the verdict.</param>
/// <param name="Alert">As it is known now.</param>
internal sealed record AlertTransition(long Row, long AtMs, AlertState State, string Reason, Alert Alert)
{
    private static readonly string After = $"""
        SELECT t.rowid, t.at_ms, t.state, t.reason, {AlertTable.ColumnsOf("a")}
        FROM transition t JOIN alert a ON a.id = t.alert
        WHERE t.rowid > @0 ORDER BY t.rowid LIMIT @1
        """;

    public static IReadOnlyList<AlertTransition> ReadAfter(SqliteConnection db, long row, int most) =>
        db.Rows(
            After,
            found => new AlertTransition(
                found.GetInt64(0),
                found.GetInt64(1),
                Enum.Parse<AlertState>(found.GetString(2)),
                found.GetString(3),
                AlertTable.Read(found, first: 4)
            ),
            row,
            most
        );
}
