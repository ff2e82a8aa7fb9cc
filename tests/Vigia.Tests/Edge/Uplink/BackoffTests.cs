using Vigia.Edge.Uplink;

namespace Vigia.Tests.Edge.Uplink;

public sealed class BackoffTests
{
    private readonly Backoff backoff = new(new UplinkTimers(), new Random(1));

    [Fact]
    public void An_unreachable_server_is_tried_after_one_second_then_ever_longer_up_to_a_minute()
    {
        var pauses = Enumerable.Range(0, 20).Select(_ => backoff.After(LinkEnd.Unreachable, TimeSpan.Zero)).ToList();

        Assert.InRange(pauses[0].TotalSeconds, 0.5, 1);
        Assert.InRange(pauses[3].TotalSeconds, 4, 8);
        Assert.All(pauses.Skip(8), p => Assert.InRange(p.TotalSeconds, 30, 60));
    }

    [Fact]
    public void A_steady_connection_starts_the_pauses_anew()
    {
        backoff.After(LinkEnd.Unreachable, TimeSpan.Zero);
        backoff.After(LinkEnd.Unreachable, TimeSpan.Zero);

        Assert.InRange(backoff.After(LinkEnd.Lost, TimeSpan.FromSeconds(11)).TotalSeconds, 0.5, 1);
    }

    [Theory]
    [InlineData(LinkEnd.TakenOver)]
    [InlineData(LinkEnd.ServerBusy)]
    internal void A_takeover_or_a_busy_server_means_at_least_five_seconds_then_doubling(LinkEnd end)
    {
        var pauses = Enumerable.Range(0, 8).Select(_ => backoff.After(end, TimeSpan.FromSeconds(20))).ToList();

        Assert.InRange(pauses[0].TotalSeconds, 5, 6.25);
        Assert.InRange(pauses[1].TotalSeconds, 10, 12.5);
        Assert.InRange(pauses[7].TotalSeconds, 60, 75);
    }
}
