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
                AND (t.reason = 'Reopened' OR t.rowid = (SELECT min(rowid) FROM transition WHERE alert = a.id))
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
            "SELECT at_ms, state, reason, who, means, note FROM transition WHERE alert = @0 ORDER BY rowid",
            row => new AlertStep(
                row.GetInt64(0),
                Enum.Parse<AlertState>(row.GetString(1)),
                row.GetString(2),
                row.TextOrNull(3),
                row.TextOrNull(4) is { } means ? Enum.Parse<Means>(means) : null,
                row.TextOrNull(5)
            ),
            id
        );

    /// <summary>Reads the columns of <see cref="ColumnsOf"/>, from <paramref name="first"/> on.</summary>
    public static Alert Read(SqliteDataReader row, int first = 0) =>
        new(
            row.GetInt64(first),
            row.GetString(first + 1),
            row.GetString(first + 2),
            row.GetString(first + 3),
            row.TextOrNull(first + 4),
            Enum.Parse<Severity>(row.GetString(first + 5)),
            Enum.Parse<Urgency>(row.GetString(first + 6)),
            Enum.Parse<Certainty>(row.GetString(first + 7)),
            Enum.Parse<AlertState>(row.GetString(first + 8)),
            row.GetInt64(first + 9),
            row.GetInt64(first + 10),
            row.GetDouble(first + 11),
            row.GetDouble(first + 12),
            row.GetString(first + 13),
            row.GetInt64(first + 14) != 0,
            row.GetString(first + 15),
            row.TextOrNull(first + 16)
        )
        {
            SnoozedUntilMs = row.NumberOrNull(first + 17),
            Parent = row.NumberOrNull(first + 18),
            ToldMs = row.NumberOrNull(first + 19),
            Flaps = row.GetInt32(first + 20),
            CalmSinceMs = row.NumberOrNull(first + 21),
        };

    public static string ColumnsOf(string table) =>
        string.Join(", ", Columns.Split(", ").Select(column => $"{table}.{column}"));
}
