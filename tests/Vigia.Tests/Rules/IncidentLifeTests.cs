using Vigia.Server.Alerts;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>What becomes of an incident: hidden by what explains it, slept on, ended by hand.</summary>
public sealed class IncidentLifeTests : IDisposable
{
    private const string PowerCut = "Mains off, at 06:01. Start the generator for cold room and pigs. Alert A1";

    private static readonly By Jose = new("José", Means.Page);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly LivedWell well = new();

    public void Dispose() => well.Dispose();

    [Fact]
    public void Mains_that_are_lost_explain_the_pump_and_only_they_are_told()
    {
        (well.Mains, well.Flow) = (0, 0);
        well.Live(TimeSpan.FromMinutes(5));

        var pump = well.Place.OpenAlerts().Single(alert => alert.Rule == "pump-dry");
        Assert.Equal((AlertState.Suppressed, well.Code("mains-lost")), (pump.State, pump.ParentCode));
        Assert.Equal([$"Mains: Power cut. {PowerCut}"], well.Told());

        // The pump runs again before its time is up: nobody ever hears of it.
        (well.Mains, well.Flow) = (1, 20);
        well.Live(TimeSpan.FromMinutes(5));
        Assert.Empty(well.Place.OpenAlerts());
        Assert.DoesNotContain(well.Told(), text => text.StartsWith("Well", StringComparison.Ordinal));
    }

    [Fact]
    public void What_stands_still_when_its_cause_is_over_is_told_after_its_time()
    {
        (well.Mains, well.Flow) = (0, 0);
        well.Live(TimeSpan.FromMinutes(5));
        well.Mains = 1;

        well.Live(TimeSpan.FromSeconds(50));
        Assert.DoesNotContain(well.Told(), text => text.StartsWith("Well", StringComparison.Ordinal));

        well.Live(TimeSpan.FromSeconds(30));
        Assert.Single(well.Told(), text => text.StartsWith("Well: Pump without water", StringComparison.Ordinal));
        Assert.Equal(
            ["Raised", "Suppressed", "Raised"],
            well.Place.Desk.Trail(well.Open("pump-dry").Id).Select(step => $"{step.State}")
        );
    }

