using Vigia.Edge.Clock;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Clock;

public sealed class NodeClockTests
{
    private readonly FakeBoard board = new();
    private readonly NodeClock clock;

    public NodeClockTests() => clock = new NodeClock(board);

    [Theory]
    [InlineData(ClockQuality.Ntp)]
    [InlineData(ClockQuality.Rtc)]
    public void A_disciplined_clock_is_believed_more_than_the_server(ClockQuality quality)
    {
        board.Quality = quality;

        clock.Learn(serverMs: 5, board.UpMs, ClockQuality.Ntp);

        Assert.Equal((board.TimeOfDayMs, quality), clock.Now());
    }

    [Fact]
    public void Without_anything_the_time_of_day_is_a_guess()
    {
        Assert.Equal((board.TimeOfDayMs, ClockQuality.None), clock.Now());
    }

    [Fact]
    public void What_the_server_said_goes_on_with_the_uptime_however_the_time_of_day_jumps()
    {
        clock.Learn(serverMs: 1_800_000_000_000, upMs: board.UpMs, ClockQuality.Ntp);

        board.Pass(250);
        board.TimeOfDayMs = 12;

        Assert.Equal((1_800_000_000_250, ClockQuality.Server), clock.Now());
    }

    [Theory]
    [InlineData(ClockQuality.None, ClockQuality.None)]
    [InlineData(ClockQuality.Rtc, ClockQuality.Rtc)]
    [InlineData(ClockQuality.Server, ClockQuality.Server)]
    [InlineData(ClockQuality.Ntp, ClockQuality.Server)]
    public void A_node_is_never_surer_than_its_server(ClockQuality server, ClockQuality node)
    {
        clock.Learn(serverMs: 1_800_000_000_000, board.UpMs, server);

        Assert.Equal(node, clock.Now().Quality);
    }

    [Fact]
    public void An_earlier_moment_is_dated_by_what_is_known_now()
    {
        var then = board.UpMs;
        board.Pass(60_000);
        clock.Learn(serverMs: 1_800_000_060_000, board.UpMs, ClockQuality.Ntp);

        Assert.Equal((1_800_000_000_000, ClockQuality.Server), clock.At(then));
    }

    [Fact]
    public void What_was_learned_in_another_kernel_boot_is_forgotten()
    {
        clock.Learn(serverMs: 1_800_000_000_000, board.UpMs, ClockQuality.Ntp);

        board.KernelBoot = 0xBEEF;

        Assert.Equal((board.TimeOfDayMs, ClockQuality.None), clock.Now());
    }
}
