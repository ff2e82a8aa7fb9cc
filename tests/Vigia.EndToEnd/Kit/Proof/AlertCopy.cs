using System.Text.Json;
using Microsoft.Data.Sqlite;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.EndToEnd.Kit.Proof;

/// <summary>A message as the dry-run gateway took it.</summary>
internal sealed record SentMessage(string Kind, string Code, string Text, long HandedMs);

/// <summary>What stands in <c>vigia.db</c> and beside it.</summary>
internal static class AlertCopy
{
    // The example farm file, which a server takes that has none of its own.
    private const double Hot = 38;

    public static IReadOnlyList<SentMessage> Messages(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "messages.jsonl");
        return File.Exists(path) ? [.. File.ReadLines(path).Where(line => line.EndsWith('}')).Select(ReadMessage)] : [];
    }

    public static IReadOnlyCollection<string> Quarantine(string dataFolder) =>
        Select(dataFolder, "SELECT line FROM quarantine");

    public static int OpenAlerts(string dataFolder) =>
        Select(dataFolder, "SELECT state FROM alert WHERE state NOT IN ('Cleared', 'False', 'Closed')").Count;

    public static int WaitingMessages(string dataFolder) =>
        Select(dataFolder, "SELECT id FROM message WHERE state = 'Waiting'").Count;

    /// <summary>What became of the calls of sirens, in order: <c>siren-1 inv1 Sounds</c>.</summary>
    public static IReadOnlyList<string> Sirens(string dataFolder) =>
        Select(
            dataFolder,
            "SELECT step || ' ' || coalesce(outcome, '') FROM call WHERE means = 'Siren' ORDER BY rowid"
        );

    public static bool IsHot(LedgerRow row)
    {
        var pack = new Pack();
        return new PackDecoder().Decode(row.Bytes, row.Node, pack) is null
            && pack.Readings.Any(reading => reading is { Point: "air", Value: > Hot });
    }

    private static List<string> Select(string dataFolder, string sql)
    {
        using var db = new SqliteConnection(
            $"Data Source={Path.Combine(dataFolder, "vigia.db")};Mode=ReadOnly;Pooling=False"
        );
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var texts = new List<string>();
        while (rows.Read())
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }

    private static SentMessage ReadMessage(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return new SentMessage(
            root.GetProperty("kind").GetString()!,
            root.GetProperty("code").GetString()!,
            root.GetProperty("text").GetString()!,
            root.GetProperty("handed").GetInt64()
        );
    }
}
