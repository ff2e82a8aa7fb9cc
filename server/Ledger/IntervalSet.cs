using Vigia.Wire;

namespace Vigia.Server.Ledger;

/// <summary>A set of seqs kept as disjoint ranges in order; what changed since the last <see cref="TakeChanges"/> is remembered for the database.</summary>
internal sealed class IntervalSet
{
    private readonly List<SeqRange> ranges = [];
    private readonly List<Change> changes = [];

    internal readonly record struct Change(bool Added, SeqRange Range);

    public IReadOnlyList<SeqRange> Ranges => ranges;

    public long Count { get; private set; }

    /// <summary>Restores a range read from the database: no change. Ranges come in order.</summary>
    public void Load(SeqRange range)
    {
        ranges.Add(range);
        Count += range.Count;
    }

    public bool Contains(long seq) => RangeOf(seq) is not null;

    public SeqRange? RangeOf(long seq)
    {
        var at = IndexAtOrBefore(seq);
        return at >= 0 && ranges[at].Contains(seq) ? ranges[at] : null;
    }

    /// <summary>First seq of the set at or after <paramref name="seq"/>, or null.</summary>
    public long? FirstFrom(long seq)
    {
        var at = IndexAtOrBefore(seq);
        if (at >= 0 && ranges[at].Contains(seq))
        {
            return seq;
        }

        return at + 1 < ranges.Count ? ranges[at + 1].First : null;
    }

    /// <summary>Adds seqs none of which are in the set yet; joins what touches.</summary>
    public void Add(SeqRange added)
    {
        Count += added.Count;
        var at = IndexAtOrBefore(added.First);
        if (at >= 0 && ranges[at].Last + 1 == added.First)
        {
            added = added with { First = ranges[at].First };
            RemoveAt(at--);
        }

        if (at + 1 < ranges.Count && ranges[at + 1].First == added.Last + 1)
        {
            added = added with { Last = ranges[at + 1].Last };
            RemoveAt(at + 1);
        }

        InsertAt(at + 1, added);
    }

    /// <summary>Takes out one seq, splitting its range. False when it is not there.</summary>
    public bool Remove(long seq)
    {
        var at = IndexAtOrBefore(seq);
        if (at < 0 || !ranges[at].Contains(seq))
        {
            return false;
        }

        var range = ranges[at];
        Count--;
        RemoveAt(at);
        if (seq < range.Last)
        {
            InsertAt(at, range with { First = seq + 1 });
        }

        if (seq > range.First)
        {
            InsertAt(at, range with { Last = seq - 1 });
        }

        return true;
    }

    /// <summary>Takes out everything from <paramref name="seq"/> on; gives what it was, in order.</summary>
    public IReadOnlyList<SeqRange> CutFrom(long seq)
    {
        var cut = new List<SeqRange>();
        while (ranges.Count > 0 && ranges[^1].Last >= seq)
        {
            var range = ranges[^1];
            RemoveAt(ranges.Count - 1);
            if (range.First < seq)
            {
                InsertAt(ranges.Count, range with { Last = seq - 1 });
                range = range with { First = seq };
            }

            Count -= range.Count;
            cut.Insert(0, range);
        }

        return cut;
    }

    public IReadOnlyList<Change> TakeChanges()
    {
        if (changes.Count == 0)
        {
            return [];
        }

        Change[] taken = [.. changes];
        changes.Clear();
        return taken;
    }

    private void RemoveAt(int at)
    {
        changes.Add(new Change(Added: false, ranges[at]));
        ranges.RemoveAt(at);
    }

    private void InsertAt(int at, SeqRange range)
    {
        changes.Add(new Change(Added: true, range));
        ranges.Insert(at, range);
    }

    private int IndexAtOrBefore(long seq)
    {
        var (low, high) = (0, ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].First <= seq)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high;
    }
}
