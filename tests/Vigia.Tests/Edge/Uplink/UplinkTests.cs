using System.Text.Json;
using MQTTnet;
using Vigia.Edge.Outbox;
using Vigia.Edge.Uplink;
using Vigia.EndToEnd.Kit;
using Vigia.Tests.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Uplink;

/// <summary>The uplink against Debian's mosquitto.</summary>
public sealed class UplinkTests : IAsyncLifetime
{
    private Mosquitto broker = null!;
    private FarmServer server = null!;

    public async ValueTask InitializeAsync()
    {
        broker = await Mosquitto.StartAsync();
        server = await FarmServer.StartAsync(broker.Port);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await broker.DisposeAsync();
    }

    [Fact]
    public async Task A_connection_begins_with_time_birth_and_health_before_any_pack()
    {
        await using var node = new UplinkRig(broker.Port);
        node.Put(3);
        await Eventually.Until("three packs", async () => await PacksAfterBeat(3));

        Assert.Equal([Channel.TimeAsk, Channel.Birth, Channel.Health], server.Channels.Take(3));
        var birth = server.Last(Channel.Birth, WireJson.Default.Birth);
        Assert.Equal((node.Who.Boot, 1, "m1"), (birth.Boot, birth.Conn, birth.Machine));
        var health = server.Last(Channel.Health, WireJson.Default.Health);
        Assert.Equal((node.Who.Boot, UplinkRig.Board), (health.Held[0].Boot, health.Board));
    }

    [Fact]
    public async Task What_the_server_settles_leaves_the_node()
    {
        await using var node = new UplinkRig(broker.Port);
        await Eventually.Until("the node is there", () => server.Channels.Contains(Channel.Health));
        node.Put(50);
        await Eventually.Until("fifty packs", async () => await PacksAfterBeat(50));

        await server.AckAsync(node.Who.Boot, 49);

        await Eventually.Until("nothing is held", () => node.Stores.Packs == 0);
        Assert.Equal(50, server.Packs.Distinct().Count());
    }

    [Fact]
    public async Task An_ack_of_another_server_deletes_nothing()
    {
        await using var node = new UplinkRig(broker.Port);
        node.Put(2);
        await Eventually.Until("two packs", async () => await PacksAfterBeat(2));

        await server.AckAsync(node.Who.Boot, 1, by: "stranger");

        await Eventually.Until("it is counted", () => node.Box.Tally.Faults().ContainsKey("ForeignAck"));
        Assert.Equal(2, node.Stores.Packs);
    }

    [Fact]
    public async Task A_new_run_of_the_server_hears_everything_again()
    {
        await using var node = new UplinkRig(broker.Port);
        node.Put(5);
        await Eventually.Until("five packs", async () => await PacksAfterBeat(5));
        var asks = server.Channels.Count(c => c == Channel.TimeAsk);

        await Eventually.Until(
            "five packs again",
            async () =>
            {
                await server.BeatAsync("run-2");
                return server.Packs.Count >= 10;
            }
        );

        Assert.True(server.Channels.Count(c => c == Channel.TimeAsk) > asks);
    }

    [Fact]
    public async Task Thousands_of_packs_of_history_arrive_in_order_and_live_ones_between()
    {
        var stores = new OutboxStores(
            new MemoryPackStore(PackStorePlace.Young),
            new MemoryPackStore(PackStorePlace.Card)
        );
        var before = new OutboxRig(stores).Put(3000);
        await using var node = new UplinkRig(broker.Port, stores);
        await Eventually.Until("the node is there", () => server.Channels.Contains(Channel.Health));
        await server.BeatAsync();
        await Eventually.Until("history flows", () => server.Packs.Count > 10);
        node.Put();

        await Eventually.Until("all arrive and are settled", async () => await Settle() && node.Stores.Packs == 0);

        var order = server.Packs.Distinct().ToList();
        Assert.Equal(
            Enumerable.Range(0, 3000).Select(s => (long)s),
            order.Where(p => p.Boot == before.Who.Boot).Select(p => p.Seq)
        );
        Assert.True(order.FindIndex(p => p.Boot == node.Who.Boot) < 500);
    }

    [Fact]
    public async Task The_time_is_learned_from_the_middle_of_the_round_trip_and_dates_what_waits()
    {
        var clock = new RunningClock(ClockQuality.None);
        await using var node = new UplinkRig(broker.Port, clock: clock);
        node.Put(2);
        await Eventually.Until("it asks", () => server.Channels.Contains(Channel.TimeAsk));

        var ask = server.Last(Channel.TimeAsk, WireJson.Default.TimeAsk);
        await server.TellTimeAsync(new TimeReply(ask.N, 1_800_000_000, 1_800_000_000, ClockQuality.Server));

        await Eventually.Until("it knows", () => clock.Now().Quality == ClockQuality.Server);
        Assert.InRange(clock.Now().TimeMs, 1_800_000_000_000, 1_800_000_060_000);
        await Eventually.Until("the packs come", async () => await PacksAfterBeat(2));
    }

