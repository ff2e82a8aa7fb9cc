using System.Text.Json;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Ingest.Broker;
using Vigia.Wire;

namespace Vigia.Tests.Ingest.Broker;

public sealed class BrokerIngressTests
{
    private static readonly string Plain = Topics.Of(KnownNodes.Site, "inv1", Channel.Plain);

    [Fact]
    public async Task Every_channel_of_a_node_comes_in()
    {
        using var broker = await MosquittoHost.StartAsync();
        await using var server = await BrokerHost.StartAsync(broker);

        foreach (var channel in Topics.NodeWrites)
        {
            var topic = Topics.Of(KnownNodes.Site, "inv1", channel);
            var (exit, said) = await Programs.PublishAsync(
                broker.NodePort,
                "inv1",
                "-q",
                "1",
                "-t",
                topic,
                "-m",
                $"{channel}"
            );
            Assert.True(exit == 0, said);
        }

        await Eventually.Until("all channels", () => server.Inbox.Count == Topics.NodeWrites.Count);
        Assert.All(
            server.Inbox.Arrivals,
            a => Assert.Equal((a.Channel.ToString(), "inv1", false), (a.Text, a.Node, a.Retained))
        );
        Assert.All(server.Inbox.Arrivals, a => Assert.Equal(a.Channel == Channel.Plain, a.Receipt is not null));
    }

    [Fact]
    public async Task A_birth_that_the_broker_remembered_is_told_from_a_fresh_one()
    {
        using var broker = await MosquittoHost.StartAsync();
        var birth = Topics.Of(KnownNodes.Site, "inv1", Channel.Birth);
        await Programs.PublishAsync(broker.NodePort, "inv1", "-q", "1", "-r", "-t", birth, "-m", "old");

        await using var server = await BrokerHost.StartAsync(broker);
        await Eventually.Until("the old birth", () => server.Inbox.Count == 1);
        await Programs.PublishAsync(broker.NodePort, "inv1", "-q", "1", "-r", "-t", birth, "-m", "new");
        await Eventually.Until("the new birth", () => server.Inbox.Count == 2);

        Assert.Equal([("old", true), ("new", false)], server.Inbox.Arrivals.Select(a => (a.Text, a.Retained)));
    }

    [Fact]
    public async Task A_plain_reading_without_receipt_comes_again_and_one_with_it_does_not()
    {
        using var broker = await MosquittoHost.StartAsync();
        // With one message under way at a time, the second comes only after the first one's PUBACK.
        var oneByOne = new BrokerOptions { ReceiveMaximum = 1 };
        await using (var first = await BrokerHost.StartAsync(broker, options: oneByOne))
        {
            await Programs.PublishAsync(broker.NodePort, "inv1", "-q", "1", "-t", Plain, "-m", "stored");
            await Programs.PublishAsync(broker.NodePort, "inv1", "-q", "1", "-t", Plain, "-m", "lost");
            await Eventually.Until("the first came", () => first.Inbox.Count == 1);
            first.Inbox.Arrivals[0].Receipt!.Complete();
            await Eventually.Until("the second came", () => first.Inbox.Count == 2);
        }

        await Programs.PublishAsync(broker.NodePort, "inv1", "-q", "1", "-t", Plain, "-m", "while away");
        await using var second = await BrokerHost.StartAsync(broker, "run2");

        await Eventually.Until("what was not stored", () => second.Inbox.Count >= 2);
        Assert.Equal(["lost", "while away"], second.Inbox.Texts(Channel.Plain).Order());
    }

    [Fact]
    public async Task A_receipt_that_never_comes_makes_the_broker_repeat()
    {
        using var broker = await MosquittoHost.StartAsync();
        var options = new BrokerOptions { ReceiptTime = TimeSpan.FromMilliseconds(400) };
        await using var server = await BrokerHost.StartAsync(broker, options: options);

        await Programs.PublishAsync(broker.NodePort, "inv1", "-q", "1", "-t", Plain, "-m", "shed");

        await Eventually.Until("it came twice", () => server.Inbox.Texts(Channel.Plain).Count(t => t == "shed") >= 2);
    }

