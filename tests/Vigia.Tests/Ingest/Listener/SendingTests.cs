using System.Text;
using Vigia.EndToEnd.Kit;
using Vigia.Wire;

namespace Vigia.Tests.Ingest.Listener;

public sealed class SendingTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_node_gets_its_messages_once_it_has_subscribed(byte version)
    {
        await using var host = await ListenerHost.StartAsync();
        var whileAway = host.Ingress.Send("inv1", Channel.Ack, "x"u8);
        using var node = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1", version);
        var unsubscribed = host.Ingress.Send("inv1", Channel.Ack, "x"u8);
        await node.SendAsync(MqttSocket.Subscribe(1, version, Topics.Of(KnownNodes.Site, "inv1", Channel.Ack)));
        await node.ReadAsync();

        await Eventually.Until("it is sent", () => host.Ingress.Send("inv1", Channel.Ack, "an ack"u8));
        var notAsked = host.Ingress.Send("inv1", Channel.Command, "x"u8);
        var (kind, body) = await node.ReadAsync();

        Assert.Equal((false, false, false), (whileAway, unsubscribed, notAsked));
        Assert.Equal(3, kind);
        Assert.Equal((Topics.Of(KnownNodes.Site, "inv1", Channel.Ack), "an ack"), Message(body, version));
    }

    [Fact]
    public async Task A_node_that_unsubscribes_gets_no_more()
    {
        await using var host = await ListenerHost.StartAsync();
        using var node = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");
        var topic = Topics.Of(KnownNodes.Site, "inv1", Channel.Time);
        await node.SendAsync(MqttSocket.Subscribe(1, 4, topic));
        await node.ReadAsync();
        await Eventually.Until("it is sent", () => host.Ingress.Send("inv1", Channel.Time, "x"u8));
        await node.ReadAsync();

        var unsubscribe = MqttSocket.Subscribe(2, 4, topic);
        await node.SendAsync(MqttSocket.Packet(0xA2, [.. unsubscribe[2..^1]]));
        Assert.Equal(11, (await node.ReadAsync()).Kind);

        Assert.False(host.Ingress.Send("inv1", Channel.Time, "x"u8));
    }

    [Fact]
    public async Task A_new_subscriber_gets_the_last_heartbeat_as_retained_and_the_next_as_live()
    {
        await using var host = await ListenerHost.StartAsync();
        await host.Ingress.SendHeartbeatAsync("old"u8.ToArray(), CancellationToken.None);
        await host.Ingress.SendHeartbeatAsync("last"u8.ToArray(), CancellationToken.None);
        using var node = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");

        await node.SendAsync(MqttSocket.Subscribe(1, 4, Topics.Heartbeat(KnownNodes.Site)));
        Assert.Equal(9, (await node.ReadAsync()).Kind);
        var retained = await node.ReadWithHeaderAsync();
        await host.Ingress.SendHeartbeatAsync("live"u8.ToArray(), CancellationToken.None);
        var live = await node.ReadWithHeaderAsync();

        Assert.Equal((0x31, "last"), (retained.Header, Message(retained.Body, 4).Payload));
        Assert.Equal((0x30, "live"), (live.Header, Message(live.Body, 4).Payload));
    }

    [Fact]
    public async Task The_config_is_kept_for_a_node_that_is_away()
    {
        await using var host = await ListenerHost.StartAsync();
        Assert.True(host.Ingress.Send("inv1", Channel.Config, "the config"u8));
        Assert.False(host.Ingress.Send("stranger", Channel.Config, "x"u8));
        using var node = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");

        await node.SendAsync(MqttSocket.Subscribe(1, 4, Topics.Of(KnownNodes.Site, "inv1", Channel.Config)));
        await node.ReadAsync();

        var (header, body) = await node.ReadWithHeaderAsync();
        Assert.Equal((0x31, "the config"), (header, Message(body, 4).Payload));
    }

    [Fact]
    public async Task A_slow_reader_is_dropped_and_nobody_waits_for_it()
    {
        await using var host = await ListenerHost.StartAsync();
        using var slow = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");
        using var quick = await MqttSocket.LoggedInAsync(host.EndPoint, "inv2");
        await Subscribe(slow, "inv1");
        await Subscribe(quick, "inv2");
        await Eventually.Until(
            "both listen",
            () => host.Ingress.Send("inv1", Channel.Ack, "1"u8) && host.Ingress.Send("inv2", Channel.Ack, "1"u8)
        );
        await quick.ReadAsync();

        var large = new byte[60_000];
        var sent = 0;
        while (host.Ingress.Send("inv1", Channel.Ack, large) && sent < 10_000)
        {
            sent++;
            Assert.True(host.Ingress.Send("inv2", Channel.Ack, "quick"u8));
            Assert.Equal("quick", Message((await quick.ReadAsync()).Body, 4).Payload);
        }

        Assert.InRange(sent, 1, 9_999);
        await Eventually.Until("the slow one is gone", () => host.Ingress.NodesPresent == 1);
    }

    private static async Task Subscribe(MqttSocket node, string name)
    {
        await node.SendAsync(MqttSocket.Subscribe(1, 4, Topics.Of(KnownNodes.Site, name, Channel.Ack)));
        await node.ReadAsync();
    }

    private static (string Topic, string Payload) Message(byte[] body, byte version)
    {
        var length = (body[0] << 8) | body[1];
        var payload = body.AsSpan(2 + length + (version == 5 ? 1 : 0));
        return (Encoding.UTF8.GetString(body, 2, length), Encoding.UTF8.GetString(payload));
    }
}
