using Vigia.Server.Alerts;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>Two thermometers of one room under one rule: what one of them said last does not speak for the other.</summary>
public sealed class SeveralPointsTests : IDisposable
{
    private const string Farm = """
        language: en
        title: El Maizal
        zones:
          - { name: sala, title: Barn, kind: tank }
          - { name: post, title: La Ceiba, kind: fire-post }
        nodes:
          - { name: sala-1, zone: sala }
          - { name: sala-2, zone: sala }
          - { name: post-1, zone: post }
        rules:
          - { name: hot, title: Too hot, zone: sala, point: air, above: 38, clear: 36 }
          - { name: both, title: Both hot, zone: sala, point: air, above: 45, clear: 43, quorum: 2 }
          - { name: deadly, title: Deadly, zone: sala, severity: extreme, point: gas, above: 20, clear: 10 }
        """;

    private static readonly By Jose = new("José", Means.Page);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly RulesPlace place = new();
    private double? first = 30;
    private double? second = 30;
    private double? gas;

    public SeveralPointsTests()
    {
        place.StartFarm(Farm);
        place.Follower.FollowOnce();
        place.Watch.Begin();
        Live(Minute);
    }

    public void Dispose() => place.Dispose();

    [Fact]
    public void A_dead_probe_that_somebody_answered_for_does_not_silence_the_others()
    {
        first = 40;
        Live(Minute);
        var answered = Open("hot");
        first = null;
        Live(Minute);
        Assert.Equal(DeskAnswer.Done, place.Desk.Close(answered.Id, Jose, Now));
        Live(5 * Minute);
        Assert.DoesNotContain(place.OpenAlerts(), alert => alert.Rule == "hot");

        second = 41;
        Live(Minute);
        Assert.Equal(("sala-2", 41.0), (Open("hot").Node, Open("hot").Value));
        Assert.Contains("41", Told()[^1]);

        // It ends by what it was raised for: the dead one has been answered for.
        second = 30;
        Live(Minute);
        Assert.DoesNotContain(place.OpenAlerts(), alert => alert.Rule == "hot");

        second = 41;
        Live(15 * Minute);
        Assert.Equal("sala-2", Open("hot").Node);
    }

    [Fact]
    public void What_was_answered_for_and_went_away_begins_anew()
    {
        first = 40;
        Live(Minute);
        place.Desk.Close(Open("hot").Id, Jose, Now);
        Live(5 * Minute);
        Assert.DoesNotContain(place.OpenAlerts(), alert => alert.Rule == "hot");

        first = 30;
        Live(Minute);
        first = 40;
        Live(Minute);

        Assert.Equal("sala-1", Open("hot").Node);
    }

    [Fact]
    public void What_was_answered_for_stays_so_after_a_kill()
    {
        first = 40;
        Live(Minute);
        place.Desk.Close(Open("hot").Id, Jose, Now);
        Live(Minute);
        Restart();
        Live(Minute);
        Assert.DoesNotContain(place.OpenAlerts(), alert => alert.Rule == "hot");

        second = 41;
        Live(Minute);

        Assert.Equal("sala-2", Open("hot").Node);
    }

    [Fact]
    public void One_more_of_a_quorum_that_was_answered_for_is_told()
    {
        (first, second) = (46, 46);
        Live(Minute);
        first = null;
        Live(Minute);
        place.Desk.Close(Open("both").Id, Jose, Now);
        second = 40;
        Live(Minute);
        Assert.DoesNotContain(place.OpenAlerts(), alert => alert.Rule == "both");

        second = 46;
        Live(Minute);

        Assert.Equal("sala-2", Open("both").Node);
    }

    [Fact]
    public void A_dead_node_hides_nothing_that_a_living_one_still_says()
    {
        first = 40;
        Live(Minute);
        second = 39;
        Live(Minute);
        Assert.Equal("sala-1", Open("hot").Node);

        (first, second) = (null, 41);
        Live(10 * Minute);

        Assert.Contains(place.OpenAlerts(), alert => alert.Rule == SilenceRule.Name);
        Assert.Equal((AlertState.Raised, "sala-2", 41.0), (Open("hot").State, Open("hot").Node, Open("hot").Value));
        Assert.DoesNotContain(place.Desk.Trail(Open("hot").Id), step => step.Reason == StepReason.Hidden);

        second = null;
        Live(10 * Minute);
        Assert.Equal(AlertState.Suppressed, Open("hot").State);
    }

    [Fact]
    public void An_incident_goes_over_to_the_point_that_is_still_beyond_when_the_first_is_back()
    {
        first = 40;
        Live(Minute);
        second = 41;
        Live(Minute);

        first = 30;
        Live(Minute);

        Assert.Equal("sala-2", Open("hot").Node);
        Assert.Equal(["WentBeyond", "Moved"], place.Desk.Trail(Open("hot").Id).Select(step => $"{step.Reason}"));
        Assert.Single(Told());
    }

    /// <summary>What a node that is silent now said last may be why it is silent.</summary>
    [Fact]
    public void What_is_graver_than_a_silence_is_not_hidden_by_it()
    {
        gas = 25;
        Live(Minute);
        (first, gas) = (null, null);
        Live(10 * Minute);

        Assert.Contains(place.OpenAlerts(), alert => alert.Rule == SilenceRule.Name);
        Assert.Equal(AlertState.Raised, Open("deadly").State);
    }

    [Fact]
    public void A_fire_that_somebody_closed_on_the_page_does_not_silence_the_next_one_at_a_post_that_burned()
    {
        Burn(2 * Minute);
        var burned = place.OpenAlerts().Single(alert => alert.Rule == "fire");
        Assert.Equal(Severity.Extreme, burned.Severity);
        place.Desk.Close(burned.Id, Jose, Now);
        place.Watch.Lose("post-1", Now);
        place.Clock.Advance(TimeSpan.FromHours(12));
        place.Follower.FollowOnce();

        Burn(2 * Minute);

        Assert.Equal(Severity.Extreme, place.OpenAlerts().Single(alert => alert.Rule == "fire").Severity);
    }

    private DateTimeOffset Now => place.Clock.GetUtcNow();

    private IReadOnlyList<string> Told() => place.Texts();

    private Alert Open(string rule) => place.OpenAlerts().Single(alert => alert.Rule == rule);

    private void Restart()
    {
        place.Follower.SaveNow();
        place.Kill();
        place.Follower.FollowOnce();
        place.Watch.Begin();
    }

    private void Burn(TimeSpan span) =>
        place.Repeat(
            span,
            TimeSpan.FromSeconds(5),
            () =>
                place.Say(
                    "post-1",
                    new Reading("temperature", "Cel", 70),
                    new Reading("gas_ratio-smoke", "/", 6),
                    new Reading("state-flame", null, 1)
                )
        );

    private void Live(TimeSpan span) =>
        place.Repeat(
            span,
            TimeSpan.FromSeconds(10),
            () =>
            {
                Hear("post-1", new Reading("air", "Cel", 25));
                Hear("sala-1", "air", first);
                Hear("sala-1", "gas", gas);
                Hear("sala-2", "air", second);
                place.Follower.FollowOnce();
            }
        );

    private void Hear(string node, string point, double? value)
    {
        if (value is { } known)
        {
            Hear(node, new Reading(point, null, known));
        }
    }

    private void Hear(string node, params Reading[] readings)
    {
        place.Watch.Hear(node);
        place.Ledger.Add(Now, node, readings);
    }
}
