using Vigia.Server.Ingest;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Tests.Ingest;

public sealed class HashMemoryTests
{
    private readonly HashSet<long> open = [];
    private readonly HashMemory memory;

    public HashMemoryTests() => memory = new HashMemory(key => open.Contains(key.Seq), capacity: 3);

    [Fact]
    public void Other_bytes_under_the_same_identity_are_told_from_a_repeat()
    {
        memory.Remember(Key(0), 10);

        Assert.True(memory.IsSame(Key(0), 10));
        Assert.False(memory.IsSame(Key(0), 11));
        Assert.Null(memory.IsSame(Key(1), 10));
    }

    [Fact]
    public void The_oldest_go_at_the_bound()
    {
        Remember(0, 1, 2, 3, 4);

        Assert.Equal([2, 3, 4], Known(0, 1, 2, 3, 4));
    }

    [Fact]
    public void One_of_a_boots_open_range_stays_beyond_the_bound_until_it_is_settled()
    {
        open.Add(0);
        Remember(0, 1, 2, 3, 4, 5, 6);
        Assert.Contains(0, Known(0));

        open.Clear();
        Remember(7, 8, 9, 10);

        Assert.DoesNotContain(0, Known([.. Enumerable.Range(0, 11)]));
    }

    [Fact]
    public void One_that_was_rolled_back_may_come_with_other_bytes()
    {
        memory.Remember(Key(0), 10);

        memory.Forget(Key(0));

        Assert.Null(memory.IsSame(Key(0), 11));
        memory.Remember(Key(0), 11);
        Assert.True(memory.IsSame(Key(0), 11));
    }

    private static PackKey Key(int seq) => new("inv-1", new BootId(7), seq);

    private void Remember(params int[] seqs)
    {
        foreach (var seq in seqs)
        {
            memory.Remember(Key(seq), (ulong)seq);
        }
    }

    private IEnumerable<int> Known(params int[] seqs) =>
        seqs.Where(seq => memory.IsSame(Key(seq), (ulong)seq) is not null);
}
