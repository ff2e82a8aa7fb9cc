using Vigia.EndToEnd.Kit;
using Vigia.Server.Alerts;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Outbox;
using Vigia.Tests.Sms.Kit;

namespace Vigia.Tests.Sms;

/// <summary>What is sent before what, what is not sent any more, and who calls.</summary>
public sealed class CourierTests : IDisposable
{
    private readonly SmsDesk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Fire_overtakes_escalation_that_overtakes_irrigation_that_overtakes_the_digest()
    {
        desk.Put(desk.Row("digest", SmsPriority.Digest), desk.Row("riego"), desk.Row("nobody", SmsPriority.Escalation));
        desk.Put(desk.Row("fire", SmsPriority.Fire));

        await desk.TurnAsync();

        Assert.Equal(["fire", "nobody", "riego", "digest"], desk.First.Texts);
    }

    [Fact]
    public async Task A_gateway_has_four_texts_at_once_and_every_fire()
    {
        desk.Put([.. Enumerable.Range(1, 9).Select(n => desk.Row($"riego {n}"))]);
        await desk.TurnAsync();
        desk.Put([.. Enumerable.Range(1, 20).Select(n => desk.Row($"fire {n}", SmsPriority.Fire))]);

        await desk.TurnAsync();

        Assert.Equal(
            CourierOptions.MaxInHand,
            desk.First.Texts.Count(text => text.StartsWith("riego", StringComparison.Ordinal))
        );
        Assert.Equal(20, desk.First.Texts.Count(text => text.StartsWith("fire", StringComparison.Ordinal)));
        desk.First.Tells = SmsProgress.Sent;
        await desk.TurnAsync();
        await desk.TurnAsync();
        await desk.TurnAsync();
        Assert.Equal(29, desk.First.Handed.Count);
    }

    [Fact]
    public async Task When_the_alert_is_over_what_waits_is_cancelled_and_what_the_gateway_has_is_taken_back()
    {
        desk.Put([.. Enumerable.Range(1, 6).Select(n => desk.Row($"{n}", alert: 17))]);
        desk.Put(desk.Row("other", alert: 18), desk.Row("end", alert: 17, message: "end"));
        await desk.TurnAsync();

        Assert.True(desk.Courier.CancelAbout(17, keep: "end"));

        Assert.Equal([SmsState.Submitted, SmsState.Cancelled], new[] { desk.StateOf("1"), desk.StateOf("6") });
        await desk.TurnAsync();
        await desk.TurnAsync();
        Assert.Equal(["1.0", "2.0", "3.0", "4.0"], desk.First.Cancelled);
        Assert.Equal(SmsState.Cancelled, desk.StateOf("1"));
        Assert.Equal(["1", "2", "3", "4", "other", "end"], desk.First.Texts);
    }

    [Fact]
    public async Task What_cannot_be_taken_back_stays_told_as_it_goes_on()
    {
        desk.First.CanCancel = false;
        desk.Put(desk.Row("1", alert: 17), desk.Row("2", alert: 17));
        await desk.TurnAsync();
        desk.Courier.CancelAbout(17);
        await desk.TurnAsync();
        Assert.Equal(SmsState.Submitted, desk.StateOf("1"));

        desk.First.Tells = SmsProgress.Sent;
        await desk.TurnAsync();

        Assert.Equal(SmsState.Sent, desk.StateOf("1"));
    }

    [Fact]
    public async Task What_failed_after_the_end_is_not_tried_again()
    {
        desk.First.CanCancel = false;
        desk.Put(desk.Row("1", alert: 17));
        await desk.TurnAsync();
        desk.Courier.CancelAbout(17);
        desk.First.Tells = SmsProgress.Failed;

        await desk.TurnAsync();
        await desk.TurnAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(SmsState.Cancelled, desk.StateOf("1"));
        Assert.Single(desk.First.Handed);
    }

