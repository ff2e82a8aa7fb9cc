using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;
using Vigia.Server.Rules.People;

namespace Vigia.Server.Rules.Replay;

/// <summary>What people said of fire, as the service's store has it; it may be running. A record without a store has none.</summary>
internal static class WordRecord
{
    public static IReadOnlyList<PersonWord> In(string folder)
    {
        var file = Path.Combine(folder, StoreFile.Name);
        if (!File.Exists(file))
        {
            return [];
        }

        using var db = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        db.Open();
        // A store of an older version has none either.
        return db.Number("SELECT count(*) FROM sqlite_master WHERE name = 'person_word'") == 0 ? [] : [.. All(db)];
    }

    private static IEnumerable<PersonWord> All(SqliteConnection db)
    {
        var last = 0L;
        while (WordTable.After(db, last) is { Count: > 0 } words)
        {
            foreach (var (number, word) in words)
            {
                last = number;
                yield return word;
            }
        }
    }
}
