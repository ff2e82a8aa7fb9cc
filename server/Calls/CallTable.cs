using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;
using Vigia.Server.Calls.Core;

namespace Vigia.Server.Calls;

/// <summary>Who was called and who answered, and how far the calling of each incident is.</summary>
internal static class CallTable
{
    /// <summary>Rows of each table that are kept; the oldest go first.</summary>
    public const int MaxRows = 200_000;

    public const string Schema = """
        CREATE TABLE calling (alert INTEGER PRIMARY KEY, is_open INTEGER NOT NULL, json TEXT NOT NULL);
        CREATE INDEX calling_open ON calling (alert) WHERE is_open = 1;
        CREATE TABLE call (
            id TEXT PRIMARY KEY,
            incident INTEGER, person TEXT NOT NULL, step TEXT NOT NULL, at_ms INTEGER NOT NULL,
            means TEXT NOT NULL, grade TEXT NOT NULL, outcome TEXT, unpersisted INTEGER NOT NULL
        );
        CREATE INDEX call_of ON call (incident);
        CREATE INDEX call_at ON call (at_ms);
        CREATE TABLE answer (
            id TEXT PRIMARY KEY,
            incident INTEGER, person TEXT NOT NULL, word TEXT NOT NULL, at_ms INTEGER NOT NULL, means TEXT NOT NULL
        );
        CREATE INDEX answer_of ON answer (incident);
        CREATE TABLE held (
            id TEXT PRIMARY KEY,
            incident INTEGER NOT NULL, person TEXT NOT NULL, step TEXT NOT NULL, why TEXT NOT NULL,
            at_ms INTEGER NOT NULL, told_ms INTEGER
        );
        CREATE INDEX held_waiting ON held (person) WHERE told_ms IS NULL;
        CREATE TABLE joined (
            person TEXT NOT NULL, role TEXT NOT NULL, until_ms INTEGER NOT NULL, PRIMARY KEY (person, role)
        ) WITHOUT ROWID;
        """;

    /// <summary>What was called already stays as it is.</summary>
    public static void Insert(SqliteConnection db, CallRow row) =>
        db.Execute(
            "INSERT OR IGNORE INTO call (id, incident, person, step, at_ms, means, grade, outcome, unpersisted) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8)",
            row.Id,
            row.Incident,
            row.Person,
            row.Step,
            row.AtMs,
            row.Means.ToString(),
            row.Grade.ToString(),
            row.Outcome,
            row.Unpersisted ? 1 : 0
        );

    public static void Insert(SqliteConnection db, AnswerRow row) =>
        db.Execute(
            "INSERT OR IGNORE INTO answer (id, incident, person, word, at_ms, means) VALUES (@0, @1, @2, @3, @4, @5)",
            row.Id,
            row.Incident,
            row.Person,
            row.Word,
            row.AtMs,
            row.Means.ToString()
        );

    public static void Insert(SqliteConnection db, HeldRow row) =>
        db.Execute(
            "INSERT OR IGNORE INTO held (id, incident, person, step, why, at_ms) VALUES (@0, @1, @2, @3, @4, @5)",
            row.Id,
            row.Incident,
            row.Person,
            row.Step,
            row.Why.ToString(),
            row.AtMs
        );

    public static void Save(SqliteConnection db, Calling state) =>
        db.Execute(
            "INSERT INTO calling (alert, is_open, json) VALUES (@0, @1, @2) ON CONFLICT (alert) DO UPDATE SET is_open = @1, json = @2",
            state.Alert,
            state.IsOver ? 0 : 1,
            state.ToJson()
        );

    public static void SetOutcome(SqliteConnection db, string id, string outcome) =>
        db.Execute("UPDATE call SET outcome = @1 WHERE id = @0", id, outcome);

    public static Calling? Find(SqliteConnection db, long alert) =>
        db.Rows("SELECT json FROM calling WHERE alert = @0", row => Calling.FromJson(row.GetString(0)), alert)
            is [var state]
            ? state
            : null;

    public static IReadOnlyList<Calling> Open(SqliteConnection db) =>
        [
            .. db.Rows("SELECT json FROM calling WHERE is_open = 1", row => Calling.FromJson(row.GetString(0)))
                .OfType<Calling>(),
        ];

    public static IReadOnlyList<CallRow> CallsOf(SqliteConnection db, long alert) =>
        db.Rows($"SELECT {Columns} FROM call WHERE incident = @0 ORDER BY at_ms, rowid", Read, alert);

    public static IReadOnlyList<CallRow> CallsSince(SqliteConnection db, long sinceMs) =>
        db.Rows($"SELECT {Columns} FROM call WHERE at_ms >= @0 ORDER BY at_ms, rowid", Read, sinceMs);

    public static bool Has(SqliteConnection db, string id) =>
        db.Number("SELECT count(*) FROM call WHERE id = @0", id) > 0;

    public static bool HasAnswer(SqliteConnection db, string id) =>
        db.Number("SELECT count(*) FROM answer WHERE id = @0", id) > 0;

