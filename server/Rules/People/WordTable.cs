using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;

namespace Vigia.Server.Rules.People;

/// <summary>One row a word, in the order in which they were said: at once the audit of who said what.</summary>
internal static class WordTable
{
    /// <summary>Words of one look.</summary>
    public const int Most = 100;

    public const string CursorName = "words";

    public const string Schema = """
        CREATE TABLE person_word (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL, zone TEXT NOT NULL, who TEXT NOT NULL, means TEXT NOT NULL,
            at_ms INTEGER NOT NULL, until_ms INTEGER
        );
        """;

    public static void Insert(SqliteConnection db, PersonWord word)
    {
        db.Execute(
            "INSERT INTO person_word (kind, zone, who, means, at_ms, until_ms) VALUES (@0, @1, @2, @3, @4, @5)",
            $"{word.Kind}",
            word.Zone,
            word.By.Who,
            $"{word.By.Means}",
            word.At.ToUnixTimeMilliseconds(),
            word.Until?.ToUnixTimeMilliseconds()
        );
        db.Execute("DELETE FROM person_word WHERE id <= last_insert_rowid() - @0", WordBook.MaxKept);
    }

    public static List<NumberedWord> After(SqliteConnection db, long number) =>
        db.Rows(
            "SELECT kind, zone, who, means, at_ms, until_ms, id FROM person_word WHERE id > @0 ORDER BY id LIMIT @1",
            row => new NumberedWord(row.GetInt64(6), Read(row)),
            number,
            Most
        );

    /// <summary>The last that was said of burning at each zone, where that lasts.</summary>
    public static List<Burn> BurnsAt(SqliteConnection db, long nowMs) =>
        db.Rows(
            """
            SELECT zone, at_ms, until_ms, who FROM person_word
            WHERE id IN (SELECT max(id) FROM person_word WHERE kind IN ('Burn', 'BurnEnds') GROUP BY zone)
                AND kind = 'Burn' AND until_ms > @0
            ORDER BY zone
            """,
            row => new Burn(row.GetString(0), Time(row.GetInt64(1)), Time(row.GetInt64(2)), row.GetString(3)),
            nowMs
        );

    /// <summary>How far the rules have heard; 0 in a store that they know nothing of.</summary>
    public static long Heard(SqliteConnection db) => CursorTable.Read(db, CursorName).Row;

    public static void SetHeard(SqliteConnection db, long number) =>
        CursorTable.Write(db, CursorName, new Cursor("", number));

    private static PersonWord Read(SqliteDataReader row) =>
        new(
            Enum.Parse<WordKind>(row.GetString(0)),
            row.GetString(1),
            new By(row.GetString(2), Enum.Parse<Means>(row.GetString(3))),
            Time(row.GetInt64(4)),
            row.NumberOrNull(5) is { } until ? Time(until) : null
        );

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
