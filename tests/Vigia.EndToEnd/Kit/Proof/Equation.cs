using System.Text;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.EndToEnd.Kit.Proof;

/// <summary>What a row of the suite itself took away; everything else must be whole.</summary>
internal sealed record Allowed
{
    public static readonly Allowed Nothing = new();

    /// <summary>Kills of agents: each may cost the one pack that was sampled and not yet in the young store.</summary>
    public int AgentKills { get; init; }

    /// <summary>Exactly these are named gaps.</summary>
    public IReadOnlySet<PackIdentity> Gaps { get; init; } = new HashSet<PackIdentity>();

    /// <summary>Exactly these are refused.</summary>
    public IReadOnlySet<PackIdentity> Refused { get; init; } = new HashSet<PackIdentity>();

    /// <summary>Exactly these are in no set of the ledger any more, because the row lost the ledger's memory of them.</summary>
    public IReadOnlySet<PackIdentity> Forgotten { get; init; } = new HashSet<PackIdentity>();

    /// <summary>What collisions of series and time may cost: one with one machine, more where two give the same series.</summary>
    public long MovedMs { get; init; } = 1;

    /// <summary>The row gave nodes or server a wrong clock: times are proved by the row itself.</summary>
    public bool ClocksMoved { get; init; }
}

/// <summary>
/// The equation that every loss test proves: sampled = stored + refused + named gaps + at most one open pack an agent kill;
/// no pack twice; values and times as sampled. Compares sets, and fails with the identities that are missing or too many.
/// </summary>
internal sealed class Equation(IReadOnlyList<SampledPack> sampled, LedgerCopy ledger, Allowed allowed)
{
    private const int Shown = 12;

    private readonly StringBuilder wrong = new();
    private readonly PackDecoder decoder = new();
    private readonly Pack pack = new();

    public void Holds()
    {
        Assert.NotEmpty(sampled);
        var packs = ledger.Rows.Where(row => !row.Plain).ToList();
        var stored = packs.Select(IdentityOf).ToHashSet();
        var refused = ledger.Refused.Where(r => r.Settles).Select(r => r.Identity).OfType<PackIdentity>().ToHashSet();
        var gaps = ledger.Gaps.SelectMany(gap => gap.Identities()).ToHashSet();
        var all = sampled.Select(s => s.Identity).ToHashSet();

        Same("refused", refused.Except(stored), allowed.Refused);
        Same("a named gap", gaps, allowed.Gaps);
        None("stored twice", packs.GroupBy(IdentityOf).Where(g => g.Count() > 1).Select(g => g.Key));
        None("stored and a gap", stored.Where(gaps.Contains));
        None("stored and never sampled", stored.Where(id => !all.Contains(id)));
        JudgeMissing(all.Where(id => !stored.Contains(id) && !refused.Contains(id) && !gaps.Contains(id)).ToHashSet());
        CompareContents(packs);
        Assert.True(wrong.Length == 0, $"{Summary(packs.Count, refused.Count, gaps.Count)}\n{wrong}");
    }

    private static PackIdentity IdentityOf(LedgerRow row) => new(row.Node, row.Boot, row.Seq);

    private string Summary(int stored, int refused, int gaps) =>
        $"sampled {sampled.Count}, stored {stored}, refused {refused}, in gaps {gaps}, kills {allowed.AgentKills}: the equation does not hold";

    private void JudgeMissing(HashSet<PackIdentity> missing)
    {
        missing.ExceptWith(allowed.Forgotten);
        var last = sampled.GroupBy(s => s.Identity.Boot).ToDictionary(g => g.Key, g => g.Max(s => s.Identity.Seq));
        None("missing", missing.Where(id => id.Seq != last[id.Boot]));
        if (missing.Count > allowed.AgentKills)
        {
            None($"missing, where {allowed.AgentKills} open packs may be", missing);
        }
    }

    private void CompareContents(IEnumerable<LedgerRow> packs)
    {
        var bySeq = sampled.GroupBy(s => s.Identity).ToDictionary(g => g.Key, g => g.Last());
        foreach (var row in packs)
        {
            if (bySeq.TryGetValue(IdentityOf(row), out var origin))
            {
                CompareContents(row, origin);
            }
        }
    }

    private void CompareContents(LedgerRow row, SampledPack origin)
    {
        if (decoder.Decode(row.Bytes, row.Node, pack) is { } refusal)
        {
            wrong.AppendLine($"stored, but its bytes are {refusal}: {origin.Identity}");
            return;
        }

        var values = pack.Readings.Select(r => (r.Point, Referee.Canonical(r.Value, r.Fault)));
        if (!values.SequenceEqual(origin.Values))
        {
            wrong.AppendLine($"other values than sampled: {origin.Identity}");
        }

        if (
            !allowed.ClocksMoved
            && origin.Clock != ClockQuality.None
            && Math.Abs(row.TimeMs - origin.TimeMs) > allowed.MovedMs
        )
        {
            wrong.AppendLine($"sampled at {origin.TimeMs}, stored at {row.TimeMs}: {origin.Identity}");
        }
    }

    private void Same(string what, IEnumerable<PackIdentity> found, IReadOnlySet<PackIdentity> wanted)
    {
        var set = found.ToHashSet();
        None(what, set.Where(id => !wanted.Contains(id)));
        None($"not {what}, but should be", wanted.Where(id => !set.Contains(id)));
    }

    private void None(string what, IEnumerable<PackIdentity> identities)
    {
        var list = identities.Order(Comparer<PackIdentity>.Create(Compare)).ToList();
        if (list.Count > 0)
        {
            var more = list.Count > Shown ? $" … and {list.Count - Shown} more" : "";
            wrong.AppendLine($"{what}: {string.Join(", ", list.Take(Shown))}{more}");
        }
    }

    private static int Compare(PackIdentity a, PackIdentity b) =>
        (a.Node, a.Boot.Value, a.Seq).CompareTo((b.Node, b.Boot.Value, b.Seq));
}
