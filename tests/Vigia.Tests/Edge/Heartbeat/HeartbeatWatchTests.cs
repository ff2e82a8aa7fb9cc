using Vigia.Edge.Heartbeat;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Heartbeat;

public sealed class HeartbeatWatchTests
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(30);

    private readonly HeartbeatWatch watch = new("server-1", Away);

    [Fact]
    public void Only_a_live_heartbeat_of_its_own_server_counts()
    {
        Assert.Equal(HeartbeatMeaning.Retained, watch.Seen(Beat(), retained: true, 0));
        Assert.Equal(HeartbeatMeaning.Foreign, watch.Seen(Beat(id: "other"), retained: false, 0));
        Assert.False(watch.Stores(0));

        Assert.Equal(HeartbeatMeaning.Alive, watch.Seen(Beat(), retained: false, 0));
        Assert.True(watch.Stores(29_000));
        Assert.False(watch.Stores(31_000));
    }

    [Fact]
    public void Another_run_of_the_server_is_noticed_once()
    {
        watch.Seen(Beat(), retained: false, 0);

        Assert.Equal(HeartbeatMeaning.NewRun, watch.Seen(Beat(run: "b"), retained: false, 1));
        Assert.Equal(HeartbeatMeaning.Alive, watch.Seen(Beat(run: "b"), retained: false, 2));
    }

    [Fact]
    public void The_last_will_of_the_server_and_a_full_store_stop_history_at_once()
    {
        watch.Seen(Beat(), retained: false, 0);
        Assert.Equal(HeartbeatMeaning.Down, watch.Seen(Beat(store: StoreState.Down), retained: false, 1));
        Assert.False(watch.Stores(2));

        watch.Seen(Beat(store: StoreState.Full), retained: false, 3);
        Assert.False(watch.Stores(4));
    }

    [Fact]
    public void A_will_does_not_renew_the_heartbeat()
    {
        watch.Seen(Beat(), retained: false, 0);
        watch.Seen(Beat(store: StoreState.Down), retained: false, 20_000);

        Assert.Equal(TimeSpan.FromSeconds(31), watch.SilentFor(31_000, 0));
    }

    private static Vigia.Wire.Heartbeat Beat(string id = "server-1", string run = "a", string store = StoreState.Ok) =>
        new(id, run, 1, 1, ClockQuality.Ntp, store);
}
