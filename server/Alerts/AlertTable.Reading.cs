using Microsoft.Data.Sqlite;

namespace Vigia.Server.Alerts;

/// <summary>What is asked of alerts and their trail.</summary>
internal static partial class AlertTable
{
    /// <summary>When each incident began or began again since then, by rule and place.</summary>
    public static IReadOnlyList<(string Rule, string Place, long AtMs)> BeginningsSince(
        SqliteConnection db,
        long sinceMs
    ) =>
        db.Rows(
            """
            SELECT a.rule, coalesce(a.zone, a.node), t.at_ms FROM alert a JOIN transition t ON t.alert = a.id
            WHERE t.at_ms > @0 AND (a.cleared_ms IS NULL OR a.cleared_ms > @0)
                AND t.kind IN ('Began', 'BeganAgain')
            ORDER BY t.rowid
            """,
            row => (row.GetString(0), row.GetString(1), row.GetInt64(2)),
            sinceMs
        );

    public static Alert? Find(SqliteConnection db, long id) =>
        db.Rows($"SELECT {Columns} FROM alert WHERE id = @0", row => Read(row), id) is [var alert] ? alert : null;

    /// <summary>The alert that stands with this number within <see cref="AlertCode.Cycle"/>, else the newest of that number.</summary>
    public static Alert? FindByCode(SqliteConnection db, int number) =>
        db.Rows(
            $"SELECT {Columns} FROM alert WHERE id % {AlertCode.Cycle} = @0 ORDER BY {Over}, id DESC LIMIT 1",
            row => Read(row),
            number
        )
            is [var alert]
            ? alert
            : null;

    public static IReadOnlyList<Alert> Open(SqliteConnection db) =>
        db.Rows($"SELECT {Columns} FROM alert WHERE {Stands} ORDER BY id", row => Read(row));

    /// <summary>Those of one rule that a person ended since then, and behind them those that stand; by number.</summary>
    public static IReadOnlyList<Alert> OfRule(SqliteConnection db, string rule, long endedSinceMs) =>
        [
            .. db.Rows(
                $"SELECT {Columns} FROM alert WHERE {Over} AND state <> 'Cleared' AND cleared_ms > @1 AND rule = @0 ORDER BY id",
                row => Read(row),
                rule,
                endedSinceMs
            ),
            .. Open(db).Where(alert => alert.Rule == rule),
        ];

    public static AlertState? StateOf(SqliteConnection db, long id) =>
        db.Rows("SELECT state FROM alert WHERE id = @0", row => Enum.Parse<AlertState>(row.GetString(0)), id)
            is [var state]
            ? state
            : null;

    /// <summary>The last to end first.</summary>
    public static IReadOnlyList<ClearedAlert> Cleared(SqliteConnection db, int most) =>
        db.Rows(
            $"SELECT cleared_ms, cleared_value, {Columns} FROM alert WHERE {Over} ORDER BY cleared_ms DESC, id DESC LIMIT @0",
            row => new ClearedAlert(
                Read(row, first: 2),
                row.NumberOrNull(0) ?? 0,
                row.IsDBNull(1) ? null : row.GetDouble(1)
            ),
            most
        );

    public static IReadOnlyList<AlertStep> Trail(SqliteConnection db, long id) =>
        db.Rows(
            $"SELECT {StepColumns} FROM transition t WHERE t.alert = @0 ORDER BY t.rowid",
            row => ReadStep(row),
            id
        );

    /// <summary>Columns of a step in table <c>transition t</c>.</summary>
    public const string StepColumns =
        "t.at_ms, t.kind, t.reason, t.state, t.severity, t.certainty, t.who, t.means, t.note";

    public const int StepWidth = 9;

    /// <summary>Reads <see cref="StepColumns"/>, from <paramref name="first"/> on.</summary>
    public static AlertStep ReadStep(SqliteDataReader row, int first = 0)
    {
        var cells = new Cells(row, first);
        return new AlertStep(
            cells.Number(),
            cells.Word<StepKind>(),
            StepReasons.Parse(cells.Text()),
            cells.Word<AlertState>(),
            cells.Word<Severity>(),
            cells.Word<Certainty>(),
            cells.TextOrNull(),
            cells.TextOrNull() is { } means ? Enum.Parse<Means>(means) : null,
            cells.TextOrNull()
        );
    }

    /// <summary>Reads the columns of <see cref="ColumnsOf"/>, from <paramref name="first"/> on.</summary>
    public static Alert Read(SqliteDataReader row, int first = 0)
    {
        var cells = new Cells(row, first);
        return new Alert(
            cells.Number(),
            cells.Text(),
            cells.Text(),
            cells.Text(),
            cells.TextOrNull(),
            cells.Word<Severity>(),
            cells.Word<Urgency>(),
            cells.Word<Certainty>(),
            cells.Word<AlertState>(),
            cells.Number(),
            cells.Number(),
            cells.Real(),
            cells.Real(),
            cells.Text(),
            cells.Number() != 0,
            cells.Text(),
            cells.TextOrNull()
        )
        {
            SnoozedUntilMs = cells.NumberOrNull(),
            Parent = cells.NumberOrNull(),
            ToldMs = cells.NumberOrNull(),
            Flaps = (int)cells.Number(),
            CalmSinceMs = cells.NumberOrNull(),
            BackSinceMs = cells.NumberOrNull(),
            IsOwed = cells.Number() != 0,
            ExpiresMs = cells.NumberOrNull(),
        };
    }

    public static string ColumnsOf(string table) => string.Join(", ", Fields.Select(field => $"{table}.{field.Name}"));
}
