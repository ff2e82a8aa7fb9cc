using System.Text.Json;
using Vigia.Server.Alerts;
using Vigia.Server.Ledger;
using Vigia.Server.Storage;
using Vigia.Wire;

namespace Vigia.Server.Demo;

/// <summary>
/// What is in the stores when nothing moves any more. Packs are counted, by their identity (node, boot, seq): sampled are
/// those of the nodes' own lists, written before any outbox had them; lost is what of these is neither stored nor refused.
/// </summary>
internal sealed record Tally(long Sampled, long Stored, long Refused, long Lost, long Alarms, long Messages)
{
    /// <summary>The demonstration's last line, the same in every language: programs read it.</summary>
    public override string ToString() =>
        $"sampled {Sampled}, stored {Stored}, lost {Lost}, refused {Refused}, alarms {Alarms}, messages {Messages}";

    public static Tally Count(DemoFolder folder)
    {
        using var ledger = SqliteDb.OpenReadOnly(Path.Combine(folder.Path, LedgerFile.Name));
        using var alerts = SqliteDb.OpenReadOnly(Path.Combine(folder.Path, StoreFile.Name));
        var none = new Tally(0, 0, 0, 0, CountAlerts(alerts), CountHanded(alerts));
        return Directory.GetFiles(folder.Sampled).Aggregate(none, (sum, file) => sum.With(file, ledger));
    }

    private static long CountAlerts(SqliteDb db) => db.Scalar("SELECT count(*) FROM alert");

    // Texts that a way has taken, each to one phone.
    private static long CountHanded(SqliteDb db) =>
        db.Scalar("SELECT count(*) FROM sms WHERE state IN ('Submitted', 'Sent', 'Delivered', 'Undelivered')");

    // One node after the other: its packs are all that is held in memory.
    private Tally With(string file, SqliteDb ledger)
    {
        var node = Path.GetFileNameWithoutExtension(file);
        var sampled = File.ReadLines(file).Select(PackOf).ToHashSet();
        var stored = Packs(ledger, node, "SELECT boot, seq FROM pack WHERE plain = 0 AND node_id = ?");
        var refused = Packs(ledger, node, "SELECT boot, seq FROM refused WHERE settles = 1 AND node_id = ?");
        stored.IntersectWith(sampled);
        refused.IntersectWith(sampled);
        refused.ExceptWith(stored);
        return this with
        {
            Sampled = Sampled + sampled.Count,
            Stored = Stored + stored.Count,
            Refused = Refused + refused.Count,
            Lost = Lost + sampled.Count - stored.Count - refused.Count,
        };
    }

    private static HashSet<(BootId Boot, long Seq)> Packs(SqliteDb ledger, string node, string sql)
    {
        using var named = ledger.Query("SELECT id FROM node WHERE name = ?").Bind(1, node);
        var packs = new HashSet<(BootId, long)>();
        if (!named.Step())
        {
            return packs;
        }

        using var query = ledger.Query(sql).Bind(1, named.Int64(0));
        while (query.Step())
        {
            packs.Add((BootId.FromColumn(query.Int64(0)), query.Int64(1)));
        }

        return packs;
    }

    private static (BootId Boot, long Seq) PackOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        return (
            BootId.Parse(json.RootElement.GetProperty("boot").GetString()!),
            json.RootElement.GetProperty("seq").GetInt64()
        );
    }
}
