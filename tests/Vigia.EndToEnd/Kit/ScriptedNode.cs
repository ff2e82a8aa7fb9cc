using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Vigia.Wire;

namespace Vigia.EndToEnd.Kit;

/// <summary>A node that says exactly what a row tells it to, with a real node's login.</summary>
internal sealed class ScriptedNode : IAsyncDisposable
{
    private const int MostAcks = 100_000;

    private static readonly TimeSpan Resend = TimeSpan.FromSeconds(1);

    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly ConcurrentQueue<Ack> acks = new();
    private readonly AgentPlan plan;

    // Each seq has a millisecond of its own, lately.
    private readonly long started = DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeMilliseconds();
    private volatile bool hearsServer;
    private long settled = -1;

    private ScriptedNode(AgentPlan plan) => this.plan = plan;

    public BootId Boot { get; } = BootId.Draw();

    public IReadOnlyCollection<Ack> Acks => acks;

    public bool IsConnected => client.IsConnected;

    public static async Task<ScriptedNode> ConnectAsync(
        AgentPlan plan,
        int port,
        MqttProtocolVersion protocol = MqttProtocolVersion.V500
    )
    {
        var node = new ScriptedNode(plan);
        node.client.ApplicationMessageReceivedAsync += node.TakeAsync;
        var user = Topics.ClientId(Farm.Site, plan.Node);
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", port)
            .WithProtocolVersion(protocol)
            .WithClientId(user)
            .WithCredentials(user, plan.Secret())
            .WithCleanStart()
            .Build();
        await Eventually.Until("the scripted node is let in", () => node.TryConnectAsync(options));
        await node.client.SubscribeAsync(Topics.Of(Farm.Site, plan.Node, Channel.Ack));
        await node.client.SubscribeAsync(Topics.Heartbeat(Farm.Site));
        await Eventually.Until("the server is heard", () => node.hearsServer);
        return node;
    }

    // As a node does: a connection that breaks while it is made is made again.
    private async Task<bool> TryConnectAsync(MqttClientOptions options)
    {
        try
        {
            await client.ConnectAsync(options);
            return true;
        }
        catch (MQTTnet.Exceptions.MqttCommunicationException)
        {
            return false;
        }
    }

    /// <summary>A pack with one reading; it is never hot.</summary>
    public byte[] Pack(long seq, double? value = null, long? timeMs = null) =>
        PackEncoder.Encode(
            plan.Node,
            new PackHeader(Boot, seq, ClockQuality.Ntp, timeMs ?? started + seq, null, 0),
            [new Reading("air", "Cel", value ?? seq % 30)]
        );

    public Task SendAsync(long seq) => PublishAsync(Channel.Data, Pack(seq));

    public Task PublishAsync(Channel channel, ReadOnlySpan<byte> payload) =>
        PublishAsync(Topics.Of(Farm.Site, plan.Node, channel), payload.ToArray());

    public async Task PublishAsync(string topic, byte[] payload) =>
        await client.PublishBinaryAsync(topic, payload, MqttQualityOfServiceLevel.AtLeastOnce);

    /// <summary>False when the server would not have it: a reason code, or the end of the connection.</summary>
    public async Task<bool> TryPublishAsync(string topic, byte[] payload)
    {
        try
        {
            var result = await client.PublishBinaryAsync(topic, payload, MqttQualityOfServiceLevel.AtLeastOnce);
            return result.IsSuccess;
        }
        catch (MqttCommunicationException)
        {
            return false;
        }
    }

    public Task SendHealthAsync(params HeldBoot[] held)
    {
        var health = new Health(
            Boot,
            1,
            "c01d",
            held,
            0,
            0,
            new Dictionary<string, long>(),
            0,
            new Dictionary<string, long>()
        );
        return PublishAsync(Channel.Health, JsonSerializer.SerializeToUtf8Bytes(health, WireJson.Default.Health));
    }

    /// <summary>Sends again what is not settled, as a node does, until everything below <paramref name="count"/> is.</summary>
    public async Task BringAsync(long count, TimeSpan within)
    {
        var (watch, reached) = (Stopwatch.StartNew(), -1L);
        await Eventually.Until(
            $"{count} packs are settled",
            async () =>
            {
                if (Settled() > reached)
                {
                    reached = Settled();
                    watch.Restart();
                }
                else if (watch.Elapsed > Resend)
                {
                    await SendAsync(reached + 1, Math.Min(count, reached + 501));
                    watch.Restart();
                }

                return reached + 1 >= count;
            },
            within,
            () => $"{reached + 1}"
        );
    }

    public Task SendAsync(long first, long end) =>
        Task.WhenAll(Enumerable.Range(0, (int)(end - first)).Select(i => SendAsync(first + i)));

    private long Settled() => Interlocked.Read(ref settled);

    public Task SettledAsync(long upTo) =>
        Eventually.Until(
            $"everything up to {upTo} is settled",
            () => Settled() >= upTo,
            seen: () => $"upto {Settled()}"
        );

    public Task RefusedAsync(long seq, Refusal reason) =>
        Eventually.Until(
            $"{seq} is refused as {reason}",
            () => acks.Any(ack => ack.Boot == Boot && ack.Refused.Contains(new RefusedSeq(seq, $"{reason}"))),
            seen: () => string.Join(' ', acks.SelectMany(ack => ack.Refused).Distinct())
        );

    public async ValueTask DisposeAsync()
    {
        if (client.IsConnected)
        {
            await client.DisconnectAsync();
        }

        client.Dispose();
    }

    private Task TakeAsync(MqttApplicationMessageReceivedEventArgs message)
    {
        hearsServer |= message.ApplicationMessage.Topic == Topics.Heartbeat(Farm.Site);
        if (Ack.TryRead(message.ApplicationMessage.Payload.ToArray(), out var ack))
        {
            settled = ack.Boot == Boot ? Math.Max(settled, ack.UpTo) : settled;
            acks.Enqueue(ack);
            if (acks.Count > MostAcks)
            {
                acks.TryDequeue(out _);
            }
        }

        return Task.CompletedTask;
    }
}
