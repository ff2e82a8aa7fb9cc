using Vigia.EndToEnd.Kit;
using Vigia.Wire;

namespace Vigia.Tests.Ingest.Listener;

public sealed class RightsTests
{
    public static TheoryData<string> ForbiddenToWrite =>
        [
            "vigia/v1/farm/inv2/data",
            "vigia/v1/farm/inv1/ack",
            "vigia/v1/farm/inv1/cmd",
            "vigia/v1/farm/inv2/cmd",
            "vigia/v1/farm/inv2/cmd/reply",
            "vigia/v1/farm/inv1/config",
            "vigia/v1/farm/inv1/nothing",
            "vigia/v1/farm/inv1/data/x",
            "vigia/v1/farm/inv1",
            "vigia/v1/farm/server",
            "vigia/v1/orchard/inv1/data",
            "$SYS/broker",
            "elsewhere",
        ];

    [Theory]
    [MemberData(nameof(ForbiddenToWrite))]
    public async Task A_forbidden_topic_is_refused_with_its_reason_where_version_5_can_say_so(string topic)
    {
        await using var host = await ListenerHost.StartAsync();
        using var node = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1", version: 5);

        await node.SendAsync(MqttSocket.Publish(topic, "x", 5, version: 5), MqttSocket.PingReq);
        var answers = new[] { await node.ReadAsync(), await node.ReadAsync() };

        var refusal = Assert.Single(answers, a => a.Kind == 4).Body;
        Assert.Equal((5, 0x87), (refusal[1], refusal[2]));
        Assert.Single(answers, a => a.Kind == 13);
        Assert.Equal([("inv1", Refusal.ForbiddenTopic)], host.Inbox.Refusals);
        Assert.Equal(0, host.Inbox.Count);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(4, 1)]
    [InlineData(5, 0)]
    public async Task A_forbidden_topic_ends_the_connection_where_nothing_else_can_be_said(byte version, int qos)
    {
        await using var host = await ListenerHost.StartAsync();
        using var node = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1", version);

        await node.SendAsync(MqttSocket.Publish("vigia/v1/farm/inv2/data", "x", 5, version, qos));

        Assert.True(await node.IsClosedAsync());
        Assert.Equal([("inv1", Refusal.ForbiddenTopic)], host.Inbox.Refusals);
        Assert.Equal(0, host.Inbox.Count);
    }

    [Theory]
    [InlineData(4, 0x80)]
    [InlineData(5, 0x87)]
    public async Task A_node_may_subscribe_to_its_own_topics_letter_by_letter_and_to_nothing_else(
        byte version,
        byte refused
    )
    {
        await using var host = await ListenerHost.StartAsync();
        using var node = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1", version);
        string[] filters =
        [
            "vigia/v1/farm/inv1/ack",
            "vigia/v1/farm/inv2/ack",
            "vigia/v1/farm/inv1/time",
            "vigia/v1/farm/inv1/#",
            "vigia/v1/farm/+/ack",
            "vigia/v1/farm/inv1/cmd",
            "vigia/v1/farm/inv1/config",
            "vigia/v1/farm/server",
            "#",
            "vigia/v1/farm/inv1/data",
            "$share/g/vigia/v1/farm/inv1/ack",
        ];

        await node.SendAsync(MqttSocket.Subscribe(3, version, filters));

        var (kind, body) = await node.ReadAsync();
        Assert.Equal(9, kind);
        Assert.Equal([0, refused, 0, refused, refused, 0, 0, 0, refused, refused], body[^filters.Length..^1]);
        Assert.InRange(body[^1], 0x80, 0xFF);
        await Eventually.Until(
            "six refusals are counted",
            () => host.Inbox.Refusals.Count(r => r == ("inv1", Refusal.ForbiddenTopic)) == 6
        );
    }

    [Fact]
    public async Task What_a_node_says_reaches_no_other_node()
    {
        await using var host = await ListenerHost.StartAsync();
        using var listens = await MqttSocket.LoggedInAsync(host.EndPoint, "inv2");
        using var speaks = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");
        await listens.SendAsync(
            MqttSocket.Subscribe(1, 4, Topics.Heartbeat(KnownNodes.Site), "vigia/v1/farm/inv2/cmd")
        );
        await listens.ReadAsync();

        foreach (var channel in Topics.NodeWrites)
        {
            await speaks.SendAsync(
                MqttSocket.Publish(Topics.Of(KnownNodes.Site, "inv1", channel), $"{channel}", qos: 0, retain: true)
            );
        }

        await Eventually.Until("all channels", () => host.Inbox.Count == Topics.NodeWrites.Count);
        Assert.Equal(Topics.NodeWrites, host.Inbox.Arrivals.Select(a => a.Channel));
        Assert.All(host.Inbox.Arrivals, a => Assert.Equal((a.Channel.ToString(), false), (a.Text, a.Retained)));
        await listens.SendAsync(MqttSocket.PingReq);
        Assert.Equal(13, (await listens.ReadAsync()).Kind);
    }
}
