using Vigia.Server.Alerts;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>What becomes of an incident: hidden by what explains it, slept on, ended by hand, coming and going.</summary>
public sealed class IncidentLifeTests : IDisposable
{
    private const string Farm = """
        language: en
        title: El Maizal
        zones:
          - { name: luz, title: Mains, kind: mains }
          - { name: pozo, title: Well, kind: pump-house, fed_by: luz }
          - { name: post, title: La Ceiba, kind: fire-post }
        nodes:
          - { name: luz-1, zone: luz }
          - { name: pozo-1, zone: pozo }
          - { name: post-1, zone: post }
        rules:
          - { name: hot, title: Too hot, zone: pozo, point: air, above: 38, clear: 36 }
          - { name: grave, title: Grave, zone: pozo, severity: extreme, point: gas, above: 10, clear: 5, parent: mains-lost }
          - { name: hot-post, title: Post hot, zone: post, point: air, above: 38, clear: 36 }
        """;

    private static readonly By Jose = new("José", Means.Page);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly RulesPlace place = new();
    private double mains = 1;
    private double wellMains = 1;
    private double air = 30;
    private double gas;
    private double flow = 20;
    private bool isWellDead;

    public IncidentLifeTests()
    {
        place.StartFarm(Farm);
        Begin();
        Live(TimeSpan.FromMinutes(1));
    }

    public void Dispose() => place.Dispose();

    [Fact]
    public void Mains_that_are_lost_explain_the_pump_and_only_they_are_told()
    {
        (mains, flow) = (0, 0);
        Live(TimeSpan.FromMinutes(5));

        var pump = place.OpenAlerts().Single(alert => alert.Rule == "pump-dry");
        Assert.Equal((AlertState.Suppressed, Code("mains-lost")), (pump.State, pump.ParentCode));
        Assert.Equal([$"Mains: Power cut. {PowerCut}"], Told());

        // The pump runs again before its time is up: nobody ever hears of it.
        (mains, flow) = (1, 20);
        Live(TimeSpan.FromMinutes(5));
        Assert.Empty(place.OpenAlerts());
        Assert.DoesNotContain(Told(), text => text.StartsWith("Well", StringComparison.Ordinal));
    }

    [Fact]
    public void What_stands_still_when_its_cause_is_over_is_told_after_its_time()
    {
        (mains, flow) = (0, 0);
        Live(TimeSpan.FromMinutes(5));
        mains = 1;

        Live(TimeSpan.FromSeconds(50));
        Assert.DoesNotContain(Told(), text => text.StartsWith("Well", StringComparison.Ordinal));

        Live(TimeSpan.FromSeconds(30));
        Assert.Single(Told(), text => text.StartsWith("Well: Pump without water", StringComparison.Ordinal));
        Assert.Equal(
            ["Raised", "Suppressed", "Raised"],
            place.Desk.Trail(Open("pump-dry").Id).Select(step => $"{step.State}")
        );
    }

