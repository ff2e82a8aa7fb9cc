using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Tests.Ledger;

public sealed class BootSetsTests
{
    private readonly BootSets sets = new("inv-1", new BootId(1));

    [Fact]
    public void Nothing_is_settled_at_first()
    {
        Assert.Equal(-1, sets.UpTo);
        Assert.Equal(Standing.Unknown, sets.Of(0));
    }

    [Fact]
    public void Packs_in_order_need_no_bitmap()
    {
        for (var seq = 0; seq < 10_000; seq++)
        {
            sets.Store(seq);
        }

        Assert.Equal(9_999, sets.UpTo);
        Assert.True(sets.Stored.ChunkCount <= 1);
    }

    [Fact]
    public void A_hole_holds_upto_back_and_the_run_above_it_is_told()
    {
        Store(0, 1, 3, 4, 5);

        Assert.Equal(1, sets.UpTo);
        Assert.Equal(new SeqRange(3, 5), sets.RunAround(4));
    }

    [Fact]
    public void A_refusal_settles_and_joins_a_run()
    {
        Store(0, 2, 4);
        sets.Refuse(3, Refusal.NotSenml);

        Assert.Equal(new SeqRange(2, 4), sets.RunAround(2));
        sets.Refuse(1, Refusal.NotSenml);
        Assert.Equal(4, sets.UpTo);
        Assert.Equal(Standing.Refused, sets.Of(3));
        Assert.Equal(Standing.Stored, sets.Of(2));
    }

    [Fact]
    public void What_a_node_says_it_holds_is_no_gap_whatever_was_named_before()
    {
        Store(0, 1, 4, 5, 8);
        sets.Refuse(6, Refusal.NotSenml);
        sets.SeeNext(10);
        sets.Close();

        Assert.Equal(3, sets.TakeBackGapsFrom(3));

        Assert.Equal(2, sets.UpTo);
        Assert.False(sets.Closed);
        Assert.Equal([new SeqRange(2, 2)], sets.Gaps.Ranges);
        Assert.Equal(
            [Standing.Unknown, Standing.Stored, Standing.Stored, Standing.Refused, Standing.Unknown, Standing.Stored],
            new long[] { 3, 4, 5, 6, 7, 8 }.Select(sets.Of)
        );
    }

    [Fact]
    public void Nothing_is_taken_back_where_nothing_was_named()
    {
        Store(0, 1, 2, 5);

        Assert.Equal(0, sets.TakeBackGapsFrom(0));
        Assert.Equal(2, sets.UpTo);
    }

    [Fact]
    public void What_the_node_no_longer_holds_becomes_exactly_the_gap()
    {
        Store(0, 1, 5);

        var named = sets.NameGapsBelow(8);

        Assert.Equal(5, named);
        Assert.Equal([new SeqRange(2, 4), new SeqRange(6, 7)], sets.Gaps.Ranges);
        Assert.Equal(7, sets.UpTo);
    }

    [Fact]
    public void A_pack_that_arrives_in_a_settled_gap_is_stored_and_the_gap_shrinks()
    {
        Store(0);
        sets.NameGapsBelow(10);

        Assert.Equal(Standing.Gap, sets.Of(5));
        sets.Store(5);

        Assert.Equal(Standing.Stored, sets.Of(5));
        Assert.Equal([new SeqRange(1, 4), new SeqRange(6, 9)], sets.Gaps.Ranges);
        Assert.Equal(9, sets.UpTo);
    }

    [Fact]
    public void A_seq_beyond_the_bitmaps_is_too_far()
    {
        const long last = ((long)BootSets.MaxChunks * StoredBits.ChunkSeqs) - 1;

        Assert.Equal(Standing.Unknown, sets.Of(last));
        Assert.Equal(Standing.TooFar, sets.Of(last + 1));
    }

    [Fact]
    public void A_closed_boot_opens_again_only_when_its_node_speaks_of_it()
    {
        Store(0, 2);
        Assert.Equal(1, sets.Close());

        sets.Store(3);
        Assert.True(sets.Closed);
        sets.Reopen();

        Assert.False(sets.Closed);
        Assert.Equal(3, sets.UpTo);
    }

    /// <summary>Any order of packs, refusals and lows gives what three plain sets give.</summary>
    [Property(MaxTest = 300)]
    public Property The_sets_equal_a_plain_model() =>
        Prop.ForAll(
            Gen.Zip(Gen.Choose(0, 3), Gen.Choose(0, 300)).ListOf().ToArbitrary(),
            steps =>
            {
                var subject = new BootSets("n", new BootId(2));
                var model = new Model();
                foreach (var (kind, seq) in steps)
                {
                    Apply(kind, seq, subject, model);
                }

                return Enumerable.Range(0, 301).All(seq => subject.Of(seq) == model.Of(seq))
                    && subject.UpTo == model.UpTo;
            }
        );

    /// <summary>Chunks of any place: a run over their borders is one run.</summary>
    [Property(MaxTest = 100)]
    public bool A_run_goes_over_the_borders_of_bitmaps(ushort start, ushort length)
    {
        var subject = new BootSets("n", new BootId(3));
        var first = start + 1L;
        for (var seq = first; seq <= first + length; seq++)
        {
            subject.Store(seq);
        }

        return subject.RunAround(first + (length / 2)) == new SeqRange(first, first + length);
    }

    private void Store(params long[] seqs)
    {
        foreach (var seq in seqs)
        {
            sets.Store(seq);
        }
    }

    private static void Apply(int kind, int seq, BootSets subject, Model model)
    {
        switch (kind)
        {
            case 0 when model.Of(seq) is Standing.Unknown or Standing.Gap:
                subject.Store(seq);
                model.Stored.Add(seq);
                model.Gaps.Remove(seq);
                break;
            case 1 when model.Of(seq) is Standing.Unknown or Standing.Gap:
                subject.Refuse(seq, Refusal.NotSenml);
                model.Refused.Add(seq);
                model.Gaps.Remove(seq);
                break;
            case 3:
                subject.TakeBackGapsFrom(seq);
                model.Gaps.RemoveWhere(s => s >= seq);
                break;
            case 2:
                subject.NameGapsBelow(seq);
                model.Gaps.UnionWith(
                    Enumerable.Range(0, seq).Where(s => model.Of(s) == Standing.Unknown).Select(s => (long)s)
                );
                break;
        }
    }

    private sealed class Model
    {
        public HashSet<long> Stored { get; } = [];

        public HashSet<long> Refused { get; } = [];

        public HashSet<long> Gaps { get; } = [];

        public long UpTo => Enumerable.Range(0, 1000).First(s => Of(s) == Standing.Unknown) - 1;

        public Standing Of(long seq) =>
            Stored.Contains(seq) ? Standing.Stored
            : Refused.Contains(seq) ? Standing.Refused
            : Gaps.Contains(seq) ? Standing.Gap
            : Standing.Unknown;
    }
}
