using Vigia.Server.Alerts;
using Vigia.Server.Rules;
using Vigia.Tests.Influx;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

public sealed class RulesFollowerTests : IDisposable
{
    private readonly RulesPlace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task A_hot_greenhouse_is_told_once_while_it_lasts_and_once_when_it_ends()
    {
        foreach (var value in (double[])[37, 39.4, 40, 37, 35.5, 35])
        {
            place.Air(value);
            await place.TurnAsync();
            place.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(
            ["inv1: air 39,4C, limite 38C, a las 06:00. Alerta A1", "inv1: air 35,5C a las 06:00. Fin de la alerta A1"],
            place.Gateway.Texts
        );
        Assert.Empty(place.OpenAlerts());
        Assert.Equal(2, place.Count("transition"));
        Assert.Equal(2, place.Count("message WHERE state = 'Handed'"));
    }

    [Fact]
    public async Task Each_node_has_its_own_alert()
    {
        place.Air(39, "inv1");
        place.Air(39, "inv2");

        await place.TurnAsync();

        Assert.Equal(["inv1", "inv2"], place.OpenAlerts().Select(alert => alert.Node));
        Assert.Equal(["A1", "A2"], place.OpenAlerts().Select(alert => alert.Code));
    }

    [Fact]
    public async Task Time_alone_raises_what_stays_above()
    {
        place.For = TimeSpan.FromSeconds(10);
        place.Start();
        place.Air(39);
        await place.TurnAsync();
        Assert.Empty(place.Gateway.Taken);

        place.Clock.Advance(TimeSpan.FromSeconds(10));
        await place.TurnAsync();

        Assert.Single(place.Gateway.Taken);
    }

    public static TheoryData<Death> Deaths => [.. Enum.GetValues<Death>()];

    public enum Death
    {
        BeforeJudging,
        BeforeCommit,
        AfterCommit,
        AfterHandOver,
        AfterMark,
        AfterMarkAndLater,
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task A_kill_between_any_two_steps_leaves_one_alert_and_one_message(Death death)
    {
        place.Air(37);
        place.Follower.FollowOnce();
        place.Follower.SaveNow();
        place.Air(39);
        await GoUntil(death);

        place.Kill();
        place.Gateway.DiesAfterTaking = false;
        place.Clock.Advance(TimeSpan.FromMinutes(5));
        await place.TurnAsync();
        await place.TurnAsync();

        Assert.Equal(1, place.Count("alert"));
        Assert.Equal(1, place.Count("message"));
        Assert.Equal(1, place.Count("message WHERE state = 'Handed'"));
        Assert.Single(place.Gateway.Taken.DistinctBy(message => message.Id));
        Assert.Equal(death == Death.AfterHandOver ? 2 : 1, place.Gateway.Taken.Count);
    }

    [Fact]
    public async Task What_was_pending_at_a_kill_is_pending_after_it()
    {
        place.For = TimeSpan.FromSeconds(10);
        place.Start();
        place.Air(39);
        place.Follower.FollowOnce();
        place.Follower.SaveNow();
        place.Kill();

        place.Clock.Advance(TimeSpan.FromSeconds(10));
        place.Air(39);
        await place.TurnAsync();

        Assert.Single(place.OpenAlerts());
    }

    [Fact]
    public async Task History_raises_nothing()
    {
        var now = place.Clock.GetUtcNow();
        place.Ledger.Add(now, now.AddSeconds(-21), "inv1", new Reading("air", "Cel", 50));

        await place.TurnAsync();

        Assert.Equal(0, place.Count("alert"));
    }

    [Fact]
    public async Task Rows_that_lay_unjudged_for_long_raise_nothing()
    {
        place.Air(37);
        await place.TurnAsync();
        place.Follower.SaveNow();
        place.Air(50);
        place.Clock.Advance(TimeSpan.FromMinutes(16));

        await place.TurnAsync();

        Assert.Equal(0, place.Count("alert"));
    }

    [Fact]
    public async Task A_new_ledger_re_alarms_nothing_and_the_alert_that_stands_still_ends()
    {
        place.Air(39);
        await place.TurnAsync();
        place.Kill();
        place.Ledger.Epoch = "epoch-2";

        place.Clock.Advance(TimeSpan.FromSeconds(5));
        place.Air(40);
        await place.TurnAsync();
        Assert.Single(place.Gateway.Taken);
        Assert.Single(place.OpenAlerts());

        place.Clock.Advance(TimeSpan.FromSeconds(5));
        place.Air(30);
        await place.TurnAsync();
        Assert.Empty(place.OpenAlerts());
    }

    [Fact]
    public async Task With_the_store_lost_old_rows_raise_nothing_and_a_fresh_one_does()
    {
        place.Air(50);
        await place.TurnAsync();
        place.Clock.Advance(TimeSpan.FromHours(1));
        DeleteStore();

        await place.TurnAsync();
        Assert.Equal(0, place.Count("alert"));

        place.Air(50);
        await place.TurnAsync();
        Assert.Equal(1, place.Count("alert"));
    }

    [Fact]
    public async Task With_the_store_lost_what_rose_and_fell_a_moment_ago_is_not_told_again()
    {
        place.Air(50);
        place.Air(30);
        DeleteStore();

        await place.TurnAsync();

        Assert.Equal(0, place.Count("alert"));
    }

    [Fact]
    public async Task With_the_store_lost_what_still_stands_is_told()
    {
        place.Air(50);
        DeleteStore();

        await place.TurnAsync();

        Assert.Single(place.OpenAlerts());
    }

    [Fact]
    public async Task A_store_deleted_under_the_service_is_begun_again_with_what_stands()
    {
        place.Air(39);
        await place.TurnAsync();
        File.Delete(Path.Combine(place.Data.Folder, "vigia.db"));

        place.Air(39, "inv2");
        await place.TurnAsync();

        Assert.Equal(["inv1", "inv2"], place.OpenAlerts().Select(alert => alert.Node));
        Assert.Equal(2, place.Gateway.Taken.Count);
        Assert.Equal(2, place.Count("rule_state"));
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_delays_no_message_and_gets_it_later()
    {
        place.Air(37);
        await place.TurnAsync();
        ForbidWrites(place.Data.Store);
        place.Air(39);

        await place.TurnAsync();
        await place.TurnAsync();
        Assert.True(Assert.Single(place.Gateway.Taken).Unpersisted);
        Assert.Equal(0, place.Count("alert"));

        AllowWrites(place.Data.Store);
        place.Clock.Advance(TimeSpan.FromSeconds(5));
        await place.TurnAsync();
        await place.TurnAsync();
        Assert.Single(place.Gateway.Taken);
        Assert.True(Assert.Single(place.OpenAlerts()).Unpersisted);
        Assert.Equal(1, place.Count("message WHERE state = 'Handed'"));
    }

    [Fact]
    public async Task What_was_judged_from_memory_is_not_judged_again_when_the_ledger_has_it()
    {
        var now = place.Clock.GetUtcNow();
        var row = ListLedger.Row(1, now, now, "inv1", new Reading("air", "Cel", 39));
        place.Follower.JudgeFromMemory([row]);
        place.Follower.JudgeFromMemory([row]);
        place.Ledger.Add(now, "inv1", new Reading("air", "Cel", 39));

        await place.TurnAsync();

        Assert.Single(place.Gateway.Taken);
        Assert.Equal(1, place.Count("alert"));
    }

    [Fact]
    public async Task A_rule_that_is_no_more_ends_its_alert_without_a_word()
    {
        place.Air(39);
        await place.TurnAsync();
        place.Kill();
        place.Start(rule: "other");

        await place.TurnAsync();
        place.Follower.SaveNow();

        Assert.Empty(place.OpenAlerts());
        Assert.Single(place.Gateway.Taken);
        Assert.Equal(1, place.Count("transition WHERE reason = 'RuleRemoved'"));
        Assert.Equal(0, place.Count("rule_state WHERE rule = 'calor'"));
    }

    [Fact]
    public async Task The_loop_judges_what_comes_while_it_waits()
    {
        using var stop = new CancellationTokenSource();
        var running = place.Follower.RunAsync(stop.Token);
        place.Air(39);

        await Wait.For("the alert", () => place.Count("alert") == 1);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Wait.Limit));
    }

    private async Task GoUntil(Death death)
    {
        if (death == Death.BeforeJudging)
        {
            return;
        }

        if (death == Death.BeforeCommit)
        {
            ForbidWrites(place.Data.Store);
        }

        place.Follower.FollowOnce();
        if (death is Death.BeforeCommit or Death.AfterCommit)
        {
            return;
        }

        if (death == Death.AfterHandOver)
        {
            place.Gateway.DiesAfterTaking = true;
            await Assert.ThrowsAsync<InvalidOperationException>(() => place.Dispatcher.DispatchOnceAsync(default));
            return;
        }

        await place.Dispatcher.DispatchOnceAsync(default);
        if (death == Death.AfterMarkAndLater)
        {
            place.Follower.SaveNow();
        }
    }

    private static void ForbidWrites(AlertStore store) => store.Read(db => db.Execute("PRAGMA query_only = 1"), 0);

    private static void AllowWrites(AlertStore store) => store.Read(db => db.Execute("PRAGMA query_only = 0"), 0);

    private void DeleteStore()
    {
        place.Data.Store.Dispose();
        File.Delete(Path.Combine(place.Data.Folder, "vigia.db"));
        File.Delete(Path.Combine(place.Data.Folder, "vigia.db-wal"));
        place.Kill();
    }
}
