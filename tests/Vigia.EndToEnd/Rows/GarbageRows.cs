using System.Net.Sockets;
using System.Text;
using MQTTnet.Exceptions;
using Vigia.EndToEnd.Kit;
using Vigia.Wire;

namespace Vigia.EndToEnd.Rows;

/// <summary>Nonsense is refused by name and counted; memory stays bounded and good traffic untouched.</summary>
public sealed class GarbageRows
{
    private const int Bytes = 1024 * 1024;
    private const long MostRss = 400L * Bytes;

    private static readonly (string What, byte[] Payload)[] Garbage =
    [
        ("empty", []),
        ("no JSON", "viva la comuna"u8.ToArray()),
        ("truncated", """[{"bn":"inv1/","bt":17640"""u8.ToArray()),
        ("wrong types", """[{"bn":5,"bt":"today","boot":{},"seq":"x"}]"""u8.ToArray()),
        ("NaN", """[{"bn":"inv1/","bt":1764000000,"boot":"none","seq":0,"clk":3},{"n":"air","v":NaN}]"""u8.ToArray()),
        (
            "too large a number",
            """[{"bn":"inv1/","bt":1e999,"boot":"none","seq":0,"clk":3},{"n":"air","v":1}]"""u8.ToArray()
        ),
        ("deep", Encoding.UTF8.GetBytes(new string('[', 20_000))),
        ("zeros", new byte[5000]),
    ];

    [Theory, BothWays]
    public async Task Garbage_on_every_topic_is_refused_and_disturbs_nobody(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        await farm.AddNodeAsync("barn");
        await farm.RestartServerAsync();
        farm.StartAgent();
        await using var vandal = await ScriptedNode.ConnectAsync(farm.Nodes["barn"], farm.Link.Port);

        foreach (var channel in Topics.NodeWrites)
        {
            foreach (var (_, payload) in Garbage)
            {
                await vandal.PublishAsync(channel, payload);
            }
        }

        await Eventually.Until(
            "garbage is refused by name",
            () => farm.Ledger().Refused.Count(r => r.Node == "barn") >= Garbage.Length
        );
        await farm.MoreStoredAsync(5);
        await farm.ProveAsync();
        Assert.InRange(farm.Server.RssBytes(), 0, MostRss);
    }

    [Fact]
    public async Task A_megabyte_is_refused_and_the_others_go_on()
    {
        await using var farm = await Farm.OpenAsync(Way.Listener);
        await farm.AddNodeAsync("barn");
        await farm.RestartServerAsync();
        farm.StartAgent();
        await using var vandal = await ScriptedNode.ConnectAsync(farm.Nodes["barn"], farm.ServerPlan.MqttPort);

        await Assert.ThrowsAnyAsync<MqttCommunicationException>(() =>
            vandal.PublishAsync(Channel.Data, new byte[Bytes])
        );

        await farm.MoreStoredAsync(5);
        await farm.ProveAsync();
    }

    [Fact]
    public async Task Another_nodes_topic_is_refused()
    {
        await using var farm = await Farm.OpenAsync(Way.Listener);
        await farm.AddNodeAsync("barn");
        await farm.RestartServerAsync();
        await using var vandal = await ScriptedNode.ConnectAsync(farm.Nodes["barn"], farm.ServerPlan.MqttPort);

        foreach (var channel in Topics.NodeWrites.Concat(Topics.ServerWrites))
        {
            await vandal.TryPublishAsync(Topics.Of(Farm.Site, "inv1", channel), vandal.Pack(0));
        }

        await Eventually.Until(
            "forbidden topics are counted",
            async () => await farm.Server.MetricAsync("vigia_", nameof(Refusal.ForbiddenTopic)) >= 1
        );
        Assert.Equal(0, farm.Rows());
    }

    [Fact]
    public async Task Ten_thousand_unknown_nodes_get_no_further_than_the_door()
    {
        await using var farm = await Farm.OpenAsync(Way.Listener);
        farm.StartAgent();
        await farm.MoreStoredAsync(3);

        await Parallel.ForAsync(
            0,
            10_000,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, _) =>
                Assert.NotEqual(
                    0,
                    await RawMqtt.LogInAsync(farm.ServerPlan.MqttPort, Topics.ClientId(Farm.Site, $"ghost{i}"), "boo")
                )
        );

        await farm.MoreStoredAsync(5);
        await farm.ProveAsync();
        Assert.InRange(farm.Server.RssBytes(), 0, MostRss);
    }

    [Fact]
    public async Task Clients_that_never_finish_a_sentence_are_shown_out()
    {
        await using var farm = await Farm.OpenAsync(Way.Listener);
        farm.StartAgent();
        var hello = RawMqtt.Connect(Topics.ClientId(Farm.Site, "inv1"), "x");
        var slow = new List<TcpClient>();
        for (var i = 0; i < 10; i++)
        {
            slow.Add(await RawMqtt.OpenAsync(farm.ServerPlan.MqttPort));
            await slow[i].GetStream().WriteAsync(hello.AsMemory(0, 1 + i));
        }

        await farm.MoreStoredAsync(5);

        await Eventually.Until("all are shown out", () => slow.All(IsClosed));
        await farm.ProveAsync();
        slow.ForEach(client => client.Dispose());
    }

    private static bool IsClosed(TcpClient client)
    {
        try
        {
            return client.Client.Poll(0, SelectMode.SelectRead) && client.Available == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
