using Vigia.EndToEnd.Kit;
using Vigia.Wire;

namespace Vigia.Tests.Ingest.Listener;

public sealed class LoginTests
{
    [Theory]
    [InlineData("inv1", "wrong", null, (byte)4)]
    [InlineData("stranger", "secret-stranger", null, (byte)4)]
    [InlineData("inv1", "secret-inv1", "farm.inv2", (byte)2)]
    [InlineData("inv1", "secret-inv1", "", (byte)2)]
    [InlineData("inv1", "secret-inv1", "FARM.INV1", (byte)2)]
    public async Task Who_is_not_who_he_says_is_told_so_and_counted(
        string node,
        string secret,
        string? clientId,
        byte code
    )
    {
        await using var host = await ListenerHost.StartAsync();
        using var client = await MqttSocket.OpenAsync(host.EndPoint);

        await client.SendAsync(MqttSocket.Connect(node, secret, clientId: clientId));

        var (kind, body) = await client.ReadAsync();
        Assert.Equal((2, code), (kind, body[1]));
        Assert.True(await client.IsClosedAsync());
        Assert.Single(host.Inbox.Refusals, r => r.Reason == Refusal.UnknownNode);
    }

    [Fact]
    public async Task Version_5_is_told_the_reason_in_its_own_words()
    {
        await using var host = await ListenerHost.StartAsync();
        using var client = await MqttSocket.OpenAsync(host.EndPoint);

        await client.SendAsync(MqttSocket.Connect("inv1", "wrong", version: 5));

        Assert.Equal(0x86, (await client.ReadAsync()).Body[1]);
    }

    [Fact]
    public async Task A_will_on_the_topic_of_another_is_not_accepted()
    {
        await using var host = await ListenerHost.StartAsync();
        using var client = await MqttSocket.OpenAsync(host.EndPoint);
        var ofAnother = Topics.Of(KnownNodes.Site, "inv2", Channel.Death);

        await client.SendAsync(MqttSocket.Connect("inv1", KnownNodes.SecretOf("inv1"), will: (ofAnother, "dead")));

        Assert.Equal(5, (await client.ReadAsync()).Body[1]);
        Assert.Contains(("inv1", Refusal.ForbiddenTopic), host.Inbox.Refusals);
    }

    [Fact]
    public async Task A_killed_node_leaves_its_will_and_one_that_says_goodbye_does_not()
    {
        await using var host = await ListenerHost.StartAsync();
        await ConnectWithWill(host, "inv1", "killed", goodbye: null);
        await ConnectWithWill(host, "inv2", "left", goodbye: MqttSocket.Disconnect);
        await ConnectWithWill(host, "pump", "left with its will", goodbye: [0xE0, 2, 4, 0]);

        await Eventually.Until("two deaths", () => host.Inbox.Texts(Channel.Death).Count() == 2);
        await Eventually.Until("all have left", () => host.Ingress.NodesPresent == 0);
        Assert.Equal(["killed", "left with its will"], host.Inbox.Texts(Channel.Death).Order());
    }

    [Fact]
    public async Task The_end_of_the_server_is_no_nodes_death()
    {
        var host = await ListenerHost.StartAsync();
        using var client = await MqttSocket.OpenAsync(host.EndPoint);
        await client.SendAsync(WithWill("inv1", "dead", version: 4));
        await client.ReadAsync();

        await host.DisposeAsync();

        Assert.Equal(0, host.Inbox.Count);
        Assert.True(await client.IsClosedAsync());
    }

    [Fact]
    public async Task A_node_takes_its_place_again_and_its_old_connection_dies_first()
    {
        await using var host = await ListenerHost.StartAsync();
        using var old = await MqttSocket.OpenAsync(host.EndPoint);
        await old.SendAsync(WithWill("inv1", "old one", version: 4));
        await old.ReadAsync();

        using var fresh = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");
        await fresh.SendAsync(MqttSocket.Publish(Topics.Of(KnownNodes.Site, "inv1", Channel.Birth), "born", 1));
        await fresh.ReadAckAsync();

        Assert.Equal(["old one", "born"], host.Inbox.Arrivals.Select(a => a.Text));
        Assert.True(await old.IsClosedAsync());
        Assert.Equal((1, 0), host.Ingress.TakeoversOf("inv1"));
    }

    [Fact]
    public async Task Two_machines_with_one_identity_hold_it_in_turns()
    {
        await using var host = await ListenerHost.StartAsync(timerScale: 0.5);
        using var first = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");
        using var second = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");

        using var tooSoon = await MqttSocket.OpenAsync(host.EndPoint);
        await tooSoon.SendAsync(MqttSocket.Connect("inv1", KnownNodes.SecretOf("inv1")));
        var answer = await tooSoon.ReadAsync();
        await second.SendAsync(MqttSocket.PingReq);
        var stillThere = await second.ReadAsync();
        var turns = 0;
        while (turns == 0)
        {
            using var again = await MqttSocket.OpenAsync(host.EndPoint);
            await again.SendAsync(MqttSocket.Connect("inv1", KnownNodes.SecretOf("inv1")));
            turns += (await again.ReadAsync()).Body[1] == 0 ? 1 : 0;
            await Task.Delay(20);
        }

        Assert.Equal((2, (byte)3), (answer.Kind, answer.Body[1]));
        Assert.Equal(13, stillThere.Kind);
        Assert.True(await second.IsClosedAsync());
        Assert.Equal(2, host.Ingress.TakeoversOf("inv1").Granted);
        Assert.True(host.Ingress.TakeoversOf("inv1").Refused >= 1);
    }

    private static byte[] WithWill(string node, string text, byte version) =>
        MqttSocket.Connect(
            node,
            KnownNodes.SecretOf(node),
            version,
            will: (Topics.Of(KnownNodes.Site, node, Channel.Death), text)
        );

    private static async Task ConnectWithWill(ListenerHost host, string node, string text, byte[]? goodbye)
    {
        using var client = await MqttSocket.OpenAsync(host.EndPoint);
        await client.SendAsync(WithWill(node, text, version: 5));
        Assert.Equal(0, (await client.ReadAsync()).Body[1]);
        await client.SendAsync(goodbye ?? []);
    }
}