    [Fact]
    public void What_is_graver_than_its_cause_is_told()
    {
        (well.Mains, well.Gas) = (0, 20);
        well.Live(TimeSpan.FromMinutes(2));

        Assert.Equal(AlertState.Raised, well.Open("grave").State);
        Assert.Contains(well.Told(), text => text.StartsWith("Well: Grave", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dead_node_hides_what_it_said_last_and_gives_it_back_as_it_was()
    {
        well.Air = 40;
        well.Live(TimeSpan.FromSeconds(10));
        well.Place.Desk.Acknowledge(well.Open("hot").Id, Jose, well.Place.Clock.GetUtcNow());

        well.IsDead = true;
        well.Live(TimeSpan.FromMinutes(4));
        Assert.Equal(
            (AlertState.Suppressed, well.Code("silence")),
            (well.Open("hot").State, well.Open("hot").ParentCode)
        );
        var told = well.Told().Count;

        well.IsDead = false;
        well.Live(TimeSpan.FromMinutes(2));
        Assert.Equal((AlertState.Acknowledged, "José"), (well.Open("hot").State, well.Open("hot").AcknowledgedBy));
        Assert.Contains("End of alert", Assert.Single(well.Told().Skip(told)));
    }

    [Fact]
    public void What_began_and_ended_while_its_node_was_not_heard_is_not_told_when_it_is_back()
    {
        well.IsDead = true;
        well.Live(TimeSpan.FromMinutes(4));
        well.IsDead = false;
        well.Live(TimeSpan.FromSeconds(10));

        well.Remember(40);
        well.Live(TimeSpan.FromMinutes(5));

        Assert.DoesNotContain(well.Told(), text => text.Contains("Too hot", StringComparison.Ordinal));
        Assert.Equal(1, well.Place.Count("alert WHERE rule = 'hot' AND state = 'Cleared'"));
    }

    [Fact]
    public void What_began_while_its_node_was_not_heard_and_stands_is_told_after_its_time()
    {
        well.IsDead = true;
        well.Live(TimeSpan.FromMinutes(4));
        (well.IsDead, well.Air) = (false, 37);
        well.Live(TimeSpan.FromSeconds(10));

        well.Remember(40);
        well.Live(TimeSpan.FromSeconds(50));
        Assert.DoesNotContain(well.Told(), text => text.Contains("Too hot", StringComparison.Ordinal));

        well.Live(TimeSpan.FromSeconds(20));
        Assert.Single(well.Told(), text => text.Contains("Too hot", StringComparison.Ordinal));
    }

    [Fact]
    public void The_mains_of_the_well_are_those_of_the_farm_and_told_once()
    {
        (well.Mains, well.WellMains) = (0, 0);
        well.Live(TimeSpan.FromMinutes(5));

        Assert.Equal(2, well.Place.OpenAlerts().Count(alert => alert.Rule == "mains-lost"));
        Assert.Equal([$"Mains: Power cut. {PowerCut}"], well.Told());
    }

    [Fact]
    public void A_kill_forgets_neither_who_is_hidden_nor_who_is_still_to_be_told()
    {
        (well.Mains, well.Flow) = (0, 0);
        well.Live(TimeSpan.FromMinutes(5));
        well.Restart();
        Assert.Equal(AlertState.Suppressed, well.Open("pump-dry").State);

        well.Mains = 1;
        well.Live(TimeSpan.FromSeconds(40));
        well.Restart();
        well.Live(TimeSpan.FromSeconds(90));

        Assert.Single(well.Told(), text => text.StartsWith("Well: Pump without water", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sleep_ends_by_itself_and_what_still_stands_is_told_again()
    {
        well.Air = 40;
        well.Live(TimeSpan.FromSeconds(10));
        var id = well.Open("hot").Id;
        Assert.Equal(
            DeskAnswer.Done,
            well.Place.Desk.Snooze(id, well.Place.Clock.GetUtcNow().AddMinutes(20), Jose, well.Now)
        );

        well.Live(TimeSpan.FromMinutes(19));
        Assert.Equal(AlertState.Snoozed, well.Open("hot").State);
        Assert.Single(well.Told());

        well.Live(TimeSpan.FromMinutes(2));
        Assert.Equal(AlertState.Raised, well.Open("hot").State);
        Assert.Equal(2, well.Told().Count);
        Assert.Equal(StepReason.SnoozeEnded, well.Place.Desk.Trail(id)[^1].Reason);

        well.Live(TimeSpan.FromMinutes(20));
        Assert.Equal(2, well.Told().Count);
    }

    [Fact]
    public void A_sleep_outlives_a_kill()
    {
        well.Air = 40;
        well.Live(TimeSpan.FromSeconds(10));
        well.Place.Desk.Snooze(well.Open("hot").Id, well.Now.AddMinutes(5), Jose, well.Now);
        well.Restart();

        well.Live(TimeSpan.FromMinutes(4));
        Assert.Single(well.Told());

        well.Live(TimeSpan.FromMinutes(3));
        Assert.Equal(2, well.Told().Count);
    }

    [Fact]
    public void A_nodes_own_alarm_wakes_up_too_also_after_a_kill()
    {
        var alarm = Alerts.AlertStoreTests.AlertOf(well.Place.Data.Store.TakeAlertId()) with
        {
            Rule = AlarmBook.Rule,
            ExpiresMs = well.Now.AddMinutes(10).ToUnixTimeMilliseconds(),
        };
        well.Place.Data.Store.TryWrite("a node's alarm", db => AlertTable.Insert(db, alarm, StepReason.NodeAlarm));
        well.Place.Desk.Snooze(alarm.Id, well.Now.AddMinutes(5), Jose, well.Now);
        well.Restart();

        well.Live(TimeSpan.FromMinutes(4));
        Assert.Empty(well.Told());

        well.Live(TimeSpan.FromMinutes(3));
        Assert.Equal(AlertState.Raised, well.Open(AlarmBook.Rule).State);
        Assert.Single(well.Told());
    }

    [Fact]
    public void What_a_node_has_told_by_itself_its_rule_does_not_tell_again_until_the_node_says_it_no_more()
    {
        well.Alarm(aid: 0, value: 40, limit: 39);
        well.Air = 40;
        well.Live(TimeSpan.FromMinutes(12));
        well.Alarm(aid: 1, value: 40, limit: 39);
        well.Live(TimeSpan.FromMinutes(12));
        Assert.Equal(
            (AlertState.Suppressed, well.Code(AlarmBook.Rule)),
            (well.Open("hot").State, well.Open("hot").ParentCode)
        );
        Assert.Single(well.Told());

        well.Live(TimeSpan.FromMinutes(12));
        Assert.Equal(["hot"], well.Place.OpenAlerts().Select(alert => alert.Rule));
        Assert.Equal(3, well.Told().Count);
        Assert.Contains("End of alert", well.Told()[1]);
        Assert.StartsWith("Well: Too hot", well.Told()[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_sleeps_where_it_burns()
    {
        well.Place.Clock.Advance(Second);
        well.Place.Say("post-1", new Reading("air", "Cel", 40));
        well.Place.Desk.Snooze(well.Open("hot-post").Id, well.Now.AddHours(2), Jose, well.Now);
        for (var i = 0; i < 30; i++)
        {
            well.Place.Clock.Advance(Second);
            well.Place.Say(
                "post-1",
                new Reading("temperature", "Cel", 95),
                new Reading("state-flame", null, 1),
                new Reading("gas_ratio-smoke", "/", 6)
            );
        }

        Assert.Contains(well.Place.OpenAlerts(), alert => alert is { Rule: "fire", Certainty: > Certainty.Possible });
        Assert.Equal(AlertState.Raised, well.Open("hot-post").State);
        Assert.Contains(well.Place.Desk.Trail(well.Open("hot-post").Id), step => step.Reason == StepReason.FireThere);
    }

    [Fact]
    public void What_a_person_ended_is_quiet_until_it_was_away_and_begins_anew()
    {
        well.Air = 40;
        well.Live(TimeSpan.FromSeconds(10));
        var first = well.Open("hot");
        Assert.Equal(DeskAnswer.Done, well.Place.Desk.DeclareFalse(first.Id, Jose, well.Now));
        well.Live(TimeSpan.FromMinutes(5));
        Assert.Empty(well.Place.OpenAlerts());

        well.Air = 30;
        well.Live(TimeSpan.FromMinutes(1));
        well.Air = 40;
        well.Live(TimeSpan.FromMinutes(1));

        Assert.NotEqual(first.Id, well.Open("hot").Id);
        Assert.Equal(AlertState.False, well.Place.Desk.Find(first.Code)!.State);
        Assert.Equal(3, well.Told().Count);
        Assert.Contains("False alarm, says José", well.Told()[1]);
    }
}
