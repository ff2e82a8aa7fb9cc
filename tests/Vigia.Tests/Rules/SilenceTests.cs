using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

public sealed class SilenceTests : IDisposable
{
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);

    private readonly RulesPlace place = new();
    private readonly HashSet<string> dead = [];

    public SilenceTests()
    {
        place.StartFarm(FarmFile.DemoText());
        Begin();
    }

    public void Dispose() => place.Dispose();

    [Fact]
    public void A_node_that_died_is_one_incident_of_its_zone_and_over_when_it_is_heard()
    {
        Live(minutes: 5);
        dead.Add("galpon-1");
        Live(minutes: 30);

        var alert = Assert.Single(place.OpenAlerts());
        Assert.Equal(("silence", "galpon", "galpon-1"), (alert.Rule, alert.Zone, alert.Node));
        Assert.InRange(alert.RaisedMs - alert.RaisedEventMs, 120_000, 140_000);
        Assert.Equal(
            "Galpon de acopio: galpon-1 sin señal desde las 06:05. Revise la luz y el nodo. Alerta A1",
            Assert.Single(place.Texts())
        );
        Assert.True(place.Watch.IsLost("galpon-1"));

        dead.Clear();
        Live(minutes: 1);
        Assert.Empty(place.OpenAlerts());
        Assert.False(place.Watch.IsLost("galpon-1"));
        Assert.Equal(2, place.Texts().Count);
    }

    [Fact]
    public void A_power_cut_is_one_incident_of_the_farm()
    {
        Live(minutes: 5);
        Cut();
        Live(minutes: 6);

        var alert = Assert.Single(place.OpenAlerts());
        Assert.Equal(("link", "demo"), (alert.Rule, alert.Zone));
        Assert.StartsWith(
            "Comuna El Maizal: 9 nodos sin señal: corte de luz o de red desde las 06:0",
            place.Texts()[0]
        );

        dead.Clear();
        Live(minutes: 5);
        Assert.Empty(place.OpenAlerts());
        Assert.Equal(1, place.Count("alert"));
    }

    [Fact]
    public void Who_is_not_back_after_a_power_cut_is_lost_alone()
    {
        Live(minutes: 5);
        Cut();
        Live(minutes: 6);
        dead.Clear();
        dead.Add("clima-1");
        Live(minutes: 5);

        Assert.Equal("clima", Assert.Single(place.OpenAlerts()).Zone);
        Assert.Equal(2, place.Count("alert"));
    }

    [Fact]
    public void Two_nodes_lost_far_apart_are_two_incidents()
    {
        Live(minutes: 5);
        dead.Add("clima-1");
        Live(minutes: 3);
        dead.Add("galpon-1");
        Live(minutes: 3);

        Assert.Equal(["silence", "silence"], place.OpenAlerts().Select(alert => alert.Rule));
    }

    [Fact]
    public void A_restart_of_the_server_gives_every_node_its_time_and_forgets_no_loss()
    {
        Live(minutes: 5);
        dead.Add("galpon-1");
        Live(minutes: 5);
        place.Kill();
        place.Clock.Advance(TimeSpan.FromMinutes(9));
        Begin();
        Live(minutes: 1);

        Assert.Equal("galpon-1", Assert.Single(place.OpenAlerts()).Node);
        Assert.True(place.Watch.IsLost("galpon-1"));

        Live(minutes: 10);
        Assert.Equal(1, place.Count("alert"));
    }

    [Fact]
    public void Before_server_and_ingress_are_up_nobody_is_silent()
    {
        place.Kill();
        foreach (var node in place.Plan.Nodes)
        {
            place.Watch.Expect(node.Name, place.Clock.GetUtcNow());
        }

        place.Repeat(TimeSpan.FromMinutes(10), Ten, () => place.Follower.FollowOnce());

        Assert.Empty(place.OpenAlerts());
    }

    [Fact]
    public void A_node_that_tells_of_the_past_is_alive_and_its_past_alarms_nobody()
    {
        Live(minutes: 5);
        place.Repeat(
            TimeSpan.FromMinutes(5),
            Ten,
            () =>
            {
                var now = place.Clock.GetUtcNow();
                place.Ledger.Add(now, now.AddHours(-2), "galpon-1", new Reading("temperature-grain-1", "Cel", 60));
                Beat();
            }
        );

        Assert.Empty(place.OpenAlerts());
    }

    [Fact]
    public void However_fast_the_world_runs_the_machine_is_given_five_seconds()
    {
        var since = RulesPlace.Ten;
        var limit = TimeSpan.FromMinutes(2);
        QuietNode Node(double machineSeconds) =>
            new(
                new Vigia.Server.Nodes.NodeSight(
                    "a",
                    Vigia.Server.Nodes.NodeLife.Up,
                    since,
                    null,
                    since,
                    TimeSpan.FromSeconds(machineSeconds)
                ),
                "a",
                limit
            );

        Assert.Empty(SilenceRule.Judge(SilenceState.Fresh, [Node(4)], since.AddMinutes(4), limit, speed: 60).Changes);
        Assert.Single(SilenceRule.Judge(SilenceState.Fresh, [Node(5)], since.AddMinutes(5), limit, speed: 60).Changes);
    }

    [Fact]
    public void When_the_way_between_is_whole_again_every_node_has_its_whole_time_from_then_on()
    {
        var isWhole = true;
        place.Watch.HasWay = () => isWhole;
        Live(minutes: 5);
        Cut();
        isWhole = false;
        Live(minutes: 1);
        isWhole = true;
        Live(minutes: 1);
        Live(minutes: 1);

        Assert.Empty(place.OpenAlerts());

        Live(minutes: 2);
        Assert.Equal("link", Assert.Single(place.OpenAlerts()).Rule);
    }

    [Fact]
    public void A_way_that_stays_broken_is_told_as_every_silence_is()
    {
        place.Watch.HasWay = () => false;
        Live(minutes: 5);
        Cut();
        Live(minutes: 4);

        Assert.Equal("link", Assert.Single(place.OpenAlerts()).Rule);
    }

    [Fact]
    public void A_node_that_is_back_counts_from_its_return()
    {
        Live(minutes: 5);
        dead.Add("galpon-1");
        Live(minutes: 5);
        dead.Clear();
        Live(minutes: 1);
        dead.Add("galpon-1");
        Live(minutes: 1);

        Assert.Empty(place.OpenAlerts());

        Live(minutes: 3);
        Assert.Equal("galpon-1", Assert.Single(place.OpenAlerts()).Node);
    }

    [Fact]
    public void A_clock_that_is_set_forward_makes_nobody_silent()
    {
        var since = RulesPlace.Ten;
        var sight = new Vigia.Server.Nodes.NodeSight(
            "a",
            Vigia.Server.Nodes.NodeLife.Up,
            since,
            null,
            since,
            TimeSpan.FromSeconds(20)
        );
        var limit = TimeSpan.FromMinutes(2);

        var (_, changes) = SilenceRule.Judge(
            SilenceState.Fresh,
            [new QuietNode(sight, "a", limit)],
            since.AddDays(9),
            limit
        );

        Assert.Empty(changes);
    }

    private void Begin()
    {
        foreach (var node in place.Plan.Nodes)
        {
            place.Watch.Expect(node.Name, lastHeard: null);
        }

        place.Watch.Begin();
    }

    // The nodes fall silent at different moments of their own rhythm.
    private void Cut()
    {
        foreach (var node in place.Plan.Nodes)
        {
            dead.Add(node.Name);
        }
    }

    private void Live(int minutes) => place.Repeat(TimeSpan.FromMinutes(minutes), Ten, () => Beat());

    private void Beat()
    {
        foreach (var node in place.Plan.Nodes.Where(node => !dead.Contains(node.Name)))
        {
            if (node.Name != "galpon-1" || place.Clock.GetUtcNow().Second % 30 == 0)
            {
                place.Watch.Hear(node.Name);
            }
        }

        place.Follower.FollowOnce();
    }
}
