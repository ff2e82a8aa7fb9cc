using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;

namespace Vigia.Server.Sms.Incoming;

/// <summary>Texts that came, each once, however often its gateway shows it.</summary>
internal static class IncomingTable
{
    /// <summary>Texts that are remembered; the oldest is forgotten first.</summary>
    public const int MaxRows = 50_000;

    /// <summary>Letters of one text that are kept: ten parts.</summary>
    public const int MaxLetters = 1_530;

    /// <summary>Letters of the sender that are kept.</summary>
    public const int MaxSender = 32;

    public const string Schema = """
        CREATE TABLE sms_in (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sender TEXT NOT NULL, text TEXT NOT NULL,
            at_ms INTEGER NOT NULL, received_ms INTEGER NOT NULL, state TEXT NOT NULL
        );
        CREATE INDEX sms_in_waiting ON sms_in (number) WHERE state = 'Waiting';
        CREATE INDEX sms_in_received ON sms_in (received_ms);
        """;

    private const string Columns = "id, sender, text, at_ms, received_ms, state";

    /// <summary>False where it is known already.</summary>
    public static bool Insert(SqliteConnection db, IncomingSms sms, IncomingState state, long nowMs)
    {
        var added = db.Execute(
            $"INSERT OR IGNORE INTO sms_in ({Columns}) VALUES (@0, @1, @2, @3, @4, @5)",
            sms.Id,
            Cut(sms.From, MaxSender),
            Cut(sms.Text, MaxLetters),
            sms.At.ToUnixTimeMilliseconds(),
            nowMs,
            $"{state}"
        );
        db.Execute("DELETE FROM sms_in WHERE number <= (SELECT max(number) FROM sms_in) - @0", MaxRows);
        return added > 0;
    }

    /// <summary>Texts since then that were not refused already: from one sender, or from everybody.</summary>
    public static long CountSince(SqliteConnection db, long sinceMs, string? sender = null) =>
        db.Number(
            "SELECT count(*) FROM sms_in WHERE received_ms > @0 AND state <> 'TooMany' AND (@1 IS NULL OR sender = @1)",
            sinceMs,
            sender is null ? null : Cut(sender, MaxSender)
        );

    public static IReadOnlyList<ReceivedSms> Waiting(SqliteConnection db, int limit) =>
        db.Rows($"SELECT {Columns} FROM sms_in WHERE state = 'Waiting' ORDER BY number LIMIT @0", Read, limit);

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<ReceivedSms> Newest(SqliteConnection db, int limit) =>
        db.Rows($"SELECT {Columns} FROM sms_in ORDER BY number DESC LIMIT @0", Read, limit);

    public static IncomingCounts Count(SqliteConnection db, long sinceMs) =>
        new(
            db.Number("SELECT count(*) FROM sms_in WHERE state = 'Waiting'"),
            db.Number("SELECT count(*) FROM sms_in WHERE received_ms > @0", sinceMs),
            db.Number("SELECT count(*) FROM sms_in WHERE received_ms > @0 AND state IN ('TooMany', 'TooOld')", sinceMs)
        );

    /// <summary>As logs and terminals show a sender: the end of the number.</summary>
    public static string EndOf(string sender) => sender.Length <= 4 ? sender : "…" + sender[^4..];

    public static void Mark(SqliteConnection db, string id, IncomingState state) =>
        db.Execute("UPDATE sms_in SET state = @1 WHERE id = @0", id, $"{state}");

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];

    private static ReceivedSms Read(SqliteDataReader row) =>
        new(
            new IncomingSms(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3))
            ),
            row.GetInt64(4),
            Enum.Parse<IncomingState>(row.GetString(5))
        );
}

/// <param name="ReceivedMs">When it was committed here.</param>
internal sealed record ReceivedSms(IncomingSms Sms, long ReceivedMs, IncomingState State);

/// <summary>What was done with a text that came.</summary>
internal enum IncomingState
{
    /// <summary>Nobody has taken it yet.</summary>
    Waiting,
    Taken,

    /// <summary>Its sender, or all of them, sent more than is read.</summary>
    TooMany,

    /// <summary>It lay for so long that what it answers is over.</summary>
    TooOld,
}

/// <param name="Unread">Kept, and handed to nobody.</param>
internal sealed record IncomingCounts(long Waiting, long Came, long Unread);
