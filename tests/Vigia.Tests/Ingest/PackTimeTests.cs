using Vigia.Server.Ingest;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Tests.Ingest;

public sealed class PackTimeTests
{
    private const long Now = 1_764_000_000_000;
    private const long Hour = 3_600_000;

    [Fact]
    public void An_hours_outage_with_a_good_clock_is_not_redated()
    {
        var decided = PackTime.Decide(Header(ClockQuality.Rtc, Now - Hour), anchorMs: null, Now, serverHasTime: true);

        Assert.Equal(new StoredTime(Now - Hour, ClockQuality.Rtc, ClockOff: false), decided);
    }

    [Fact]
    public void A_clock_two_days_ahead_is_not_believed()
    {
        var decided = PackTime.Decide(
            Header(ClockQuality.Ntp, Now + (48 * Hour)),
            anchorMs: null,
            Now,
            serverHasTime: true
        );

        Assert.Equal(new StoredTime(Now, ClockQuality.None, ClockOff: false), decided);
    }

    [Fact]
    public void A_server_without_time_does_not_judge_a_nodes_clock_by_its_own()
    {
        var decided = PackTime.Decide(
            Header(ClockQuality.Rtc, Now),
            anchorMs: null,
            receivedMs: 5_000,
            serverHasTime: false
        );

        Assert.Equal(new StoredTime(Now, ClockQuality.Rtc, ClockOff: false), decided);
    }

    [Fact]
    public void A_node_in_1970_is_dated_by_what_its_uptime_says()
    {
        var decided = PackTime.Decide(
            Header(ClockQuality.None, 12_000, up: 7_000),
            Now - 60_000,
            Now,
            serverHasTime: true
        );

        Assert.Equal(new StoredTime(Now - 53_000, ClockQuality.None, ClockOff: true), decided);
    }

    [Fact]
    public void Within_thirty_seconds_of_its_uptime_a_nodes_own_time_stands()
    {
        var decided = PackTime.Decide(
            Header(ClockQuality.Rtc, Now + 29_000, up: 60_000),
            Now - 60_000,
            Now,
            serverHasTime: true
        );

        Assert.Equal(Now + 29_000, decided.Ms);
    }

    private static PackHeader Header(ClockQuality clock, long timeMs, long? up = null) =>
        new(new BootId(1), 0, clock, timeMs, up, 1);
}
