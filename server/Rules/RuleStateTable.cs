using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

internal static class RuleStateTable
{
    public static IReadOnlyList<(SeriesKey Key, SeriesState State)> All(SqliteConnection db) =>
        db.Rows(
            "SELECT rule, series, json FROM rule_state",
            row =>
                (
                    SeriesKey.Of(row.GetString(0), row.GetString(1)),
                    SeriesState.FromJson(row.GetString(2)) ?? SeriesState.Fresh
                )
        );

    public static void Write(SqliteConnection db, SeriesKey key, SeriesState state) =>
        db.Execute(
            "INSERT INTO rule_state (rule, series, json) VALUES (@0, @1, @2) ON CONFLICT (rule, series) DO UPDATE SET json = @2",
            key.Rule,
            key.Series,
            state.ToJson()
        );

    public static void Forget(SqliteConnection db, SeriesKey key) =>
        db.Execute("DELETE FROM rule_state WHERE rule = @0 AND series = @1", key.Rule, key.Series);
}