    [Fact]
    public void What_is_graver_than_its_cause_is_told()
    {
        (mains, gas) = (0, 20);
        Live(TimeSpan.FromMinutes(2));

        Assert.Equal(AlertState.Raised, Open("grave").State);
        Assert.Contains(Told(), text => text.StartsWith("Well: Grave", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dead_node_hides_what_it_said_last_and_gives_it_back_as_it_was()
    {
        air = 40;
        Live(TimeSpan.FromSeconds(10));
        place.Desk.Acknowledge(Open("hot").Id, Jose, place.Clock.GetUtcNow());

        isWellDead = true;
        Live(TimeSpan.FromMinutes(4));
        Assert.Equal((AlertState.Suppressed, Code("silence")), (Open("hot").State, Open("hot").ParentCode));
        var told = Told().Count;

        isWellDead = false;
        Live(TimeSpan.FromMinutes(2));
        Assert.Equal((AlertState.Acknowledged, "José"), (Open("hot").State, Open("hot").AcknowledgedBy));
        Assert.Contains("End of alert", Assert.Single(Told().Skip(told)));
    }

    [Fact]
    public void What_began_and_ended_while_its_node_was_not_heard_is_not_told_when_it_is_back()
    {
        isWellDead = true;
        Live(TimeSpan.FromMinutes(4));
        isWellDead = false;
        Live(TimeSpan.FromSeconds(10));

        Remember(40);
        Live(TimeSpan.FromMinutes(5));

        Assert.DoesNotContain(Told(), text => text.Contains("Too hot", StringComparison.Ordinal));
        Assert.Equal(1, place.Count("alert WHERE rule = 'hot' AND state = 'Cleared'"));
    }

    [Fact]
    public void What_began_while_its_node_was_not_heard_and_stands_is_told_after_its_time()
    {
        isWellDead = true;
        Live(TimeSpan.FromMinutes(4));
        (isWellDead, air) = (false, 37);
        Live(TimeSpan.FromSeconds(10));

        Remember(40);
        Live(TimeSpan.FromSeconds(50));
        Assert.DoesNotContain(Told(), text => text.Contains("Too hot", StringComparison.Ordinal));

        Live(TimeSpan.FromSeconds(20));
        Assert.Single(Told(), text => text.Contains("Too hot", StringComparison.Ordinal));
    }

    [Fact]
    public void The_mains_of_the_well_are_those_of_the_farm_and_told_once()
    {
        (mains, wellMains) = (0, 0);
        Live(TimeSpan.FromMinutes(5));

        Assert.Equal(2, place.OpenAlerts().Count(alert => alert.Rule == "mains-lost"));
        Assert.Equal([$"Mains: Power cut. {PowerCut}"], Told());
    }

    [Fact]
    public void A_kill_forgets_neither_who_is_hidden_nor_who_is_still_to_be_told()
    {
        (mains, flow) = (0, 0);
        Live(TimeSpan.FromMinutes(5));
        Restart();
        Assert.Equal(AlertState.Suppressed, Open("pump-dry").State);

        mains = 1;
        Live(TimeSpan.FromSeconds(40));
        Restart();
        Live(TimeSpan.FromSeconds(90));

        Assert.Single(Told(), text => text.StartsWith("Well: Pump without water", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sleep_ends_by_itself_and_what_still_stands_is_told_again()
    {
        air = 40;
        Live(TimeSpan.FromSeconds(10));
        var id = Open("hot").Id;
        Assert.Equal(DeskAnswer.Done, place.Desk.Snooze(id, place.Clock.GetUtcNow().AddMinutes(20), Jose, Now));

        Live(TimeSpan.FromMinutes(19));
        Assert.Equal(AlertState.Snoozed, Open("hot").State);
        Assert.Single(Told());

        Live(TimeSpan.FromMinutes(2));
        Assert.Equal(AlertState.Raised, Open("hot").State);
        Assert.Equal(2, Told().Count);
        Assert.Equal(StepReason.SnoozeEnded, place.Desk.Trail(id)[^1].Reason);

        Live(TimeSpan.FromMinutes(20));
        Assert.Equal(2, Told().Count);
    }

    [Fact]
    public void A_sleep_outlives_a_kill()
    {
        air = 40;
        Live(TimeSpan.FromSeconds(10));
        place.Desk.Snooze(Open("hot").Id, Now.AddMinutes(5), Jose, Now);
        Restart();

        Live(TimeSpan.FromMinutes(4));
        Assert.Single(Told());

        Live(TimeSpan.FromMinutes(3));
        Assert.Equal(2, Told().Count);
    }

    [Fact]
    public void A_nodes_own_alarm_wakes_up_too_also_after_a_kill()
    {
        var alarm = Alerts.AlertStoreTests.AlertOf(place.Data.Store.TakeAlertId()) with
        {
            Rule = AlarmBook.Rule,
            ExpiresMs = Now.AddMinutes(10).ToUnixTimeMilliseconds(),
        };
        place.Data.Store.TryWrite("a node's alarm", db => AlertTable.Insert(db, alarm, StepReason.NodeAlarm));
        place.Desk.Snooze(alarm.Id, Now.AddMinutes(5), Jose, Now);
        Restart();

        Live(TimeSpan.FromMinutes(4));
        Assert.Empty(Told());

        Live(TimeSpan.FromMinutes(3));
        Assert.Equal(AlertState.Raised, Open(AlarmBook.Rule).State);
        Assert.Single(Told());
    }

    [Fact]
    public void What_a_node_has_told_by_itself_its_rule_does_not_tell_again_until_the_node_says_it_no_more()
    {
        Alarm(aid: 0, value: 40, limit: 39);
        air = 40;
        Live(TimeSpan.FromMinutes(12));
        Alarm(aid: 1, value: 40, limit: 39);
        Live(TimeSpan.FromMinutes(12));
        Assert.Equal((AlertState.Suppressed, Code(AlarmBook.Rule)), (Open("hot").State, Open("hot").ParentCode));
        Assert.Single(Told());

        Live(TimeSpan.FromMinutes(12));
        Assert.Equal(["hot"], place.OpenAlerts().Select(alert => alert.Rule));
        Assert.Equal(3, Told().Count);
        Assert.Contains("End of alert", Told()[1]);
        Assert.StartsWith("Well: Too hot", Told()[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_sleeps_where_it_burns()
    {
        place.Clock.Advance(Second);
        place.Say("post-1", new Reading("air", "Cel", 40));
        place.Desk.Snooze(Open("hot-post").Id, Now.AddHours(2), Jose, Now);
        for (var i = 0; i < 30; i++)
        {
            place.Clock.Advance(Second);
            place.Say(
                "post-1",
                new Reading("temperature", "Cel", 95),
                new Reading("state-flame", null, 1),
                new Reading("gas_ratio-smoke", "/", 6)
            );
        }

        Assert.Contains(place.OpenAlerts(), alert => alert is { Rule: "fire", Certainty: > Certainty.Possible });
        Assert.Equal(AlertState.Raised, Open("hot-post").State);
        Assert.Contains(place.Desk.Trail(Open("hot-post").Id), step => step.Reason == StepReason.FireThere);
    }

    [Fact]
    public void What_a_person_ended_is_quiet_until_it_was_away_and_begins_anew()
    {
        air = 40;
        Live(TimeSpan.FromSeconds(10));
        var first = Open("hot");
        Assert.Equal(DeskAnswer.Done, place.Desk.DeclareFalse(first.Id, Jose, Now));
        Live(TimeSpan.FromMinutes(5));
        Assert.Empty(place.OpenAlerts());

        air = 30;
        Live(TimeSpan.FromMinutes(1));
        air = 40;
        Live(TimeSpan.FromMinutes(1));

        Assert.NotEqual(first.Id, Open("hot").Id);
        Assert.Equal(AlertState.False, place.Desk.Find(first.Code)!.State);
        Assert.Equal(3, Told().Count);
        Assert.Contains("False alarm, says José", Told()[1]);
    }

    [Fact]
    public void What_comes_and_goes_is_told_once_and_is_over_when_it_has_stayed_away()
    {
        for (var i = 0; i < 12; i++)
        {
            air = 40;
            Live(TimeSpan.FromMinutes(1));
            air = 30;
            Live(TimeSpan.FromMinutes(1));
        }

        var alert = Open("hot");
        Assert.Equal((12, AlertState.Raised), (alert.Flaps, alert.State));
        Assert.Equal(
            1,
            Told().Count(text => text.Contains("Comes and goes: 7 times in an hour", StringComparison.Ordinal))
        );
        // The first beginning, its end, and that it comes and goes.
        Assert.Equal(3, Told().Count);

        Restart();
        Live(TimeSpan.FromMinutes(20));
        Assert.NotEmpty(place.OpenAlerts());

        Live(TimeSpan.FromMinutes(12));
        Assert.Empty(place.OpenAlerts());
        Assert.Contains("End of alert", Told()[^1]);
        Assert.Equal(StepReason.StayedAway, place.Desk.Trail(alert.Id)[^1].Reason);
    }

    [Fact]
    public void What_came_back_and_is_hidden_is_told_again_once_it_is_shown_also_after_a_kill()
    {
        air = 40;
        Live(TimeSpan.FromSeconds(10));
        air = 30;
        Live(TimeSpan.FromMinutes(1));
        air = 40;
        Live(TimeSpan.FromSeconds(10));
        isWellDead = true;
        Live(TimeSpan.FromMinutes(12));
        Restart();
        isWellDead = false;
        Live(TimeSpan.FromSeconds(40));
        Restart();
        Live(TimeSpan.FromMinutes(2));

        Assert.Equal(3, Told().Count(text => text.StartsWith("Well: Too hot", StringComparison.Ordinal)));
        Assert.Equal(AlertState.Raised, Open("hot").State);
    }

    [Fact]
    public void A_late_reading_ends_nothing_that_comes_and_goes_before_it_has_stayed_away()
    {
        for (var i = 0; i < 8; i++)
        {
            air = 40;
            Live(TimeSpan.FromMinutes(1));
            air = 30;
            Live(TimeSpan.FromSeconds(10));
        }

        place.Ledger.Add(Now, Now.AddSeconds(-5), "pozo-1", new Reading("air", "Cel", 35));
        place.Follower.FollowOnce();

        Assert.NotNull(Open("hot").CalmSinceMs);
        Live(TimeSpan.FromMinutes(32));
        Assert.Empty(place.OpenAlerts());
        Assert.Contains("End of alert", Told()[^1]);
    }

    [Fact]
    public void What_comes_and_goes_seldom_is_told_each_time()
    {
        for (var i = 0; i < 8; i++)
        {
            air = 40;
            Live(TimeSpan.FromMinutes(10));
            air = 30;
            Live(TimeSpan.FromMinutes(11));
        }

        Assert.Equal(16, Told().Count);
        Assert.Equal(0, place.Count("alert WHERE flaps > 0"));
    }

    private const string PowerCut = "Mains off, at 06:01. Start the generator for cold room and pigs. Alert A1";

    private DateTimeOffset Now => place.Clock.GetUtcNow();

    private IReadOnlyList<string> Told() => place.Texts();

    private string Code(string rule) => Open(rule).Code;

    private Alert Open(string rule) => place.OpenAlerts().Single(alert => alert.Rule == rule);

    private void Restart()
    {
        place.Follower.SaveNow();
        place.Kill();
        Begin();
    }

    private void Begin()
    {
        place.Follower.FollowOnce();
        place.Watch.Begin();
    }

    // What the well's node measured before it was heard again.
    private void Remember(double hot)
    {
        place.Ledger.Add(Now, Now.AddSeconds(-18), "pozo-1", new Reading("air", "Cel", hot));
        place.Follower.FollowOnce();
    }

    private void Live(TimeSpan span) =>
        place.Repeat(
            span,
            TimeSpan.FromSeconds(10),
            () =>
            {
                Hear("luz-1", new Reading("state-mains", null, mains));
                Hear("post-1", new Reading("air", "Cel", 25));
                if (!isWellDead)
                {
                    Hear(
                        "pozo-1",
                        new Reading("air", "Cel", air),
                        new Reading("gas", "ppm", gas),
                        new Reading("state-mains", null, wellMains),
                        new Reading("state-pump", null, 1),
                        new Reading("flow", "l/min", flow)
                    );
                }

                place.Follower.FollowOnce();
                place.Alarms.Tick(Now);
            }
        );

    private void Alarm(long aid, double value, double limit)
    {
        var t = Now.ToUnixTimeSeconds();
        var report = new AlarmReport(
            new BootId(7),
            aid,
            t,
            ClockQuality.Ntp,
            Up: 1,
            "c01d",
            t + 600,
            "air",
            "Cel",
            value,
            limit
        );
        Assert.Equal(AlarmAnswer.Stored, place.Alarms.Take("pozo-1", report, Now, "pozo"));
    }

    private void Hear(string node, params Reading[] readings)
    {
        place.Watch.Hear(node);
        place.Ledger.Add(Now, node, readings);
    }
}
