using Microsoft.Extensions.Time.Testing;
using Vigia.Server.Farm;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;
using Vigia.Tests.Ingest;
using Vigia.Tests.Rules;

namespace Vigia.Tests.Nodes;

public sealed class NodeWatchTests
{
    private readonly FakeTimeProvider clock = new(RulesPlace.Ten);

    [Fact]
    public void A_node_goes_from_never_to_up_to_silent_and_back()
    {
        var watch = Watch();
        watch.Expect("inv-1", lastHeard: null);
        Assert.Equal(NodeLife.Never, watch.Of("inv-1").Life);

        watch.Hear("inv-1");
        Assert.Equal((NodeLife.Up, RulesPlace.Ten), (watch.Of("inv-1").Life, watch.Of("inv-1").LastHeard!.Value));

        watch.Lose("inv-1", RulesPlace.Ten);
        Assert.Equal((NodeLife.Silent, RulesPlace.Ten), (watch.Of("inv-1").Life, watch.Of("inv-1").SilentSince!.Value));

        watch.Hear("inv-1");
        Assert.Equal(NodeLife.Up, watch.Of("inv-1").Life);
    }

    [Fact]
    public void Quiet_is_counted_from_the_start_of_listening_at_the_earliest()
    {
        var watch = Watch();
        watch.Expect("inv-1", RulesPlace.Ten.AddDays(-1));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(clock.GetUtcNow(), watch.Of("inv-1").QuietSince);

        watch.Begin();
        clock.Advance(TimeSpan.FromMinutes(1));

        var sight = Assert.Single(watch.All());
        Assert.Equal(RulesPlace.Ten.AddMinutes(1), sight.QuietSince);
        Assert.Equal(TimeSpan.FromMinutes(1), sight.QuietOnMachine);
        Assert.Equal(RulesPlace.Ten.AddDays(-1), sight.LastHeard);
    }

    [Fact]
    public void A_plain_device_is_watched_only_where_the_farm_expects_it()
    {
        var watch = Watch();
        watch.Expect("inv-1", lastHeard: null);

        watch.Hear("inv-1", hasRhythm: false);
        watch.Hear("inv-2", hasRhythm: false);

        Assert.Equal("inv-1", Assert.Single(watch.All()).Node);
    }

    [Fact]
    public void A_node_that_lost_its_login_is_forgotten()
    {
        var watch = new NodeWatch(new KnownNodes("inv-1"), new ServerClocks(clock, clock));
        watch.Hear("inv-1");
        watch.Hear("gone");

        Assert.Equal("inv-1", Assert.Single(watch.All()).Node);
    }

    private NodeWatch Watch() => new(new FarmNodes(FarmPlan.Empty), new ServerClocks(clock, clock));
}
