using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;

namespace Vigia.Server.Sms.Outbox;

/// <summary>The outbox of texts to phones: a row stands here before its text is handed to a gateway.</summary>
internal static class SmsTable
{
    public const string Schema = """
        CREATE TABLE sms (
            id TEXT PRIMARY KEY, message TEXT NOT NULL, recipient TEXT NOT NULL, text TEXT NOT NULL,
            priority INTEGER NOT NULL, state TEXT NOT NULL, way INTEGER NOT NULL, attempt INTEGER NOT NULL,
            reference TEXT, created_ms INTEGER NOT NULL, next_ms INTEGER NOT NULL, troubled_ms INTEGER,
            not_after_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL, words TEXT
        );
        CREATE INDEX sms_open ON sms (priority, created_ms) WHERE state IN ('Queued', 'Submitted', 'Sent');
        """;

    /// <summary>What the next version adds, to the table as it was.</summary>
    public const string Additions = """
        ALTER TABLE sms ADD COLUMN alert INTEGER;
        ALTER TABLE sms ADD COLUMN unwanted_ms INTEGER;
        ALTER TABLE sms ADD COLUMN handed_ms INTEGER;
        ALTER TABLE sms ADD COLUMN sent_ms INTEGER;
        ALTER TABLE sms ADD COLUMN delivered_ms INTEGER;
        UPDATE sms SET priority = 3 WHERE priority = 2;
        CREATE INDEX sms_about ON sms (alert) WHERE state IN ('Queued', 'Submitted');
        """;

    private const string Columns =
        "id, message, recipient, text, priority, state, way, attempt, reference, created_ms, next_ms, troubled_ms, not_after_ms, words, alert, unwanted_ms, handed_ms, sent_ms, delivered_ms";

    // 48 h: then the modem's numbers may be of other messages.
    private const long DeliveryToldMs = 172_800_000;

    private const string Open = "state IN ('Queued', 'Submitted', 'Sent')";

    /// <summary>A row that is there already stays as it is: the same message may be announced again.</summary>
    public static void Insert(SqliteConnection db, SmsRow row)
    {
        db.Execute(
            $"INSERT OR IGNORE INTO sms ({Columns}, changed_ms) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @9)",
            row.Id,
            row.Message,
            row.To.Digits,
            row.Text,
            (int)row.Priority,
            row.State.ToString(),
            row.Way,
            row.Attempt,
            row.Reference,
            row.CreatedMs,
            row.NextMs,
            row.TroubledMs,
            row.NotAfterMs,
            row.Words,
            row.Alert,
            row.UnwantedMs,
            row.HandedMs,
            row.SentMs,
            row.DeliveredMs
        );
        var dropped = db.Execute(
            $"""
            UPDATE sms SET state = 'Cancelled', words = 'the outbox is full' WHERE rowid IN (
                SELECT rowid FROM sms WHERE state = 'Queued' AND {Open}
                ORDER BY priority DESC, created_ms DESC LIMIT -1 OFFSET @0)
            """,
            CourierOptions.MaxQueued
        );
        SmsMetrics.Dropped.Add(dropped);
    }

    /// <summary>
    /// Only where it is still as it was: a gateway's word may overtake the answer to the hand-over. What was cancelled meanwhile and
    /// went to a gateway all the same is with that gateway, and taken back there.
    /// </summary>
    public static void Update(SqliteConnection db, SmsRow before, SmsRow row, long nowMs) =>
        db.Execute(
            """
            UPDATE sms SET state = @1, way = @2, attempt = @3, reference = @4, next_ms = @5, troubled_ms = @6, words = @7,
                changed_ms = @8, handed_ms = @9, sent_ms = @10, delivered_ms = @11, not_after_ms = @12
            WHERE id = @0 AND attempt = @13 AND state IN (@14, 'Cancelled')
            """,
            row.Id,
            row.State.ToString(),
            row.Way,
            row.Attempt,
            row.Reference,
            row.NextMs,
            row.TroubledMs,
            row.Words,
            nowMs,
            row.HandedMs,
            row.SentMs,
            row.DeliveredMs,
            row.NotAfterMs,
            before.Attempt,
            before.State.ToString()
        );