    [Fact]
    public async Task A_killed_broker_is_found_again_and_urgent_messages_flow()
    {
        using var broker = await MosquittoHost.StartAsync();
        await using var server = await BrokerHost.StartAsync(broker);

        broker.Kill();
        // Two sessions, and either may see it first: what counts is that nothing is taken any more.
        await Eventually.Until(
            "the loss is seen",
            () => !server.Ingress.IsConnected && !server.Ingress.Send("inv1", Channel.Ack, "x"u8)
        );
        await broker.RunAsync();
        await Eventually.Until("both sessions stand", () => server.Ingress.IsConnected);
        await Programs.PublishAsync(
            broker.NodePort,
            "inv1",
            "-q",
            "1",
            "-t",
            Topics.Of(KnownNodes.Site, "inv1", Channel.Alarm),
            "-m",
            "fire"
        );

        await Eventually.Until("the alarm", () => server.Inbox.Texts(Channel.Alarm).Contains("fire"));
    }

    [Fact]
    public async Task Two_servers_see_each_other_but_not_themselves()
    {
        using var broker = await MosquittoHost.StartAsync();
        await using var first = await BrokerHost.StartAsync(broker, "run1");
        await using var second = await BrokerHost.StartAsync(broker, "run2");

        await first.Ingress.SendHeartbeatAsync(Json(first.Self), CancellationToken.None);
        await second.Ingress.SendHeartbeatAsync(Json(second.Self), CancellationToken.None);

        await Eventually.Until("each sees the other", () => !first.Others.IsEmpty && !second.Others.IsEmpty);
        Assert.All(first.Others, h => Assert.Equal("run2", h.Run));
        Assert.All(second.Others, h => Assert.Equal("run1", h.Run));
    }

    [Fact]
    public async Task A_server_that_stops_leaves_the_word_down_on_its_heartbeat()
    {
        using var broker = await MosquittoHost.StartAsync();
        await using var watcher = await BrokerHost.StartAsync(broker, "run1");
        await using (var stops = await BrokerHost.StartAsync(broker, "run2"))
        {
            await stops.Ingress.SendHeartbeatAsync(Json(stops.Self), CancellationToken.None);
            await Eventually.Until("it is seen", () => !watcher.Others.IsEmpty);
        }

        await Eventually.Until("down", () => watcher.Others.Any(h => h is { Run: "run2", Store: StoreState.Down }));
    }

    [Fact]
    public async Task A_node_gets_what_is_sent_to_it_and_the_retained_config()
    {
        using var broker = await MosquittoHost.StartAsync();
        await using var server = await BrokerHost.StartAsync(broker);
        server.Ingress.Send("inv1", Channel.Ack, "an ack before anyone listened"u8);
        server.Ingress.Send("inv1", Channel.Config, "the config"u8);
        var config = Topics.Of(KnownNodes.Site, "inv1", Channel.Config);
        var ack = Topics.Of(KnownNodes.Site, "inv1", Channel.Ack);

        // Once the broker holds the config it has had the ack too.
        using (var first = Programs.Subscribe(broker.NodePort, "inv1", "-q", "1", "-t", config, "-C", "1", "-W", "15"))
        {
            await first.WaitForExitAsync();
        }

        using var node = Programs.Subscribe(
            broker.NodePort,
            "inv1",
            "-q",
            "1",
            "-F",
            "%r %p",
            "-t",
            config,
            "-t",
            ack,
            "-C",
            "2",
            "-W",
            "15"
        );

        Assert.Equal("1 the config", await node.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(15)));
        Assert.True(server.Ingress.Send("inv1", Channel.Ack, "an ack"u8));
        Assert.Equal("0 an ack", await node.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(15)));
    }

    [Fact]
    public async Task A_node_that_the_broker_knows_and_the_server_does_not_is_refused_by_name()
    {
        using var broker = await MosquittoHost.StartAsync();
        await using var server = await BrokerHost.StartAsync(broker);

        await Programs.PublishAsync(
            broker.NodePort,
            "inv2",
            "-q",
            "1",
            "-t",
            Topics.Of(KnownNodes.Site, "inv2", Channel.Data),
            "-m",
            "x"
        );

        await Eventually.Until("the refusal", () => server.Inbox.Refusals.Contains(("inv2", Refusal.UnknownNode)));
        Assert.Equal(0, server.Inbox.Count);
    }

    private static byte[] Json(Heartbeat heartbeat) =>
        JsonSerializer.SerializeToUtf8Bytes(heartbeat, WireJson.Default.Heartbeat);
}
