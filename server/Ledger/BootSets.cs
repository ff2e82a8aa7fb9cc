using Vigia.Wire;

namespace Vigia.Server.Ledger;

/// <summary>What the ledger knows of one seq of a boot.</summary>
internal enum Standing
{
    Unknown,
    Stored,
    Refused,

    /// <summary>Named lost; stored after all if it arrives.</summary>
    Gap,

    /// <summary>Further above <see cref="BootSets.UpTo"/> than is remembered.</summary>
    TooFar,
}

/// <summary>
/// The three sets of one (node, boot): stored, refused, gap. All seqs up to <see cref="UpTo"/> are in one of them;
/// above it stored ones are bits. In memory; the ledger writes what changed in the transaction of the rows themselves.
/// </summary>
internal sealed class BootSets(string node, BootId boot)
{
    /// <summary>Bitmaps a boot may have above <see cref="UpTo"/>.</summary>
    public const int MaxChunks = 1024;

    /// <summary>Refusals whose reasons are repeated in every ack.</summary>
    public const int NewestRefusals = 8;

    private readonly Queue<RefusedSeq> newest = new();

    public string Node { get; } = node;

    public BootId Boot { get; } = boot;

    /// <summary>Every seq from 0 to this one is settled; −1 none.</summary>
    public long UpTo { get; private set; } = -1;

    /// <summary>The highest seq known to have been given, + 1: from packs and from <c>held</c>.</summary>
    public long Next { get; private set; }

    public long StoredCount { get; private set; }

    /// <summary>The node no longer holds anything of this boot.</summary>
    public bool Closed { get; private set; }

    /// <summary>In the database already, or only here.</summary>
    public bool Persisted { get; set; }

    public StoredBits Stored { get; } = new();

    public IntervalSet Refused { get; } = new();

    public IntervalSet Gaps { get; } = new();

    public IReadOnlyCollection<RefusedSeq> Newest => newest;

    public void Load(long upTo, long next, long storedCount, bool closed) =>
        (UpTo, Next, StoredCount, Closed, Persisted) = (upTo, next, storedCount, closed, true);

    /// <summary>Restores a refusal read from the database; they come in the order they were made.</summary>
    public void LoadRefused(long seq, string reason)
    {
        Remember(new RefusedSeq(seq, reason));
        if (!Refused.Contains(seq))
        {
            Refused.Add(new SeqRange(seq, seq));
        }
    }

    public Standing Of(long seq)
    {
        if (Gaps.Contains(seq))
        {
            return Standing.Gap;
        }

        if (Refused.Contains(seq))
        {
            return Standing.Refused;
        }

        if (seq <= UpTo || Stored.Contains(seq))
        {
            return Standing.Stored;
        }

        var chunk = seq / StoredBits.ChunkSeqs;
        return chunk - ((UpTo + 1) / StoredBits.ChunkSeqs) >= MaxChunks ? Standing.TooFar : Standing.Unknown;
    }

    /// <summary>Settles a seq that stands as unknown or gap: its row is in this transaction.</summary>
    public void Store(long seq)
    {
        StoredCount++;
        SeeNext(seq + 1);
        if (Gaps.Remove(seq) && seq <= UpTo)
        {
            return;
        }

        Stored.Add(seq);
        Advance();
    }

    /// <summary>Settles a seq by refusal.</summary>
    public void Refuse(long seq, Refusal reason)
    {
        Remember(new RefusedSeq(seq, reason.ToString()));
        SeeNext(seq + 1);
        if (Of(seq) is Standing.Stored or Standing.Refused)
        {
            return;
        }

        Gaps.Remove(seq);
        Refused.Add(new SeqRange(seq, seq));
        Advance();
    }

    /// <summary>The node says that below <paramref name="low"/> it holds nothing more: what is in no set becomes a named gap.</summary>
    /// <returns>How many seqs were named.</returns>
    public long NameGapsBelow(long low)
    {
        SeeNext(low);
        var before = Gaps.Count;
        while (UpTo + 1 < low)
        {
            var first = UpTo + 1;
            Gaps.Add(new SeqRange(first, Math.Min(low, FirstSettledAfter(first)) - 1));
            Advance();
        }

        return Gaps.Count - before;
    }

