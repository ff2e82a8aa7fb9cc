using System.Text;
using MQTTnet;
using MQTTnet.Protocol;
using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Daemons;
using Vigia.EndToEnd.Kit.Link;
using Vigia.Wire;

namespace Vigia.EndToEnd.Suite;

/// <summary>The link does to real packets what it says, on both protocol versions.</summary>
public sealed class FaultyLinkTests : IAsyncLifetime
{
    private static readonly string Data = Topics.Of(Farm.Site, "inv1", Channel.Data);

    private readonly Scratch scratch = new();
    private readonly List<string> heard = [];
    private Mosquitto mosquitto = null!;
    private FaultyLink link = null!;
    private IMqttClient subscriber = null!;

    public async ValueTask InitializeAsync()
    {
        mosquitto = new Mosquitto(scratch);
        await mosquitto.StartAsync();
        link = new FaultyLink(mosquitto.Port);
        subscriber = await ConnectAsync(mosquitto.Port, MQTTnet.Formatter.MqttProtocolVersion.V500);
        subscriber.ApplicationMessageReceivedAsync += message =>
        {
            lock (heard)
            {
                heard.Add(Encoding.UTF8.GetString(message.ApplicationMessage.Payload));
            }

            return Task.CompletedTask;
        };
        await subscriber.SubscribeAsync(Data, MqttQualityOfServiceLevel.AtLeastOnce);
    }

    [Theory, InlineData(4), InlineData(5)]
    public async Task What_it_drops_is_acknowledged_and_lost(int protocol)
    {
        link.Rule = Faults.LoseEvery(2, passing => passing.IsPack);

        await PublishAsync(protocol, "a", "b", "c");

        await HeardAsync("a", "c");
    }

    [Theory, InlineData(4), InlineData(5)]
    public async Task What_it_doubles_comes_twice(int protocol)
    {
        link.Rule = passing => passing.IsPack ? Verdict.Double : Verdict.Pass;

        await PublishAsync(protocol, "a", "b");

        await HeardAsync("a", "a", "b", "b");
    }

    [Theory, InlineData(4), InlineData(5)]
    public async Task What_it_replaces_comes_with_other_bytes(int protocol)
    {
        link.Rule = passing =>
            passing.IsPack
                ? Verdict.Replace(
                    new byte[300]
                        .Select(_ => (byte)'x')
                        .ToArray()
                )
                : Verdict.Pass;

        await PublishAsync(protocol, "a");

        await HeardAsync(new string('x', 300));
    }

    [Fact]
    public async Task What_is_late_is_overtaken()
    {
        link.Rule = passing =>
            passing is { IsPack: true, Number: 1 } ? Verdict.Late(TimeSpan.FromMilliseconds(300)) : Verdict.Pass;
        using var client = await ConnectAsync(link.Port, MQTTnet.Formatter.MqttProtocolVersion.V500);

        await Task.WhenAll(PublishAsync(client, "a"), PublishAsync(client, "b"));

        await HeardAsync("b", "a");
    }

    [Fact]
    public async Task A_cut_ends_the_connection()
    {
        using var client = await ConnectAsync(link.Port, MQTTnet.Formatter.MqttProtocolVersion.V500);

        link.Cut();

        await Eventually.Until("the client sees it", () => !client.IsConnected);
    }

    [Fact]
    public async Task A_stall_holds_everything_until_it_flows()
    {
        using var client = await ConnectAsync(link.Port, MQTTnet.Formatter.MqttProtocolVersion.V500);
        link.Stall();

        var publishing = PublishAsync(client, "a");
        Assert.False(publishing.IsCompleted);
        link.Flow();

        await publishing;
        await HeardAsync("a");
    }

    public async ValueTask DisposeAsync()
    {
        subscriber.Dispose();
        await link.DisposeAsync();
        await mosquitto.DisposeAsync();
        scratch.Dispose();
    }

    private async Task PublishAsync(int protocol, params string[] texts)
    {
        using var client = await ConnectAsync(link.Port, (MQTTnet.Formatter.MqttProtocolVersion)protocol);
        foreach (var text in texts)
        {
            await PublishAsync(client, text);
        }

        await client.DisconnectAsync();
    }

    private static async Task PublishAsync(IMqttClient client, string text) =>
        await client.PublishStringAsync(Data, text, MqttQualityOfServiceLevel.AtLeastOnce);

    private Task HeardAsync(params string[] texts) =>
        Eventually.Until(
            $"the subscriber hears {string.Join(' ', texts)}",
            () => Heard().SequenceEqual(texts),
            TimeSpan.FromSeconds(5),
            () => string.Join(' ', Heard())
        );

    private string[] Heard()
    {
        lock (heard)
        {
            return [.. heard];
        }
    }

    private static async Task<IMqttClient> ConnectAsync(int port, MQTTnet.Formatter.MqttProtocolVersion protocol)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", port)
            .WithProtocolVersion(protocol)
            .WithClientId($"{Guid.NewGuid():n}")
            .Build();
        await client.ConnectAsync(options);
        return client;
    }
}