    [Fact]
    public async Task An_alarm_is_repeated_until_the_server_has_it()
    {
        await using var node = new UplinkRig(broker.Port);
        node.Link.Raise(new LocalAlarm("air", "Cel", 41, 38, TimeSpan.FromMinutes(5)));
        await Eventually.Until("it is repeated", () => server.Channels.Count(c => c == Channel.Alarm) >= 2);
        Assert.Equal(0, server.Last(Channel.Alarm, WireJson.Default.AlarmReport).Aid);

        await server.AckAsync(node.Who.Boot, -1, alarms: 0);
        await Eventually.Until("it is settled", () => node.Link.AlarmsStanding == 0);
    }

    [Fact]
    public async Task An_order_to_this_run_is_answered()
    {
        await using var node = new UplinkRig(broker.Port);
        await Eventually.Until("the node is there", () => server.Channels.Contains(Channel.Health));

        await server.OrderAsync(
            new Command(OutboxRig.Server, node.Who.Boot, 7, node.Clock.UpMs / 1000.0, CommandName.Ping)
        );

        await Eventually.Until("it answers", () => server.Channels.Contains(Channel.CommandReply));
        Assert.Equal("Pong", server.Last(Channel.CommandReply, WireJson.Default.CommandReply).Result);
    }

    [Fact]
    public async Task An_order_that_a_broker_kept_is_not_heard_and_one_of_another_server_is_counted()
    {
        var kept = new Command(OutboxRig.Server, new BootId(8), 7, 1, CommandName.Ping);
        await server.SayAsync(
            Topics.Of("farm", "inv1", Channel.Command),
            JsonSerializer.SerializeToUtf8Bytes(kept, WireJson.Default.Command),
            retain: true
        );
        await using var node = new UplinkRig(broker.Port);
        await Eventually.Until("the node is there", () => server.Channels.Contains(Channel.Health));
        var order = kept with { Boot = node.Who.Boot, Id = 8, Up = node.Clock.UpMs / 1000.0 };
        await server.OrderAsync(order with { By = "another" });
        await server.OrderAsync(order with { Name = CommandName.Siren, For = 60 });

        await Eventually.Until("it answers", () => server.Channels.Contains(Channel.CommandReply));
        Assert.Equal(1, node.Box.Tally.Faults()["ForeignCommand"]);
        Assert.Single(server.Channels, Channel.CommandReply);
        var reply = server.Last(Channel.CommandReply, WireJson.Default.CommandReply);
        Assert.Equal(("NoSiren", 8L, 8L), (reply.Result, reply.Id, reply.Last));
    }

    [Fact]
    public async Task A_stopping_node_writes_its_packs_to_the_card_and_says_its_death()
    {
        await using var node = new UplinkRig(broker.Port);
        node.Put(3);
        await Eventually.Until("the node is there", () => server.Channels.Contains(Channel.Health));

        await node.StopAsync();

        Assert.Equal((0, 3), (node.Stores.Young.Totals.Packs, node.Stores.Card.Totals.Packs));
        await Eventually.Until("death is said", () => server.Channels.Contains(Channel.Death));
        Assert.Equal(new Death(node.Who.Boot, 1), server.Last(Channel.Death, WireJson.Default.Death));
    }

    [Fact]
    public async Task Garbage_on_its_topics_is_counted_and_changes_nothing()
    {
        await using var node = new UplinkRig(broker.Port);
        node.Put(2);
        await Eventually.Until("two packs", async () => await PacksAfterBeat(2));

        foreach (var channel in Topics.ServerWrites)
        {
            await server.SayAsync(Topics.Of("farm", "inv1", channel), "{\"boot\":[1,"u8.ToArray());
        }

        await server.SayAsync(Topics.Heartbeat("farm"), [0xff, 0x00]);

        await Eventually.Until("it is counted", () => node.Box.Tally.Faults().GetValueOrDefault("BadMessage") == 4);
        Assert.Equal(2, node.Stores.Packs);
    }

    private async Task<bool> PacksAfterBeat(int count)
    {
        await server.BeatAsync();
        return server.Packs.Distinct().Count() >= count;
    }

    private async Task<bool> Settle()
    {
        await server.BeatAsync();
        foreach (var boot in server.Packs.Distinct().GroupBy(p => p.Boot))
        {
            await server.AckAsync(boot.Key, boot.Max(p => p.Seq));
        }

        return server.Packs.Count >= 3001;
    }
}
