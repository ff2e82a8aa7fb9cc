using Vigia.Tests.Ingest;
using Vigia.Tests.Ledger;
using Vigia.Wire;

namespace Vigia.Tests.Adversary;

public sealed class ClosedBootsTests
{
    private const int Boots = 1_100;

    /// <summary>A pack that comes late for a closed boot, a thousand more such boots, and the pack again: all in one turn.</summary>
    [Fact]
    public void A_boot_is_not_read_anew_in_the_turn_that_changes_it()
    {
        var ledger = new MemoryLedger();
        var bench = new IntakeBench(ledger);
        for (var boot = 1UL; boot <= Boots; boot++)
        {
            bench.Pack("inv-1", boot, 0);
        }

        bench.Turn();
        bench.Health("inv-1", boot: 0xffff, rest: 0).Turn();

        bench.Pack("inv-1", boot: 1, seq: 5);
        for (var boot = 2UL; boot <= Boots; boot++)
        {
            bench.Pack("inv-1", boot, 0);
        }

        var outcome = bench.Pack("inv-1", boot: 1, seq: 5).Turn();

        Assert.Single(outcome.Rows);
        Assert.Equal(Boots, outcome.Repeats);
    }
}
