using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using Vigia.Server.Health;
using Vigia.Server.Ingest.Listener;

namespace Vigia.Server.Ingest.Broker;

/// <summary>One session on the broker, connected again whenever it is lost.</summary>
internal sealed class BrokerSession(
    string name,
    Func<MqttClientOptions> connectOptions,
    IReadOnlyList<MqttTopicFilter> filters,
    Func<MqttApplicationMessageReceivedEventArgs, Task> received,
    BrokerOptions options,
    TimeProvider time,
    ILogger log
)
{
    private static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(2);

    private readonly BackOff backOff = new(options.Pause, options.MaxPause);
    private volatile IMqttClient? client;
    private volatile TaskCompletionSource<MqttClientDisconnectReason>? lost;

    public bool IsConnected => client is { IsConnected: true };

    /// <summary>Called before each connection.</summary>
    public Action Connecting { get; init; } = static () => { };

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var pause = await StayConnectedAsync(stop);
            await Task.Delay(pause, time, stop);
        }
    }

    /// <summary>Lets the connection go, so that the broker repeats what was not acknowledged.</summary>
    public void Drop() => lost?.TrySetResult(MqttClientDisconnectReason.NormalDisconnection);

    /// <summary>False when there is no connection or it breaks; then nobody knows whether the message went.</summary>
    public async Task<bool> PublishAsync(MqttApplicationMessage message, CancellationToken stop)
    {
        if (client is not { IsConnected: true } present)
        {
            return false;
        }

        try
        {
            var result = await present.PublishAsync(message, stop);
            return result.IsSuccess;
        }
        catch (Exception e) when (IsExpected(e) && !stop.IsCancellationRequested)
        {
            log.LogDebug("{Session}: {Topic} was not sent: {Error}", name, message.Topic, e.Message);
            return false;
        }
    }

    // Answers how long to wait before the next connection.
    private async Task<TimeSpan> StayConnectedAsync(CancellationToken stop)
    {
        using var mine = new MqttClientFactory().CreateMqttClient();
        var over = new TaskCompletionSource<MqttClientDisconnectReason>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        lost = over;
        mine.ApplicationMessageReceivedAsync += received;
        mine.DisconnectedAsync += e =>
        {
            over.TrySetResult(e.Reason);
            return Task.CompletedTask;
        };
        try
        {
            Connecting();
            await ConnectAsync(mine, stop);
            client = mine;
            backOff.Reset();
            var reason = await over.Task.WaitAsync(stop);
            IngressMeter.CountBrokerLost(name);
            log.LogWarning("{Session}: the broker's connection ended: {Reason}", name, reason);
            // Another server with our name: pushing it out at once would go on for ever.
            return reason == MqttClientDisconnectReason.SessionTakenOver ? backOff.Longest() : backOff.Next();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await SayGoodbyeAsync(mine);
            return TimeSpan.Zero;
        }
        catch (Exception e) when (IsExpected(e))
        {
            var pause = backOff.Next();
            log.LogWarning(
                "{Session}: no broker at {Host}:{Port}, next try in {Pause}: {Error}",
                name,
                options.Host,
                options.Port,
                pause,
                e.Message
            );
            return pause;
        }
        finally
        {
            client = null;
        }
    }

    private async Task ConnectAsync(IMqttClient mine, CancellationToken stop)
    {
        var result = await mine.ConnectAsync(connectOptions(), stop);
        if (result.ResultCode != MqttClientConnectResultCode.Success)
        {
            throw new MqttCommunicationException($"the broker answers {result.ResultCode}");
        }

        var subscribe = new MqttClientSubscribeOptions { TopicFilters = [.. filters] };
        var granted = await mine.SubscribeAsync(subscribe, stop);
        foreach (var item in granted.Items)
        {
            if (item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2)
            {
                log.LogError(
                    "{Session}: the broker refuses {Topic}: {Code}",
                    name,
                    item.TopicFilter.Topic,
                    item.ResultCode
                );
            }
        }
    }

    // MQTT 5, section 3.14.2.1: 0x04 lets the broker publish our will, as if we had died.
    private static async Task SayGoodbyeAsync(IMqttClient mine)
    {
        using var enough = new CancellationTokenSource(GoodbyeTime);
        try
        {
            var withWill = new MqttClientDisconnectOptions
            {
                Reason = MqttClientDisconnectOptionsReason.DisconnectWithWillMessage,
            };
            await mine.DisconnectAsync(withWill, enough.Token);
        }
        catch (Exception e) when (IsExpected(e))
        {
            // Gone already: the broker publishes the will by itself.
        }
    }

    private static bool IsExpected(Exception e) =>
        e
            is MqttCommunicationException
                or MqttClientNotConnectedException
                or SocketException
                or IOException
                or OperationCanceledException
                or TimeoutException
                or InvalidOperationException
                or System.Security.Authentication.AuthenticationException;
}
