using Vigia.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Outbox;

/// <summary>Packs of one boot, in the order of their seqs.</summary>
internal sealed class MemoryBoot
{
    public List<StoredPack> Rows { get; } = [];

    public StoredPack? AtOrAfter(long seq)
    {
        var at = IndexAtOrAfter(seq);
        return at < Rows.Count ? Rows[at] : null;
    }

    /// <summary>What stood in its place, if anything.</summary>
    public StoredPack? Put(StoredPack pack)
    {
        var at = IndexAtOrAfter(pack.Seq);
        if (at == Rows.Count || Rows[at].Seq != pack.Seq)
        {
            Rows.Insert(at, pack);
            return null;
        }

        var before = Rows[at];
        Rows[at] = pack;
        return before;
    }

    public List<StoredPack> Take(SeqRange seqs)
    {
        var first = IndexAtOrAfter(seqs.First);
        var count = Math.Max(0, IndexAtOrAfter(seqs.Last + 1) - first);
        var gone = Rows.GetRange(first, count);
        Rows.RemoveRange(first, count);
        return gone;
    }

    private int IndexAtOrAfter(long seq)
    {
        var (low, high) = (0, Rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Rows[middle].Seq < seq)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
