using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Vigia.Server.Alerts;

/// <summary>The outbox of messages: a row stands here before its text is handed to a gateway.</summary>
internal static class MessageTable
{
    /// <summary>Messages that wait; beyond it the oldest is not sent any more, and counted.</summary>
    public const int MaxWaiting = 10_000;

    /// <summary>The alert it is about stands after it in any case: a message without one would never be read.</summary>
    public static void Insert(SqliteConnection db, Message message)
    {
        AlertTable.Insert(db, message.Alert, StepReason.Restored);
        db.Execute(
            "INSERT INTO message (id, alert, kind, text, state, created_ms, unpersisted) VALUES (@0, @1, @2, @3, 'Waiting', @4, @5)",
            message.Id,
            message.Alert.Id,
            message.Kind.ToString(),
            message.Text,
            message.CreatedMs,
            message.Unpersisted ? 1 : 0
        );
        db.Execute(
            "UPDATE alert SET told_ms = coalesce(told_ms, @1) WHERE id = @0",
            message.Alert.Id,
            message.CreatedMs
        );
        var dropped = db.Execute(
            "UPDATE message SET state = 'Dropped' WHERE rowid IN (SELECT rowid FROM message WHERE state = 'Waiting' ORDER BY rowid DESC LIMIT -1 OFFSET @0)",
            MaxWaiting
        );
        AlertMetrics.MessagesDropped.Add(dropped);
    }

    /// <summary>False when there is no such row (yet).</summary>
    public static bool MarkHanded(SqliteConnection db, string id, long nowMs) =>
        db.Execute("UPDATE message SET state = 'Handed', handed_ms = @1 WHERE id = @0", id, nowMs) > 0;

    /// <summary>Messages that no gateway has taken: those of these rules first, then the oldest; of one alert in their order.</summary>
    public static IReadOnlyList<Message> Waiting(SqliteConnection db, int limit, IReadOnlyList<string> first) =>
        db.Rows(
            $"""
            SELECT m.id, m.kind, m.text, m.created_ms, m.unpersisted, {AlertTable.ColumnsOf("a")}
            FROM message m JOIN alert a ON a.id = m.alert WHERE m.state = 'Waiting'
            ORDER BY a.rule NOT IN (SELECT value FROM json_each(@1)), m.rowid LIMIT @0
            """,
            row => new Message(
                row.GetString(0),
                Enum.Parse<MessageKind>(row.GetString(1)),
                row.GetString(2),
                AlertTable.Read(row, first: 5),
                row.GetInt64(3),
                row.GetInt64(4) != 0
            ),
            limit,
            JsonSerializer.Serialize(first)
        );
}