    /// <summary>
    /// The node says that it holds seqs from <paramref name="low"/> on. What was named lost there was only away: held by another
    /// machine of this name, or on a card that is back. It is no gap, and <see cref="UpTo"/> goes back before it.
    /// </summary>
    /// <returns>How many seqs were taken back.</returns>
    public long TakeBackGapsFrom(long low)
    {
        // Further down than bitmaps may reach, a gap stays a gap.
        var reach = UpTo - ((long)(MaxChunks - 1) * StoredBits.ChunkSeqs);
        var back = Gaps.CutFrom(Math.Max(low, reach));
        if (back.Count == 0)
        {
            return 0;
        }

        var was = UpTo;
        (UpTo, Closed) = (Math.Min(UpTo, back[0].First - 1), false);
        RememberStored(back, was);
        return back.Sum(range => range.Count);
    }

    /// <summary>The node told how many it has given so far.</summary>
    public void SeeNext(long next)
    {
        Next = Math.Max(Next, next);
    }

    /// <summary>The node speaks of this boot again, in <c>held</c>.</summary>
    public void Reopen() => Closed = false;

    /// <summary>The node holds nothing of this boot any more and won't give further seqs.</summary>
    public long Close()
    {
        var named = NameGapsBelow(Next);
        Closed = true;
        return named;
    }

    /// <summary>The settled range around a settled seq above <see cref="UpTo"/>.</summary>
    public SeqRange RunAround(long seq)
    {
        var (first, last) = (seq, seq);
        while (first - 1 > UpTo && IsSettled(first - 1))
        {
            first =
                Refused.RangeOf(first - 1)?.First ?? Gaps.RangeOf(first - 1)?.First ?? Stored.StartOfRun(first - 1) + 1;
        }

        while (IsSettled(last + 1))
        {
            last = EndOfSettled(last + 1) - 1;
        }

        return new SeqRange(Math.Max(first, UpTo + 1), last);
    }

    // Below what was UpTo, a seq in no other set is a stored one.
    private void RememberStored(IReadOnlyList<SeqRange> back, long through)
    {
        var from = UpTo + 1;
        foreach (var range in back)
        {
            AddStored(from, range.First - 1);
            from = range.Last + 1;
        }

        AddStored(from, through);
    }

    private void AddStored(long first, long last)
    {
        while (first <= last)
        {
            var refused = Refused.FirstFrom(first) ?? long.MaxValue;
            if (refused > first)
            {
                Stored.AddRun(first, Math.Min(last, refused - 1));
            }

            first = Refused.RangeOf(refused)?.Last + 1 ?? long.MaxValue;
        }
    }

    private bool IsSettled(long seq) =>
        seq <= UpTo || Stored.Contains(seq) || Refused.Contains(seq) || Gaps.Contains(seq);

    // seq is settled: the first one after it that a single set does not cover.
    private long EndOfSettled(long seq) =>
        (Refused.RangeOf(seq) ?? Gaps.RangeOf(seq)) is { } range ? range.Last + 1 : Stored.EndOfRun(seq);

    private void Advance()
    {
        var before = UpTo;
        while (IsSettled(UpTo + 1))
        {
            UpTo = EndOfSettled(UpTo + 1) - 1;
        }

        if (UpTo != before)
        {
            Stored.DropThrough(UpTo);
        }
    }

    private long FirstSettledAfter(long seq)
    {
        var stored = Stored.NextStored(seq) ?? long.MaxValue;
        var refused = Refused.FirstFrom(seq) ?? long.MaxValue;
        return Math.Min(stored, refused);
    }

    private void Remember(RefusedSeq refused)
    {
        newest.Enqueue(refused);
        if (newest.Count > NewestRefusals)
        {
            newest.Dequeue();
        }
    }
}
