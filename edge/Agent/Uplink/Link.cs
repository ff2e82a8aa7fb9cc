using System.Buffers;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using Vigia.Edge.Clock;
using Vigia.Edge.Outbox;
using Bell = Vigia.Wire.Bell;

namespace Vigia.Edge.Uplink;

/// <summary>A message as it came.</summary>
/// <param name="UpMs">Uptime of its arrival.</param>
internal readonly record struct Incoming(string Topic, byte[] Payload, bool Retained, long UpMs);

/// <summary>
/// One MQTT connection. What comes is kept for the uplink's loop, ≤ 1,024 messages: beyond that the oldest goes, because every word of
/// the server is said again. What goes is bounded by the PUBACKs that are owed.
/// </summary>
internal sealed class Link : IAsyncDisposable
{
    private const int MostIncoming = 1024;
    private const int Standing = -1;

    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly CancellationTokenSource closing = new();
    private readonly Channel<Incoming> incoming;
    private readonly INodeClock clock;
    private readonly Bell bell;
    private int pending;
    private int most;
    private long lastHeard;
    private long owedSince;
    private int end = Standing;

    public Link(INodeClock clock, Bell bell, Tally tally, int mostPending)
    {
        (this.clock, this.bell, most) = (clock, bell, mostPending);
        var bounded = new BoundedChannelOptions(MostIncoming) { FullMode = BoundedChannelFullMode.DropOldest };
        incoming = Channel.CreateBounded<Incoming>(bounded, _ => tally.Fault("IncomingDropped"));
        client.ApplicationMessageReceivedAsync += KeepAsync;
        client.DisconnectedAsync += EndedAsync;
    }

    /// <summary>Why it ended, or null while it stands.</summary>
    public LinkEnd? End => Volatile.Read(ref end) is >= 0 and var known ? (LinkEnd)known : null;

    /// <summary>How many more may be published now.</summary>
    public int Room => Math.Max(0, most - Volatile.Read(ref pending));

    /// <summary>Null when it stands.</summary>
    public async Task<LinkEnd?> ConnectAsync(MqttClientOptions options, CancellationToken stop)
    {
        try
        {
            var answer = await client.ConnectAsync(options, stop);
            most = Math.Min(most, answer.ReceiveMaximum ?? most);
            Heard();
            return answer.ResultCode switch
            {
                MqttClientConnectResultCode.Success => null,
                MqttClientConnectResultCode.ServerBusy or MqttClientConnectResultCode.ServerUnavailable =>
                    LinkEnd.ServerBusy,
                _ => LinkEnd.Refused,
            };
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return LinkEnd.Unreachable;
        }
    }

    public async Task<bool> SubscribeAsync(IEnumerable<string> topics, CancellationToken stop)
    {
        var filters = new MqttClientSubscribeOptionsBuilder();
        foreach (var topic in topics)
        {
            filters.WithTopicFilter(topic, MqttQualityOfServiceLevel.AtLeastOnce);
        }

        try
        {
            var answer = await client.SubscribeAsync(filters.Build(), stop);
            Heard();
            return answer.Items.All(i => i.ResultCode <= MqttClientSubscribeResultCode.GrantedQoS2);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return false;
        }
    }

    public bool TryReceive(out Incoming message) => incoming.Reader.TryRead(out message);

    /// <summary>Hands it to the link, in the order of the calls, and does not wait for the PUBACK.</summary>
    public void Publish(string topic, byte[] payload) => _ = SendAsync(topic, payload, retain: false);

    /// <summary>True when the PUBACK came.</summary>
    public async Task<bool> SendAsync(string topic, byte[] payload, bool retain)
    {
        if (Interlocked.Increment(ref pending) == 1)
        {
            Volatile.Write(ref owedSince, clock.UpMs);
        }

        try
        {
            var message = new MqttApplicationMessageBuilder()
                .WithTopic(topic)
                .WithPayload(payload)
                .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
                .WithRetainFlag(retain)
                .Build();
            await client.PublishAsync(message, closing.Token);
            Heard();
            return true;
        }
        catch (Exception e) when (IsTrouble(e))
        {
            // The link is going down or gone; what it carried is sent again on the next one.
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref pending);
            bell.Ring();
        }
    }

    /// <summary>
    /// The client pings only a link on which it sends nothing: on one that swallows what is published, the PUBACKs that stay away tell.
    /// </summary>
    public void EndIfSilent(long now, TimeSpan longest)
    {
        var since = Math.Max(Volatile.Read(ref lastHeard), Volatile.Read(ref owedSince));
        if (Volatile.Read(ref pending) > 0 && now - since > longest.TotalMilliseconds)
        {
            EndFor(LinkEnd.Silent);
        }
    }

    public async Task DisconnectAsync(CancellationToken stop)
    {
        EndFor(LinkEnd.Stopped);
        try
        {
            await client.DisconnectAsync(new MqttClientDisconnectOptions(), stop);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            // It is gone already: then the server publishes the will.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        client.Dispose();
        closing.Dispose();
    }

    private static bool IsTrouble(Exception e) =>
        e
            is MqttCommunicationException
                or MqttProtocolViolationException
                or IOException
                or OperationCanceledException
                or TimeoutException
                or ObjectDisposedException
                or InvalidOperationException
                or System.Net.Sockets.SocketException
                or System.Security.Authentication.AuthenticationException;

    private Task KeepAsync(MqttApplicationMessageReceivedEventArgs e)
    {
        Heard();
        var message = e.ApplicationMessage;
        incoming.Writer.TryWrite(new Incoming(message.Topic, message.Payload.ToArray(), message.Retain, clock.UpMs));
        bell.Ring();
        return Task.CompletedTask;
    }

    private Task EndedAsync(MqttClientDisconnectedEventArgs e)
    {
        EndFor(
            e.Reason switch
            {
                MqttClientDisconnectReason.SessionTakenOver => LinkEnd.TakenOver,
                MqttClientDisconnectReason.ServerBusy => LinkEnd.ServerBusy,
                _ => LinkEnd.Lost,
            }
        );
        bell.Ring();
        return Task.CompletedTask;
    }

    private void Heard() => Volatile.Write(ref lastHeard, clock.UpMs);

    /// <summary>The first reason is the reason.</summary>
    private void EndFor(LinkEnd reason) => Interlocked.CompareExchange(ref end, (int)reason, Standing);
}