    public static IReadOnlyList<AnswerRow> AnswersOf(SqliteConnection db, long alert) =>
        db.Rows(
            "SELECT id, incident, person, word, at_ms, means FROM answer WHERE incident = @0 ORDER BY at_ms, rowid",
            row => new AnswerRow(
                row.GetString(0),
                row.NumberOrNull(1),
                row.GetString(2),
                row.GetString(3),
                row.GetInt64(4),
                Enum.Parse<CallMeans>(row.GetString(5))
            ),
            alert
        );

    /// <summary>What nobody was told of yet.</summary>
    public static IReadOnlyList<HeldRow> Held(SqliteConnection db) =>
        db.Rows(
            "SELECT id, incident, person, step, why, at_ms FROM held WHERE told_ms IS NULL ORDER BY at_ms, rowid",
            row => new HeldRow(
                row.GetString(0),
                row.GetInt64(1),
                row.GetString(2),
                row.GetString(3),
                Enum.Parse<Reach>(row.GetString(4)),
                row.GetInt64(5)
            )
        );

    public static void MarkTold(SqliteConnection db, IEnumerable<HeldRow> rows, long nowMs)
    {
        foreach (var row in rows)
        {
            db.Execute("UPDATE held SET told_ms = @1 WHERE id = @0", row.Id, nowMs);
        }
    }

    /// <summary>Alerts of low severity that began since then and that no other explains, oldest first.</summary>
    public static IReadOnlyList<Alert> LowSince(SqliteConnection db, long sinceMs) =>
        db.Rows(
            $"SELECT {AlertTable.ColumnsOf("a")} FROM alert a WHERE raised_ms >= @0 AND severity IN ('Minor', 'Moderate') AND parent IS NULL ORDER BY id LIMIT 500",
            row => AlertTable.Read(row),
            sinceMs
        );

    public static void Join(SqliteConnection db, JoinedDuty duty) =>
        db.Execute(
            "INSERT INTO joined (person, role, until_ms) VALUES (@0, @1, @2) ON CONFLICT DO UPDATE SET until_ms = @2",
            duty.Person,
            duty.Role,
            duty.Until.ToUnixTimeMilliseconds()
        );

    public static IReadOnlyList<JoinedDuty> Joined(SqliteConnection db, long nowMs) =>
        db.Rows(
            "SELECT person, role, until_ms FROM joined WHERE until_ms > @0 ORDER BY until_ms, person",
            row => new JoinedDuty(
                row.GetString(0),
                row.GetString(1),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))
            ),
            nowMs
        );

    public static void ForgetOldest(SqliteConnection db)
    {
        foreach (var table in (ReadOnlySpan<string>)["call", "answer", "held"])
        {
            db.Execute(
                $"DELETE FROM {table} WHERE rowid <= (SELECT rowid FROM {table} ORDER BY rowid DESC LIMIT 1 OFFSET @0)",
                MaxRows
            );
        }

        db.Execute("DELETE FROM calling WHERE is_open = 0 AND alert NOT IN (SELECT id FROM alert)");
    }

    private const string Columns = "id, incident, person, step, at_ms, means, grade, outcome, unpersisted";

    private static CallRow Read(SqliteDataReader row) =>
        new(
            row.GetString(0),
            row.NumberOrNull(1),
            row.GetString(2),
            row.GetString(3),
            row.GetInt64(4),
            Enum.Parse<CallMeans>(row.GetString(5)),
            Enum.Parse<CallGrade>(row.GetString(6)),
            row.TextOrNull(7),
            row.GetInt64(8) != 0
        );
}

/// <summary>By what a person was reached.</summary>
internal enum CallMeans
{
    /// <summary>The text of the same id in table <c>sms</c>.</summary>
    Sms,

    /// <summary>The phone rang.</summary>
    Ring,
    Siren,
}

/// <summary>One call of one person.</summary>
/// <param name="Incident">Number of the alert; null: about none.</param>
/// <param name="Step">As <see cref="CallAct.Step"/>; also <c>siren-try</c>, <c>summary</c>, <c>digest</c>, <c>handover</c>, <c>bulletin</c>, <c>reply</c>.</param>
/// <param name="AtMs">Unix milliseconds of the world.</param>
/// <param name="Outcome">What became of a ring or a siren; of a text table <c>sms</c> says it.</param>
/// <param name="Unpersisted">Sent before it could be stored.</param>
internal sealed record CallRow(
    string Id,
    long? Incident,
    string Person,
    string Step,
    long AtMs,
    CallMeans Means,
    CallGrade Grade,
    string? Outcome = null,
    bool Unpersisted = false
)
{
    /// <summary>The end of a siren's sound.</summary>
    public bool IsQuiet => Means == CallMeans.Siren && Step.StartsWith("quiet-", StringComparison.Ordinal);
}

/// <param name="Word">As <see cref="Replies.ReplyWord"/>; <c>Unknown</c> where it was not understood.</param>
internal sealed record AnswerRow(string Id, long? Incident, string Person, string Word, long AtMs, CallMeans Means);

/// <summary>Something that was not told to a person at its time.</summary>
internal sealed record HeldRow(string Id, long Incident, string Person, string Step, Reach Why, long AtMs);