    /// <summary>What may be handed to a way now: fire first, and the oldest of its kind.</summary>
    /// <param name="isLast">There is no way behind it: rows of one that there was are its own.</param>
    public static IReadOnlyList<SmsRow> Due(SqliteConnection db, int way, bool isLast, long nowMs, int limit) =>
        db.Rows(
            $"""
            SELECT {Columns} FROM sms WHERE state = 'Queued' AND {Open} AND next_ms <= @0 AND (way = @2 OR @3 AND way > @2)
            ORDER BY priority DESC, created_ms, rowid LIMIT @1
            """,
            Read,
            nowMs,
            limit,
            way,
            isLast
        );

    /// <summary>What was tried at a way and waits there for another try is due now.</summary>
    public static void Hasten(SqliteConnection db, int way, long nowMs) =>
        db.Execute(
            $"UPDATE sms SET next_ms = @1 WHERE state = 'Queued' AND {Open} AND way = @0 AND troubled_ms IS NOT NULL AND next_ms > @1",
            way,
            nowMs
        );

    /// <summary>What a gateway has: those of which it has told nothing first, then the youngest whose delivery may be told.</summary>
    public static IReadOnlyList<SmsRow> InHand(SqliteConnection db, int way, bool isLast, long nowMs, int limit) =>
        db.Rows(
            $"""
            SELECT {Columns} FROM sms WHERE {Open} AND (way = @0 OR @3 AND way > @0) AND (state = 'Submitted' OR state = 'Sent' AND created_ms > @1)
            ORDER BY state DESC, created_ms DESC LIMIT @2
            """,
            Read,
            way,
            nowMs - DeliveryToldMs,
            limit,
            isLast
        );

    /// <summary>
    /// What an alert told is over. What waits is cancelled at once, what a gateway has is taken back by the courier where that
    /// can be.
    /// </summary>
    /// <param name="keep">The message that tells of the end: its texts are about the same alert, and stay.</param>
    /// <param name="to">Only those to one person; null: to everybody.</param>
    public static void CancelAbout(
        SqliteConnection db,
        long alert,
        long nowMs,
        string? keep = null,
        PhoneNumber? to = null
    )
    {
        db.Execute(
            "UPDATE sms SET state = 'Cancelled', unwanted_ms = @1, changed_ms = @1 WHERE alert = @0 AND state IN ('Queued', 'Submitted') AND state = 'Queued' AND (@2 IS NULL OR recipient = @2) AND message <> @3",
            alert,
            nowMs,
            to?.Digits,
            keep ?? ""
        );
        db.Execute(
            "UPDATE sms SET unwanted_ms = @1 WHERE alert = @0 AND state IN ('Queued', 'Submitted') AND state = 'Submitted' AND unwanted_ms IS NULL AND (@2 IS NULL OR recipient = @2) AND message <> @3",
            alert,
            nowMs,
            to?.Digits,
            keep ?? ""
        );
    }

    /// <summary>
    /// What this text tells, older ones to the same phone about the same alert need tell no more: those that wait are not sent, those
    /// that a gateway has for a minute are taken back where that can be; a younger one may be on the air, and is nearer to the phone.
    /// It is as urgent as they were. Who comes (<c>echo</c>) is another matter.
    /// </summary>
    public static void Supersede(SqliteConnection db, SmsRow newer, long nowMs)
    {
        const string Older = """
            alert = @0 AND state IN ('Queued', 'Submitted') AND recipient = @1 AND id <> @2 AND unwanted_ms IS NULL
            AND (state = 'Queued' OR changed_ms <= @3 - 60000)
            AND id NOT IN (SELECT id FROM call WHERE incident = @0 AND step LIKE 'echo-%')
            """;
        db.Execute(
            $"UPDATE sms SET priority = max(priority, (SELECT coalesce(max(priority), 0) FROM sms WHERE {Older})) WHERE id = @2",
            newer.Alert,
            newer.To.Digits,
            newer.Id,
            nowMs
        );
        db.Execute(
            $"UPDATE sms SET unwanted_ms = @3, words = 'a newer text tells it', state = CASE state WHEN 'Queued' THEN 'Cancelled' ELSE state END, changed_ms = CASE state WHEN 'Queued' THEN @3 ELSE changed_ms END WHERE {Older}",
            newer.Alert,
            newer.To.Digits,
            newer.Id,
            nowMs
        );
    }

