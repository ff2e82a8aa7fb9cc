using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Ingest;

/// <summary>What one turn saw of one boot, from which its acks are made.</summary>
internal sealed class Touched(BootSets sets)
{
    private readonly List<long> received = [];
    private readonly List<RefusedSeq> refused = [];

    public BootSets Sets { get; } = sets;

    /// <summary>Sets changed and must be written.</summary>
    public bool Changed { get; set; }

    /// <summary>
    /// The node spoke of this boot itself. One that is closed because it is silent of it gets no ack, whatever else arrives of it:
    /// another machine of its name may hold what was named lost, and tells by <c>held</c>.
    /// </summary>
    public bool Spoken { get; set; }

    public void Received(long seq)
    {
        Spoken = true;
        received.Add(seq);
    }

    public void Refused(long seq, string reason) => refused.Add(new RefusedSeq(seq, reason));

    /// <summary>One ack, and further ones where the settled ranges don't fit into one.</summary>
    public IEnumerable<Ack> Acks(string by)
    {
        if (!Spoken || Sets.Closed)
        {
            yield break;
        }

        var ranges = SettledRanges();
        IReadOnlyList<RefusedSeq> reasons =
            Sets.Newest.Count + refused.Count == 0 ? [] : [.. Sets.Newest.Union(refused)];
        for (var at = 0; at == 0 || at < ranges.Count || at < reasons.Count; at += Ack.MaxRanges)
        {
            yield return new Ack(by, Sets.Boot, Sets.UpTo, Page(ranges, at), Page(reasons, at), []);
        }
    }

    private static IReadOnlyList<T> Page<T>(IReadOnlyList<T> all, int at) =>
        all.Count <= Ack.MaxRanges && at == 0 ? all : [.. all.Skip(at).Take(Ack.MaxRanges)];

    private List<SeqRange> SettledRanges()
    {
        var ranges = new List<SeqRange>();
        received.Sort();
        foreach (var seq in received)
        {
            var covered = seq <= Sets.UpTo || (ranges.Count > 0 && seq <= ranges[^1].Last);
            if (!covered && Sets.Of(seq) is Standing.Stored or Standing.Refused)
            {
                ranges.Add(Sets.RunAround(seq));
            }
        }

        return ranges;
    }
}