    [Fact]
    public async Task A_text_is_tried_until_nobody_wants_it_and_no_longer()
    {
        desk.First.Answer = HandOver.Unavailable("no network");
        desk.Put(desk.Row("fire", SmsPriority.Fire));
        for (var minute = 0; minute < 29; minute++)
        {
            await desk.TurnAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(SmsState.Queued, desk.StateOf("fire"));
        await desk.TurnAsync(TimeSpan.FromMinutes(2));
        desk.First.Answer = HandOver.Taken;
        await desk.TurnAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(SmsState.Expired, desk.StateOf("fire"));
        Assert.Empty(desk.First.Handed);
    }

    [Fact]
    public async Task What_calls_people_goes_on_for_a_day_while_its_alert_stands_and_no_longer()
    {
        desk.First.Answer = HandOver.Unavailable("no network");
        desk.Put(desk.Row("fire", SmsPriority.Fire, alert: 17), desk.Row("riego", alert: 18));
        await PassAsync(TimeSpan.FromHours(2));
        Assert.Equal([SmsState.Queued, SmsState.Expired], new[] { desk.StateOf("fire"), desk.StateOf("riego") });

        desk.First.Answer = HandOver.Taken;
        await desk.TurnAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(["fire"], desk.First.Texts);

        // Taken, and for a day no word of it.
        await PassAsync(TimeSpan.FromHours(25));
        Assert.Equal(SmsState.Expired, desk.StateOf("fire"));

        async Task PassAsync(TimeSpan span)
        {
            for (var gone = TimeSpan.Zero; gone < span; gone += TimeSpan.FromMinutes(5))
            {
                await desk.TurnAsync(TimeSpan.FromMinutes(5));
            }
        }
    }

    [Fact]
    public async Task A_gateway_that_can_be_asked_has_four_texts_for_as_long_as_it_does_not_send_them()
    {
        desk.Put([.. Enumerable.Range(1, 9).Select(n => desk.Row($"{n}", SmsPriority.Escalation))]);
        await desk.TurnAsync();
        await desk.TurnAsync(TimeSpan.FromMinutes(20));

        Assert.Equal(4, desk.First.Handed.Count);
    }

    [Fact]
    public async Task A_gateway_that_lost_its_word_of_four_texts_keeps_others_back_for_two_minutes_only()
    {
        desk.First.IsBlind = true;
        desk.Put([.. Enumerable.Range(1, 5).Select(n => desk.Row($"{n}", SmsPriority.Escalation))]);
        await desk.TurnAsync();
        await desk.TurnAsync(TimeSpan.FromMinutes(2) - TimeSpan.FromSeconds(1));
        Assert.Equal(4, desk.First.Handed.Count);

        await desk.TurnAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(5, desk.First.Handed.Count);
    }

    [Fact]
    public async Task What_a_gateway_calls_back_is_on_disk_before_it_is_taken_off_its_hands()
    {
        desk.Put(desk.Row("a"), desk.Row("b"));

        // Before the answer to the hand-over.
        Assert.True(desk.Courier.TryNote(new SmsReport("a.0", SmsProgress.Sent)));
        await desk.TurnAsync();
        Assert.Equal([SmsState.Sent, SmsState.Submitted], new[] { desk.StateOf("a"), desk.StateOf("b") });

        desk.Store.Read(db => db.Execute("PRAGMA query_only = 1"), 0);
        Assert.False(desk.Courier.TryNote(new SmsReport("b.0", SmsProgress.Delivered)));
        desk.Store.Read(db => db.Execute("PRAGMA query_only = 0"), 0);
        Assert.True(desk.Courier.TryNote(new SmsReport("b.0", SmsProgress.Delivered)));
        Assert.True(desk.Courier.TryNote(new SmsReport("b.0", SmsProgress.Failed)));
        Assert.True(desk.Courier.TryNote(new SmsReport("stranger.0", SmsProgress.Failed)));
        Assert.Equal(SmsState.Delivered, desk.StateOf("b"));
    }

    [Fact]
    public async Task A_first_way_that_hangs_holds_twenty_texts_of_a_fire_seventy_seconds_at_most_and_the_second_way_not_at_all()
    {
        using var two = new SmsDesk(ways: 2, CourierOptions.Default with { Look = TimeSpan.FromMilliseconds(2) });
        two.Ways[0].Waits = stop => Task.Delay(TimeSpan.FromSeconds(10), two.Clock, stop);
        two.Ways[0].Answer = HandOver.Unavailable("no answer in 10 s");
        var own = two.Row("own", SmsPriority.Ordinary) with { Way = 1 };
        two.Put([.. Enumerable.Range(1, 20).Select(n => two.Row($"{n}", SmsPriority.Fire)), own]);
        using var stop = new CancellationTokenSource();
        var running = two.Courier.RunAsync(stop.Token);
        await Eventually.Until("its own", () => two.Ways[1].Texts.Contains("own"));
        var second = 0;
        while (second < 200 && two.Ways[1].Handed.Count < 21)
        {
            second++;
            two.Clock.Advance(TimeSpan.FromSeconds(1));
            await Eventually.Still("the second way", () => two.Ways[1].Handed.Count, TimeSpan.FromMilliseconds(25));
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.InRange(second, 60, 72);
    }

    [Fact]
    public async Task Each_step_of_a_text_leaves_its_time()
    {
        desk.Put(desk.Row("a"));
        var begun = desk.Find("a").CreatedMs;
        await desk.TurnAsync(TimeSpan.FromSeconds(1));
        desk.First.Tells = SmsProgress.Sent;
        await desk.TurnAsync(TimeSpan.FromSeconds(4));
        desk.First.Tells = SmsProgress.Delivered;
        await desk.TurnAsync(TimeSpan.FromSeconds(3));

        var row = desk.Find("a");

        Assert.Equal(
            (begun + 1_000, begun + 5_000, begun + 8_000, SmsState.Delivered),
            (row.HandedMs, row.SentMs, row.DeliveredMs, row.State)
        );
    }

    [Fact]
    public async Task The_first_way_that_can_call_does()
    {
        using var two = new SmsDesk(ways: 2);
        var maria = SmsDesk.Phone("04141234567");
        Assert.Equal(RingAnswer.NotPossible, await two.Courier.RingAsync(maria, TimeSpan.FromSeconds(20), default));

        two.Ways[0].Ring = RingAnswer.Unavailable("no network");
        two.Ways[1].Ring = RingAnswer.Rang("NO ANSWER");
        Assert.Equal(RingState.Rang, (await two.Courier.RingAsync(maria, TimeSpan.FromSeconds(20), default)).State);

        two.Ways[1].Ring = RingAnswer.NotPossible;
        var answer = await two.Courier.RingAsync(maria, TimeSpan.FromSeconds(20), default);
        Assert.Equal(RingAnswer.Unavailable("no network"), answer);
    }

    [Fact]
    public async Task Where_the_first_way_let_a_text_lie_the_next_ones_begin_at_the_second_until_it_sends_again()
    {
        using var two = new SmsDesk(ways: 2);
        two.Put(two.Row("one", SmsPriority.Fire));
        await two.TurnAsync();
        await two.TurnAsync(TimeSpan.FromSeconds(61));
        await two.TurnAsync();
        Assert.Equal(["one"], two.Ways[1].Texts);

        two.Put(two.Row("two", SmsPriority.Fire));
        await two.TurnAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(["one", "two"], two.Ways[1].Texts);

        two.Put(two.Row("probe", SmsPriority.Fire), two.Row("three", SmsPriority.Fire));
        await two.TurnAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(["one", "probe"], two.Ways[0].Texts);
        Assert.Equal(["one", "two", "three"], two.Ways[1].Texts);

        two.Ways[0].Tells = SmsProgress.Sent;
        await two.TurnAsync();
        two.Put(two.Row("four", SmsPriority.Fire));
        await two.TurnAsync();
        Assert.Equal(["one", "probe", "four"], two.Ways[0].Texts);
    }
}
