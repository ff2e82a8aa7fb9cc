using Microsoft.Extensions.Time.Testing;
using Vigia.Edge.Clock;
using Vigia.Edge.Sampling;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Clock;

public sealed class WorldClockTests
{
    private readonly FakeTimeProvider machine = new(DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_000_000));
    private readonly WorldTime world;

    public WorldClockTests() => world = new WorldTime(machine, machine.GetUtcNow(), 600);

    [Fact]
    public void In_a_second_of_the_machine_ten_minutes_of_the_farm_pass_by_both_clocks()
    {
        var clock = new WorldClock(world, 0xc01d);
        var (up, (ms, quality)) = (clock.UpMs, clock.Now());

        machine.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(600_000, clock.UpMs - up);
        Assert.Equal((ms + 600_000, ClockQuality.Ntp), clock.Now());
        Assert.Equal(ClockQuality.Ntp, quality);
    }

    [Fact]
    public void However_fast_the_farm_is_two_readings_are_of_the_same_clock()
    {
        var clock = new WorldClock(world, 0xc01d);
        Stamp? last = null;
        for (var i = 0; i < 100; i++)
        {
            var stamp = Stamp.Next(clock, last);
            Assert.True(last is not { } before || stamp.IsSameClock(before));
            last = stamp;
            machine.Advance(TimeSpan.FromMilliseconds(37));
        }
    }

    [Fact]
    public void The_protocol_waits_by_the_machine_and_dates_by_the_farm()
    {
        var board = new FakeBoard();
        var clock = new ProtocolClock(world, board);

        machine.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(board.UpMs, clock.UpMs);
        Assert.Equal(1_764_000_600_000, clock.TimeOfDayMs);
    }
}
