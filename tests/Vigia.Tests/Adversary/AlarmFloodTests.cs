using Vigia.Server.Alerts;
using Vigia.Wire;

namespace Vigia.Tests.Adversary;

public sealed class AlarmFloodTests
{
    [Fact]
    public void A_node_that_floods_takes_no_place_from_another()
    {
        var queue = new AlarmQueue();
        for (var aid = 0; aid < 2 * AlarmQueue.Most; aid++)
        {
            queue.TryPut("loud", Alarm(aid));
        }

        Assert.True(queue.TryPut("fire", Alarm(0)));
        Assert.False(queue.TryPut("loud", Alarm(0)));
    }

    [Fact]
    public void What_was_taken_makes_place_for_the_next()
    {
        var queue = new AlarmQueue();
        while (queue.TryPut("loud", Alarm(0))) { }

        Assert.True(queue.TryTake(out _));

        Assert.True(queue.TryPut("loud", Alarm(1)));
    }

    private static AlarmReport Alarm(long aid) =>
        new(
            new BootId(1),
            aid,
            T: 1,
            Up: 1,
            Clk: ClockQuality.Ntp,
            Kb: "c01d",
            Expires: 60,
            Point: "air",
            Unit: "Cel",
            Value: 61,
            Limit: 55
        );
}
