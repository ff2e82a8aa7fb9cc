using System.Globalization;
using System.Text;
using Vigia.Server.Ledger;

namespace Vigia.Tests.Duel;

/// <summary>The equation of the wire contract (§7), pack by pack: each is stored, refused or named, and for a reason that is known.</summary>
internal sealed class DuelVerdict(
    DuelServer server,
    IReadOnlyCollection<DuelNode> nodes,
    DuelLink link,
    IReadOnlySet<PackKey> undone,
    IReadOnlySet<PackKey> unnamed
)
{
    private readonly StringBuilder wrong = new();
    private readonly Dictionary<Standing, long> counts = [];

    /// <summary>What breaks the equation, a line each; empty when it holds.</summary>
    public string Judge()
    {
        foreach (var node in nodes)
        {
            Judge(node);
        }

        Agree("rows", server.Ledger.Rows.Count, counts.GetValueOrDefault(Standing.Stored));
        var sets = server.Ledger.AllBoots.ToList();
        Agree("refused", sets.Sum(s => s.Refused.Count), counts.GetValueOrDefault(Standing.Refused));
        Agree("gaps", sets.Sum(s => s.Gaps.Count), counts.GetValueOrDefault(Standing.Gap));
        FindTwins();
        return wrong.ToString();
    }

    /// <summary>A schedule long enough that never showed some trouble has proved nothing about it.</summary>
    public IEnumerable<string> NeverSeen() =>
        new Dictionary<string, long>
        {
            ["stored"] = counts.GetValueOrDefault(Standing.Stored),
            ["refused"] = counts.GetValueOrDefault(Standing.Refused),
            ["named gap"] = counts.GetValueOrDefault(Standing.Gap),
            ["lost by a power cut"] = nodes.Sum(n => n.Lost.Count),
            ["dropped at a bound"] = nodes.Sum(n => n.Dropped.Count),
            ["given up"] = nodes.Sum(n => n.GivenUp.Count()),
            ["undone by a restore"] = undone.Count,
            ["cut short"] = link.CutShort.Count,
            ["shed"] = link.Shed,
            ["failed turn"] = server.FailedTurns,
            ["health lost"] = link.HealthsLost,
            ["health repeated"] = link.HealthsRepeated,
        }
            .Where(seen => seen.Value == 0)
            .Select(seen => seen.Key);

    public string Summary() =>
        $"sampled {nodes.Sum(n => n.Sampled.Count)}, "
        + string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}"))
        + $"; power cuts took {nodes.Sum(n => n.Lost.Count)}, overflow {nodes.Sum(n => n.Dropped.Count)}"
        + $", given up {nodes.Sum(n => n.GivenUp.Count())}, undone by restores {undone.Count}"
        + $", cut short {link.CutShort.Count}, shed {link.Shed}, turns failed {server.FailedTurns}"
        + $", healths lost {link.HealthsLost} repeated {link.HealthsRepeated}";

    private void Judge(DuelNode node)
    {
        if (node.Held > 0)
        {
            wrong.AppendLine(CultureInfo.InvariantCulture, $"{node.Held} packs are held still");
        }

        var gone = node.Gone.ToHashSet();
        foreach (var (key, header) in node.Sampled)
        {
            var standing = server.StandingOf(key);
            counts[standing] = counts.GetValueOrDefault(standing) + 1;
            var stored = server.Ledger.Rows.ContainsKey(key);
            if (stored != (standing == Standing.Stored) || !IsExcused(node, key, standing, gone))
            {
                wrong.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"{key}: {standing}, row {stored}, held {node.Holds(key)}, up {header.UpMs}"
                );
            }
        }
    }

    private bool IsExcused(DuelNode node, in PackKey key, Standing standing, HashSet<PackKey> gone) =>
        standing switch
        {
            Standing.Stored => !node.Misnamed.Contains(key),
            Standing.Refused => node.Misnamed.Contains(key) || link.CutShort.Contains(key),
            Standing.Gap => node.Lost.Contains(key) || gone.Contains(key) || undone.Contains(key),
            Standing.Unknown => node.Lost.Contains(key)
                || node.Forgotten.Contains(key)
                || undone.Contains(key)
                || unnamed.Contains(key),
            _ => false,
        };

    private void Agree(string what, long ledger, long expected)
    {
        if (ledger != expected)
        {
            wrong.AppendLine(
                CultureInfo.InvariantCulture,
                $"{what}: the ledger has {ledger}, of the nodes' {expected}"
            );
        }
    }

    // Two rows of one series and time would be one point in InfluxDB.
    private void FindTwins()
    {
        var times = new HashSet<(string, long)>();
        foreach (var (key, (time, _)) in server.Ledger.Rows)
        {
            if (!times.Add((key.Node, time.Ms)))
            {
                wrong.AppendLine(CultureInfo.InvariantCulture, $"two rows of {key.Node} at {time.Ms}");
            }
        }
    }
}
