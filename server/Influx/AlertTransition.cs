using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;

namespace Vigia.Server.Influx;

/// <summary>One step of an alert: it began, somebody saw it, it ended.</summary>
/// <param name="Row">Grows from step to step.</param>
/// <param name="Alert">As it was known after the step, where that is kept: how it stood, how grave and how sure it was.</param>
internal sealed record AlertTransition(long Row, AlertStep Step, Alert Alert)
{
    private static readonly string After = $"""
        SELECT t.rowid, {AlertTable.StepColumns}, {AlertTable.ColumnsOf("a")}
        FROM transition t JOIN alert a ON a.id = t.alert
        WHERE t.rowid > @0 ORDER BY t.rowid LIMIT @1
        """;

    public static IReadOnlyList<AlertTransition> ReadAfter(SqliteConnection db, long row, int most) =>
        db.Rows(
            After,
            found =>
            {
                var step = AlertTable.ReadStep(found, first: 1);
                var alert = AlertTable.Read(found, first: 1 + AlertTable.StepWidth);
                return new AlertTransition(found.GetInt64(0), step, step.Of(alert));
            },
            row,
            most
        );
}
