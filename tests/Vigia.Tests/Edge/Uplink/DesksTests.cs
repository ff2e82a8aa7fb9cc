using Vigia.Edge.Outbox;
using Vigia.Edge.Uplink;
using Vigia.Tests.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Uplink;

/// <summary>Questions, alarms and orders, without a connection.</summary>
public sealed class DesksTests
{
    private static readonly BootId Boot = new(7);

    private readonly ManualClock clock = new();
    private readonly UplinkTimers timers = new();
    private readonly Tally tally = new();

    [Fact]
    public void A_quick_answer_teaches_the_time_at_the_middle_of_the_round_trip()
    {
        var asker = new TimeAsker(clock, timers);
        asker.Begin(clock.UpMs);
        var ask = asker.Due(clock.UpMs)!;

        asker.Answered(new TimeReply(ask.N, 1000.1, 1000.3, ClockQuality.Ntp), clock.UpMs + 400);

        Assert.Equal([(1_000_200L, clock.UpMs + 200, ClockQuality.Ntp)], clock.Learned);
        Assert.Null(asker.Due(clock.UpMs + 400));
        Assert.NotNull(asker.Due(clock.UpMs + 400 + (10 * 60 * 1000)));
    }

    [Fact]
    public void Of_slow_answers_the_best_of_eight_is_taken()
    {
        var asker = new TimeAsker(clock, timers);
        asker.Begin(clock.UpMs);
        for (var i = 0; i < 8; i++)
        {
            var ask = asker.Due(clock.UpMs)!;
            clock.UpMs += i == 5 ? 2000 : 4000;
            asker.Answered(new TimeReply(ask.N, 1000 + i, 1000 + i, ClockQuality.Ntp), clock.UpMs);
        }

        Assert.Equal(1_005_000, Assert.Single(clock.Learned).ServerMs);
    }

    [Fact]
    public void A_question_without_an_answer_is_asked_again_eight_times()
    {
        var asker = new TimeAsker(clock, timers);
        asker.Begin(clock.UpMs);
        var asks = 0;
        for (var second = 0; second < 120; second++)
        {
            asks += asker.Due(clock.UpMs) is null ? 0 : 1;
            clock.UpMs += 1000;
        }

        Assert.Equal(8, asks);
        Assert.Empty(clock.Learned);
    }

    [Fact]
    public void A_server_without_a_time_teaches_none()
    {
        var asker = new TimeAsker(clock, timers);
        asker.Begin(clock.UpMs);

        asker.Answered(new TimeReply(asker.Due(clock.UpMs)!.N, 1, 1, ClockQuality.None), clock.UpMs);
        asker.Answered(new TimeReply(1, double.NaN, 1, ClockQuality.Ntp), clock.UpMs);

        Assert.Empty(clock.Learned);
    }

    [Fact]
    public void An_alarm_is_due_every_five_seconds_until_it_is_acknowledged_or_expires()
    {
        var desk = new AlarmDesk(Boot, clock, timers.AlarmRepeat, tally);
        desk.Raise(new LocalAlarm("air", "Cel", 41, 38, TimeSpan.FromSeconds(60)));
        desk.Raise(new LocalAlarm("air", "Cel", 42, 38, TimeSpan.FromSeconds(10)));

        Assert.Equal([0L, 1], desk.Due(clock.UpMs, 10).Select(a => a.Aid));
        Assert.Empty(desk.Due(clock.UpMs + 4999, 10));
        Assert.Equal(2, desk.Due(clock.UpMs + 5000, 10).Count);
        Assert.Equal([0L], desk.Due(clock.UpMs + 10_000, 10).Select(a => a.Aid));

        desk.Acked(Ack.OfAlarms("server-1", new BootId(8), [0]));
        Assert.Equal(1, desk.Count);
        desk.Acked(Ack.OfAlarms("server-1", Boot, [0]));
        Assert.Equal(0, desk.Count);
    }

    [Fact]
    public void Sixty_four_alarms_may_stand_then_the_oldest_goes()
    {
        var desk = new AlarmDesk(Boot, clock, timers.AlarmRepeat, tally);
        for (var i = 0; i < 70; i++)
        {
            desk.Raise(new LocalAlarm("air", "Cel", 41, 38, TimeSpan.FromMinutes(1)));
        }

        Assert.Equal((64, 6L), (desk.Count, tally.Faults()["AlarmDropped"]));
        Assert.Equal(6, desk.Due(clock.UpMs, 1)[0].Aid);
    }
}
