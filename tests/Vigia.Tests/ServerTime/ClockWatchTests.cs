using Vigia.Server.Clock;
using Vigia.Wire;

namespace Vigia.Tests.ServerTime;

public sealed class ClockWatchTests
{
    private const long Noon = 1_764_000_000_000;
    private const long Day = 24 * 3_600_000;

    private readonly ClockWatch watch = new();

    [Fact]
    public void A_step_is_told_once_and_a_clock_that_only_runs_has_none()
    {
        Assert.Equal(0, watch.TakeStep(Noon, 1_000));
        Assert.Equal(0, watch.TakeStep(Noon + 60_000, 61_000));

        Assert.Equal(3_600_000, watch.TakeStep(Noon + 60_000 + 3_600_000, 61_000));
        Assert.Equal(0, watch.TakeStep(Noon + 60_100 + 3_600_000, 61_100));

        Assert.Equal(-3_600_000, watch.TakeStep(Noon + 60_100, 61_100));
    }

    [Theory]
    [InlineData(ClockWatch.StepMs)]
    [InlineData(-ClockWatch.StepMs)]
    public void A_second_is_no_step(long moved)
    {
        watch.TakeStep(Noon, 0);

        Assert.Equal(0, watch.TakeStep(Noon + moved, 0));
    }

    [Fact]
    public void Two_nodes_are_no_quorum_and_three_are()
    {
        Vote("a", Day);
        Vote("b", Day);
        Vote("b", Day);
        Assert.Equal(TimeTrust.Trusted, watch.Judge(Noon, 0));

        Vote("c", Day);

        Assert.Equal(TimeTrust.NodesDisagree, watch.Judge(Noon, 0));
    }

    [Theory]
    [InlineData(ClockQuality.None)]
    [InlineData(ClockQuality.Server)]
    public void A_node_without_a_clock_of_its_own_has_no_vote(ClockQuality quality)
    {
        Vote("a", Day);
        Vote("b", Day);

        watch.Vote("c", quality, Noon + Day, Noon, 0);

        Assert.Equal(TimeTrust.Trusted, watch.Judge(Noon, 0));
    }

    [Fact]
    public void One_wild_node_of_three_changes_nothing()
    {
        Vote("a", 100);
        Vote("b", -100);
        Vote("c", 30 * Day);

        Assert.Equal(TimeTrust.Trusted, watch.Judge(Noon, 0));
    }

    [Theory]
    [InlineData(ClockWatch.DisagreementMs, TimeTrust.Trusted)]
    [InlineData(ClockWatch.DisagreementMs + 1, TimeTrust.NodesDisagree)]
    [InlineData(-ClockWatch.DisagreementMs - 1, TimeTrust.NodesDisagree)]
    public void A_minute_is_the_limit(long off, object trust)
    {
        Vote("a", off);
        Vote("b", off);
        Vote("c", off);

        Assert.Equal((TimeTrust)trust, watch.Judge(Noon, 0));
    }

    [Theory]
    [InlineData(Day)]
    [InlineData(-Day)]
    public void Half_of_the_nodes_weigh_the_same_whether_they_are_ahead_or_behind(long off)
    {
        Vote("a", 0);
        Vote("b", 0);
        Vote("c", off);
        Vote("d", off);

        Assert.Equal(TimeTrust.NodesDisagree, watch.Judge(Noon, 0));
    }

    [Fact]
    public void A_vote_is_forgotten_after_twenty_minutes_and_by_a_step()
    {
        Vote("a", Day);
        Vote("b", Day);
        Vote("c", Day);
        Assert.Equal(TimeTrust.NodesDisagree, watch.Judge(Noon, 20 * 60_000 - 1));
        Assert.Equal(TimeTrust.Trusted, watch.Judge(Noon, 20 * 60_000));

        watch.TakeStep(Noon, 0);
        watch.TakeStep(Noon + Day, 0);

        Assert.Equal(TimeTrust.Trusted, watch.Judge(Noon + Day, 0));
    }

    [Fact]
    public void A_clock_that_shows_less_than_the_ledger_has_seen_is_not_trusted()
    {
        watch.SeeReceived(Noon);
        watch.SeeReceived(Noon - Day);

        Assert.Equal(TimeTrust.Trusted, watch.Judge(Noon - ClockWatch.StepMs, 0));
        Assert.Equal(TimeTrust.BehindLedger, watch.Judge(Noon - ClockWatch.StepMs - 1, 0));
        Assert.Equal(TimeTrust.Trusted, watch.Judge(Noon + 1, 0));
    }

    private void Vote(string node, long offMs) => watch.Vote(node, ClockQuality.Rtc, Noon + offMs, Noon, 0);
}