    /// <summary>Whether a newer text to the same phone tells, or told, of the same alert.</summary>
    public static bool HasNewer(SqliteConnection db, SmsRow row) =>
        db.Number(
            """
            SELECT count(*) FROM sms WHERE alert = @0 AND recipient = @1 AND id <> @2
            AND rowid > (SELECT rowid FROM sms WHERE id = @2) AND state IN ('Queued', 'Submitted', 'Sent', 'Delivered')
            """,
            row.Alert,
            row.To.Digits,
            row.Id
        ) > 0;

    /// <summary>As <see cref="OutgoingSms.Handle"/>, of the attempt that it names; null: that one is over.</summary>
    public static SmsRow? FindByHandle(SqliteConnection db, string handle)
    {
        var dot = handle.LastIndexOf('.');
        return dot > 0 && Find(db, handle[..dot]) is { } row && row.Outgoing().Handle == handle && row.IsOpen
            ? row
            : null;
    }

    /// <summary>Texts of a fire that the network has not, and whose turn is before then.</summary>
    public static long CountOfFire(SqliteConnection db, long beforeMs) =>
        db.Number(
            "SELECT count(*) FROM sms WHERE state IN ('Queued', 'Submitted') AND priority = @0 AND (state = 'Submitted' OR next_ms < @1)",
            (int)SmsPriority.Fire,
            beforeMs
        );

    /// <summary>Texts below fire that a gateway has since then, and has not sent.</summary>
    public static long CountInHand(SqliteConnection db, int way, long sinceMs) =>
        db.Number(
            "SELECT count(*) FROM sms WHERE state = 'Submitted' AND way = @0 AND priority < @1 AND changed_ms > @2",
            way,
            (int)SmsPriority.Fire,
            sinceMs
        );

    /// <summary>Over all and, of what ended, since then.</summary>
    public static SmsCounts Count(SqliteConnection db, long sinceMs) =>
        new(
            db.Number($"SELECT count(*) FROM sms WHERE state = 'Queued' AND {Open}"),
            db.Number($"SELECT count(*) FROM sms WHERE state = 'Submitted' AND {Open}"),
            db.Number("SELECT count(*) FROM sms WHERE sent_ms > @0", sinceMs),
            db.Number(
                "SELECT count(*) FROM sms WHERE state IN ('Failed', 'Expired', 'Undelivered') AND changed_ms > @0",
                sinceMs
            )
        );

    public static SmsRow? Find(SqliteConnection db, string id) =>
        db.Rows($"SELECT {Columns} FROM sms WHERE id = @0", Read, id) is [var row] ? row : null;

    /// <summary>All texts about an alert, the first to be written first.</summary>
    public static IReadOnlyList<SmsRow> About(SqliteConnection db, long alert) =>
        db.Rows($"SELECT {Columns} FROM sms WHERE alert = @0 ORDER BY rowid", Read, alert);

    public static void ForgetOldest(SqliteConnection db) =>
        db.Execute(
            $"DELETE FROM sms WHERE rowid IN (SELECT rowid FROM sms WHERE state NOT IN ('Queued', 'Submitted') ORDER BY rowid DESC LIMIT -1 OFFSET @0)",
            CourierOptions.MaxRemembered
        );

    private static SmsRow Read(SqliteDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            PhoneNumber.TryParse("+" + row.GetString(2), out var to) ? to : default,
            row.GetString(3),
            (SmsPriority)row.GetInt32(4),
            Enum.Parse<SmsState>(row.GetString(5)),
            row.GetInt32(6),
            row.GetInt32(7),
            row.TextOrNull(8),
            row.GetInt64(9),
            row.GetInt64(10),
            row.NumberOrNull(11),
            row.GetInt64(12),
            row.TextOrNull(13),
            row.NumberOrNull(14),
            row.NumberOrNull(15),
            row.NumberOrNull(16),
            row.NumberOrNull(17),
            row.NumberOrNull(18)
        );
}

/// <param name="InHand">At a gateway, and not told as sent.</param>
/// <param name="Failed">Refused, expired, or never received by the phone.</param>
internal sealed record SmsCounts(long Waiting, long InHand, long Sent, long Failed);
