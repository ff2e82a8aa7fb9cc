using Vigia.Server.Sms;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Tests.Sms;

/// <summary>A message's life on a time line, in milliseconds since it was written.</summary>
public sealed class SmsLifeTests
{
    private static readonly CourierOptions Options = CourierOptions.Default;

    [Fact]
    public void What_fails_is_tried_again_after_15_30_and_60_seconds()
    {
        var row = Handed(Row(), at: 0);

        row = Failed(row, at: 1_000, ways: 1);
        Assert.Equal((SmsState.Queued, 1, 16_000), (row.State, row.Attempt, row.NextMs));
        row = Failed(Handed(row, 16_000), at: 17_000, ways: 1);
        Assert.Equal((2, 47_000), (row.Attempt, row.NextMs));
        row = Failed(Handed(row, 47_000), at: 48_000, ways: 1);
        Assert.Equal((3, 108_000), (row.Attempt, row.NextMs));
        row = Failed(Handed(row, 108_000), at: 109_000, ways: 1);
        Assert.Equal((4, 169_000), (row.Attempt, row.NextMs));
    }

    [Fact]
    public void A_minute_without_sent_gives_it_to_the_second_way()
    {
        var row = Handed(Row(), at: 0);

        Assert.False(SmsLife.IsOverdue(row, 59_999, ways: 2, Options));
        Assert.True(SmsLife.IsOverdue(row, 60_000, ways: 2, Options));
        Assert.False(SmsLife.IsOverdue(row, 60_000, ways: 1, Options));
        var next = SmsLife.NextWay(row, 60_000);
        Assert.Equal((SmsState.Queued, 1, 1, 60_000), (next.State, next.Way, next.Attempt, next.NextMs));
        Assert.NotEqual(row.Outgoing().Handle, next.Outgoing().Handle);
    }

    [Fact]
    public void What_is_sent_is_never_overdue_and_may_still_be_delivered()
    {
        var sent = SmsLife.After(Handed(Row(), 0), new SmsReport("a.0", SmsProgress.Sent, "7"), 5_000, 2, Options);

        Assert.Equal((SmsState.Sent, "7"), (sent.State, sent.Reference));
        Assert.False(SmsLife.IsOverdue(sent, 600_000, ways: 2, Options));
        var there = SmsLife.After(sent, new SmsReport("a.0", SmsProgress.Delivered), 9_000, 2, Options);
        Assert.Equal(SmsState.Delivered, there.State);
    }

    [Fact]
    public void A_gateway_that_will_never_take_it_passes_it_on_and_the_last_one_ends_it()
    {
        var refused = HandOver.Refused("no such number");

        var second = SmsLife.After(Row(), refused, 0, ways: 2, Options);
        var nobody = SmsLife.After(second, refused, 1, ways: 2, Options);

        Assert.Equal((SmsState.Queued, 1), (second.State, second.Way));
        Assert.Equal((SmsState.Failed, "no such number"), (nobody.State, nobody.Words));
    }

    [Fact]
    public void A_gateway_that_is_away_keeps_the_same_attempt_open_for_the_other()
    {
        var away = HandOver.Unavailable("no network");

        var row = SmsLife.After(Row(), away, 0, ways: 2, Options);
        Assert.Equal((0, 0, 15_000), (row.Way, row.Attempt, row.NextMs));
        row = SmsLife.After(row, away, 60_000, ways: 2, Options);

        Assert.Equal((SmsState.Queued, 1, 60_000), (row.State, row.Way, row.NextMs));
    }

    [Fact]
    public void What_nobody_wants_any_more_expires()
    {
        Assert.False(SmsLife.IsExpired(Row(), 1_799_999));
        Assert.True(SmsLife.IsExpired(Row(), 1_800_000));
        Assert.True(SmsLife.IsExpired(Handed(Row(), 0), 1_800_000));
        Assert.False(SmsLife.IsExpired(Row() with { State = SmsState.Sent }, 1_800_000));
    }

    private static SmsRow Handed(SmsRow row, long at) => SmsLife.After(row, HandOver.Taken, at, 1, Options);

    private static SmsRow Failed(SmsRow row, long at, int ways) =>
        SmsLife.After(row, new SmsReport(row.Outgoing().Handle, SmsProgress.Failed), at, ways, Options);

    private static SmsRow Row() =>
        new(
            "a",
            "m",
            PhoneNumber.TryParse("04141234567", out var to) ? to : default,
            "INCENDIO",
            SmsPriority.Fire,
            SmsState.Queued,
            Way: 0,
            Attempt: 0,
            Reference: null,
            CreatedMs: 0,
            NextMs: 0,
            TroubledMs: null,
            NotAfterMs: 1_800_000
        );
}
