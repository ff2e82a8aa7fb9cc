using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Server;
using Vigia.Server.Nodes;
using Vigia.Wire;

namespace Vigia.Server.Ingest.Listener;

/// <summary>Our own MQTT listener: MQTTnet.Server for the protocol, our sockets beneath it for the readings.</summary>
internal sealed class ListenerIngress(
    ServerOptions place,
    ListenerOptions options,
    INodeRegister register,
    IInbox inbox,
    Certificates certificates,
    TimeProvider time,
    ILogger<ListenerIngress> log
) : IIngress
{
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);

    private readonly Post post = new(place.Site, register);
    private readonly TakeoverBook takeovers = new(
        place.Scaled(options.TakeoverPause),
        place.Scaled(options.MaxTakeoverPause),
        time
    );
    private readonly TaskCompletionSource<IPEndPoint?> listening = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private volatile SocketAdapter? adapter;
    private volatile bool stopping;

    /// <summary>Done when nodes can connect; tells where, without TLS.</summary>
    public Task<IPEndPoint?> Listening => listening.Task;

    public IPEndPoint? Tls => adapter?.Tls;

    public int NodesPresent => post.Count;

    /// <summary>How often a node's identity changed hands, and how often that was refused.</summary>
    public (int Granted, int Refused) TakeoversOf(string node) => takeovers.Of(node);

    public async Task RunAsync(CancellationToken stop)
    {
        var pause = TimeSpan.FromSeconds(1);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is SocketException or IOException or CryptographicException)
            {
                log.LogError("No listening for nodes, next try in {Pause}: {Error}", pause, e.Message);
                await Task.WhenAny(Task.Delay(pause, time, stop));
                pause = pause < MaxPause ? 2 * pause : MaxPause;
            }
        }
    }

    public bool Send(string node, Channel channel, ReadOnlySpan<byte> payload) => post.Send(node, channel, payload);

    public Task SendHeartbeatAsync(ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        post.SendHeartbeat(payload.Span);
        return Task.CompletedTask;
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        using var sockets = new SocketAdapter(options, Encryption(options.Tls), inbox, post, time, log);
        var serverOptions = new MqttServerOptions { DefaultCommunicationTimeout = options.ConnectTime };
        using var server = new MqttServer(serverOptions, [sockets], new MqttLog(log));
        var doorman = new Doorman(place, register, inbox, post, takeovers);
        server.ValidatingConnectionAsync += async e => await AdmitAsync(doorman, e);
        server.InterceptingPublishAsync += OnPublishAsync;
        server.InterceptingSubscriptionAsync += OnSubscribeAsync;
        server.ClientUnsubscribedTopicAsync += OnUnsubscribedAsync;
        await server.StartAsync();
        adapter = sockets;
        listening.TrySetResult(sockets.Plain);
        if (sockets.Plain is { } plain)
        {
            log.LogInformation("Listening for nodes on {Address}, without encryption", plain);
        }

        if (sockets.Tls is { } tls)
        {
            log.LogInformation("Listening for nodes on {Address} with TLS", tls);
        }

        try
        {
            await sockets.WatchAsync(stop);
        }
        finally
        {
            stopping = true;
            await server.StopAsync(new MqttServerStopOptions());
        }
    }

    private ServerCertificate? Encryption(ListenerTls? tls) => tls is null ? null : certificates.Open(tls.Files);

    private static async Task AdmitAsync(Doorman doorman, ValidatingConnectionEventArgs e)
    {
        var connection = (Connection)e.ChannelAdapter;
        e.SessionItems[typeof(Connection)] = connection;
        e.ReasonCode = await doorman.JudgeAsync(connection);
    }

    private static Connection ConnectionOf(System.Collections.IDictionary session) =>
        (Connection)session[typeof(Connection)]!;

    /// <summary>Everything that is no reading, last wills included. Nothing of it is ever sent on to other nodes.</summary>
    private Task OnPublishAsync(InterceptingPublishEventArgs e)
    {
        e.ProcessPublish = false;
        var connection = ConnectionOf(e.SessionItems);
        var message = e.ApplicationMessage;
        if (!connection.Rights!.MayWrite(message.Topic ?? "", out var channel))
        {
            inbox.Refuse(connection.Rights!.Node, Refusal.ForbiddenTopic, []);
            IngressMeter.CountRefused(Refusal.ForbiddenTopic);
            e.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
            if (!connection.SpeaksVersion5 || message.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce)
            {
                connection.Close(CloseReason.Forbidden);
            }
        }
        else if (!(stopping && channel == Channel.Death))
        {
            // Our own end is no node's death.
            Put(connection, channel, message.Payload);
        }

        return Task.CompletedTask;
    }

    private void Put(Connection connection, Channel channel, in ReadOnlySequence<byte> payload)
    {
        var length = (int)payload.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        payload.CopyTo(buffer);
        inbox.Put(new Arrival(connection.Rights!.Node, channel, buffer, length, Retained: false, Receipt: null));
        IngressMeter.CountReceived(channel);
    }

    private static Task OnSubscribeAsync(InterceptingSubscriptionEventArgs e)
    {
        var connection = ConnectionOf(e.SessionItems);
        if (connection.Rights!.MayRead(e.TopicFilter.Topic, out var listens))
        {
            connection.Grant(listens);
            return Task.CompletedTask;
        }

        // Counted when the SUBACK goes, with those that MQTTnet refuses by itself.
        e.ProcessSubscription = false;
        e.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
        return Task.CompletedTask;
    }

    private static Task OnUnsubscribedAsync(ClientUnsubscribedTopicEventArgs e)
    {
        var connection = ConnectionOf(e.SessionItems);
        if (connection.Rights!.MayRead(e.TopicFilter, out var listens))
        {
            connection.Revoke(listens);
        }

        return Task.CompletedTask;
    }
}
