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

    /// <summary>All with one statement: a large farm has a thousand of them.</summary>
    public static void Write(SqliteConnection db, IEnumerable<(StateKey Key, IRuleState State)> states)
    {
        using var command = db.CreateCommand();
        command.CommandText =
            "INSERT INTO rule_state (rule, series, json) VALUES (@rule, @place, @json) ON CONFLICT (rule, series) DO UPDATE SET json = @json";
        var rule = command.Parameters.Add("@rule", SqliteType.Text);
        var place = command.Parameters.Add("@place", SqliteType.Text);
        var json = command.Parameters.Add("@json", SqliteType.Text);
        foreach (var (key, state) in states)
        {
            (rule.Value, place.Value, json.Value) = (key.Rule, key.Place, state.ToJson());
            command.ExecuteNonQuery();
        }
    }

    public static void ForgetAll(SqliteConnection db, string rule) =>
        db.Execute("DELETE FROM rule_state WHERE rule = @0", rule);

    public static void Forget(SqliteConnection db, StateKey key) =>
        db.Execute("DELETE FROM rule_state WHERE rule = @0 AND series = @1", key.Rule, key.Place);
}
