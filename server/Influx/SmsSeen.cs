using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Influx;

/// <summary>A text about an alert, and how far it got. Times are unix milliseconds of the machine.</summary>
/// <param name="Row">Grows from text to text.</param>
/// <param name="To">Digits of the phone; they go no further than this.</param>
internal sealed record SmsSeen(long Row, string To, SmsState State, long CreatedMs, long? SentMs, Alert Alert)
{
    private static readonly string Last = $"""
        SELECT s.rowid, s.recipient, s.state, s.created_ms, s.sent_ms, {AlertTable.ColumnsOf("a")}
        FROM sms s JOIN alert a ON a.id = s.alert ORDER BY s.rowid DESC LIMIT @0
        """;

    /// <summary>The newest first.</summary>
    public static IReadOnlyList<SmsSeen> ReadNewest(SqliteConnection db, int most) =>
        db.Rows(
            Last,
            found => new SmsSeen(
                found.GetInt64(0),
                found.GetString(1),
                Enum.Parse<SmsState>(found.GetString(2)),
                found.GetInt64(3),
                found.NumberOrNull(4),
                AlertTable.Read(found, first: 5)
            ),
            most
        );

    // How far it got is what counts: an alert that changes writes no text anew.
    public bool Equals(SmsSeen? other) => other is not null && Key == other.Key;

    public override int GetHashCode() => Key.GetHashCode();

    private (long, SmsState, long?) Key => (Row, State, SentMs);
}
