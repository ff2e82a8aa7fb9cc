using Vigia.Edge.Sampling;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Sampling;

public sealed class LocalAlarmsTests
{
    private static readonly AlarmLimit Hot = new("air", AlarmSide.Above, 42, TimeSpan.FromMinutes(10));
    private static readonly AlarmLimit Cold = new("air", AlarmSide.Below, 3, TimeSpan.FromMinutes(10));

    private readonly List<AlarmLimit> raised = [];
    private readonly LocalAlarms alarms;

    public LocalAlarmsTests() => alarms = new LocalAlarms([Hot, Cold], (_, limit) => raised.Add(limit));

    [Fact]
    public void At_the_limit_is_not_beyond_it()
    {
        At(0, 42);
        At(1, 3);

        Assert.Empty(raised);
    }

    [Fact]
    public void An_alarm_stands_while_it_was_seen_within_its_validity_and_not_for_ever_after_a_sensor_died()
    {
        At(0, 45);
        At(300, null);
        Assert.True(alarms.AnyStands(599_999));
        Assert.False(alarms.AnyStands(600_000));

        At(700, 45);
        Assert.True(alarms.AnyStands(700_000));
        At(705, 30);
        Assert.False(alarms.AnyStands(705_000));
    }

    [Fact]
    public void An_alarm_is_raised_once_and_again_when_it_would_have_expired()
    {
        for (var second = 0; second < 700; second += 5)
        {
            At(second, 45);
        }

        Assert.Equal([Hot, Hot], raised);
    }

    [Fact]
    public void A_value_that_comes_and_goes_raises_one_alarm_a_minute()
    {
        for (var second = 0; second < 120; second += 2)
        {
            At(second, second % 4 == 0 ? 45 : 20);
        }

        Assert.Equal(2, raised.Count);
    }

    [Fact]
    public void A_fault_neither_raises_nor_ends_an_alarm()
    {
        At(0, 45);
        alarms.Judge([new Reading("air", "Cel", null, Fault: "NoAnswer")], new Stamp(0, 30_000, ClockQuality.Ntp));
        At(70, 45);

        Assert.Single(raised);
        Assert.False(alarms.AreBeyond([new Reading("air", "Cel", null, Fault: "NoAnswer")]));
    }

    [Fact]
    public void Each_limit_stands_for_itself()
    {
        At(0, 45);
        At(1, 1);

        Assert.Equal([Hot, Cold], raised);
    }

    [Fact]
    public void Other_points_do_not_concern_it()
    {
        alarms.Judge([new Reading("soil", "Cel", 99)], new Stamp(0, 0, ClockQuality.Ntp));

        Assert.Empty(raised);
    }

    private void At(int second, double? value) =>
        alarms.Judge(
            [new Reading("air", "Cel", value, Fault: value is null ? "NoAnswer" : null)],
            new Stamp(0, second * 1000, ClockQuality.Ntp)
        );
}
