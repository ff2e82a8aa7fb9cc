using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>What rules remember; the column <c>series</c> holds the place.</summary>
internal static class RuleStateTable
{
    public static IReadOnlyList<(StateKey Key, string Json)> All(SqliteConnection db) =>
        db.Rows(
            "SELECT rule, series, json FROM rule_state",
            row => (new StateKey(row.GetString(0), row.GetString(1)), row.GetString(2))
        );

    public static void Write(SqliteConnection db, StateKey key, IRuleState state) =>
        db.Execute(
            "INSERT INTO rule_state (rule, series, json) VALUES (@0, @1, @2) ON CONFLICT (rule, series) DO UPDATE SET json = @2",
            key.Rule,
            key.Place,
            state.ToJson()
        );

    public static void ForgetAll(SqliteConnection db, string rule) =>
        db.Execute("DELETE FROM rule_state WHERE rule = @0", rule);

    public static void Forget(SqliteConnection db, StateKey key) =>
        db.Execute("DELETE FROM rule_state WHERE rule = @0 AND series = @1", key.Rule, key.Place);
}
