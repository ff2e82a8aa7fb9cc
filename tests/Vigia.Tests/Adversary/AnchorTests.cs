using Vigia.Server.Ingest;
using Vigia.Tests.Ledger;

namespace Vigia.Tests.Adversary;

public sealed class AnchorTests
{
    [Fact]
    public void Kernel_boots_of_one_node_are_bounded_in_the_ledger_too()
    {
        var ledger = new MemoryLedger();
        var anchors = new Anchors(ledger);
        for (var boot = 1u; boot <= 10 * Anchors.MaxBoots; boot++)
        {
            Learn(ledger, anchors, boot, 1_000 + boot);
        }

        Assert.Equal(Anchors.MaxBoots, ledger.LoadAnchors().Count());
    }

    /// <summary>A board with a long uptime comes to a server that has seen many young ones under that name.</summary>
    [Fact]
    public void The_anchor_learned_longest_ago_goes_and_not_that_of_the_longest_uptime()
    {
        var ledger = new MemoryLedger();
        var anchors = new Anchors(ledger);
        for (var boot = 1u; boot <= Anchors.MaxBoots; boot++)
        {
            Learn(ledger, anchors, boot, 1_000 + boot);
        }

        Learn(ledger, anchors, boot: 777, atMs: 1);
        Learn(ledger, anchors, boot: 778, atMs: 5_000);

        Assert.Equal(1, anchors.Of("inv-1", 777));
        Assert.Null(anchors.Of("inv-1", 1));
        Assert.Null(anchors.Of("inv-1", 2));
    }

    private static void Learn(MemoryLedger ledger, Anchors anchors, uint boot, long atMs)
    {
        ledger.Begin();
        anchors.Learn(new LearnedAnchor("inv-1", boot, atMs));
        ledger.Commit();
    }
}
