using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Protocol;
using Vigia.Tests.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Uplink;

/// <summary>The server's voice at a broker: hears what the node says, in order, and answers what a test lets it.</summary>
internal sealed class FarmServer : IAsyncDisposable
{
    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly PackDecoder decoder = new();
    private readonly Pack pack = new();

    public ConcurrentQueue<(Channel Channel, byte[] Payload)> Heard { get; } = new();

    public ConcurrentQueue<(BootId Boot, long Seq)> Packs { get; } = new();

    public static async Task<FarmServer> StartAsync(int port)
    {
        var server = new FarmServer();
        server.client.ApplicationMessageReceivedAsync += server.HearAsync;
        await server.client.ConnectAsync(
            new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithClientId("farm.server").Build()
        );
        await server.client.SubscribeAsync(Topics.Root + "farm/#", MqttQualityOfServiceLevel.AtLeastOnce);
        return server;
    }

    public IEnumerable<Channel> Channels => Heard.Select(h => h.Channel);

    public T Last<T>(Channel channel, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(Heard.Last(h => h.Channel == channel).Payload, type)!;

    public Task BeatAsync(string run = "run-1", string id = OutboxRig.Server, bool retain = false) =>
        SayAsync(
            Topics.Heartbeat("farm"),
            JsonSerializer.SerializeToUtf8Bytes(
                new Vigia.Wire.Heartbeat(id, run, 1, 1, ClockQuality.Ntp, StoreState.Ok),
                WireJson.Default.Heartbeat
            ),
            retain
        );

    public Task AckAsync(BootId boot, long upTo, string by = OutboxRig.Server, params long[] alarms)
    {
        var bytes = new ArrayBufferWriter<byte>();
        new Ack(by, boot, upTo, [], [], alarms).WriteTo(bytes);
        return SayAsync(Topics.Of("farm", "inv1", Channel.Ack), bytes.WrittenSpan.ToArray());
    }

    public Task TellTimeAsync(TimeReply reply) =>
        SayAsync(
            Topics.Of("farm", "inv1", Channel.Time),
            JsonSerializer.SerializeToUtf8Bytes(reply, WireJson.Default.TimeReply)
        );

    public Task OrderAsync(Command command) =>
        SayAsync(
            Topics.Of("farm", "inv1", Channel.Command),
            JsonSerializer.SerializeToUtf8Bytes(command, WireJson.Default.Command)
        );

    public Task SayAsync(string topic, byte[] payload, bool retain = false) =>
        client.PublishAsync(
            new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithRetainFlag(retain).Build()
        );

    public async ValueTask DisposeAsync()
    {
        await client.TryDisconnectAsync();
        client.Dispose();
    }

    private Task HearAsync(MqttApplicationMessageReceivedEventArgs e)
    {
        var payload = e.ApplicationMessage.Payload.ToArray();
        if (
            !Topics.TryParse(e.ApplicationMessage.Topic, out _, out _, out var channel)
            || !Topics.NodeWrites.Contains(channel)
        )
        {
            return Task.CompletedTask;
        }

        if (channel == Channel.Data && decoder.Decode(payload, "inv1", pack) is null)
        {
            Packs.Enqueue((pack.Header.Boot, pack.Header.Seq));
        }

        Heard.Enqueue((channel, payload));
        return Task.CompletedTask;
    }
}
