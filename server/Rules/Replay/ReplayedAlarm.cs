using System.Text.Json.Serialization;
using Vigia.Server.Alerts;

namespace Vigia.Server.Rules.Replay;

/// <summary>An alarm with all that became of it.</summary>
/// <param name="ClearedMs">Unix milliseconds of the world; null: it stands at the end.</param>
internal sealed record ReplayedAlarm(Alert Alert, long? ClearedMs, IReadOnlyList<ReplayedMessage> Messages)
{
    /// <summary>Alarms of one replay that are told; the oldest beyond are only counted.</summary>
    public const int Most = 10_000;

    /// <summary>Of any store, in the order in which they were raised.</summary>
    public static IReadOnlyList<ReplayedAlarm> In(AlertStore store)
    {
        var messages = store.Read(
            db =>
                db.Rows(
                        "SELECT alert, created_ms, kind, text FROM message ORDER BY rowid",
                        row =>
                            (row.GetInt64(0), new ReplayedMessage(row.GetInt64(1), row.GetString(2), row.GetString(3)))
                    )
                    .ToLookup(row => row.Item1, row => row.Item2),
            Array.Empty<(long, ReplayedMessage)>().ToLookup(row => row.Item1, row => row.Item2)
        );
        var alerts = store.Read(
            db =>
                db.Rows(
                    $"SELECT cleared_ms, {AlertTable.ColumnsOf("alert")} FROM alert ORDER BY id DESC LIMIT {Most}",
                    row => (AlertTable.Read(row, first: 1), row.NumberOrNull(0))
                ),
            []
        );
        return
        [
            .. alerts
                .AsEnumerable()
                .Reverse()
                .Select(row => new ReplayedAlarm(row.Item1, row.Item2, [.. messages[row.Item1.Id]])),
        ];
    }
}

internal sealed record ReplayedMessage(long Ms, string Kind, string Text);

[JsonSerializable(typeof(IReadOnlyList<ReplayedAlarm>))]
internal sealed partial class ReplayJson : JsonSerializerContext;
