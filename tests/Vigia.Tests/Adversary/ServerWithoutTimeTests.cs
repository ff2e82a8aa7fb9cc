using Vigia.Server.Clock;
using Vigia.Server.Ingest;
using Vigia.Wire;

namespace Vigia.Tests.Adversary;

public sealed class ServerWithoutTimeTests
{
    /// <summary>A server that starts at the hour of its last shutdown, among nodes with a good RTC.</summary>
    [Fact]
    public void A_server_with_nothing_behind_its_clock_is_no_measure_of_others()
    {
        var clock = new ServerClock(new ClockOptions(ClockQuality.None));

        Assert.False(new TimeDesk(clock, new ClockWatch()).HasTime);
        Assert.True(new TimeDesk(new ServerClock(new ClockOptions(ClockQuality.Rtc)), new ClockWatch()).HasTime);
    }
}
