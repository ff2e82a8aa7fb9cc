using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Vigia.Edge.Clock;
using Vigia.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Edge.Uplink;

/// <summary>
/// Carries the outbox to the server: connects, talks, and begins anew whenever that ends. The outbox is served also while there is
/// no connection, by the same loop. Sampling never waits for it.
/// </summary>
internal sealed partial class Uplink : IDisposable
{
    private readonly UplinkOptions options;
    private readonly Outbox.Outbox outbox;
    private readonly INodeClock clock;
    private readonly ILogger<Uplink> logger;
    private readonly NodeIdentity who;
    private readonly UplinkTimers timers;
    private readonly Bell bell = new();
    private readonly Backoff backoff;
    private readonly Desks desks;
    private readonly FarmTrust? trust;
    private int connections;
    private bool sendAgain;

    public Uplink(UplinkOptions options, Outbox.Outbox outbox, INodeClock clock, ILogger<Uplink> logger)
    {
        (this.options, this.outbox, this.clock, this.logger) = (options, outbox, clock, logger);
        (who, timers) = (outbox.Who, options.Timers);
        backoff = new Backoff(timers, outbox.Dice);
        desks = new Desks(
            new TimeAsker(clock, timers),
            new AlarmDesk(who.Boot, clock, timers.AlarmRepeat, outbox.Tally),
            new CommandDesk(who, timers.CommandLife, options.Siren, outbox.Tally)
        );
        trust = options.FarmCa is { } pem ? new FarmTrust(pem, clock) : null;
        outbox.Woken = bell.Ring;
    }

    /// <summary>Connections begun in this boot, in vain or not.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Alarms that the server has not confirmed yet.</summary>
    public int AlarmsStanding => desks.Alarms.Count;

    /// <summary>Says it to the server until the server has it or it expires. From any thread.</summary>
    public void Raise(LocalAlarm alarm)
    {
        desks.Alarms.Raise(alarm);
        bell.Ring();
    }

    /// <summary>Whatever is held may go out once more on this connection, as after a new one. From any thread.</summary>
    public void SendAgain()
    {
        Volatile.Write(ref sendAgain, true);
        bell.Ring();
    }

    /// <summary>Until told to stop; then all packs are on the card and the node has said good-bye.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var since = clock.UpMs;
            var end = await TryConverseAsync(stop);
            if (end == LinkEnd.Stopped || options.PowerLost.IsCancellationRequested)
            {
                break;
            }

            var lasted = TimeSpan.FromMilliseconds(clock.UpMs - since);
            var pause = backoff.After(end, lasted);
            LogEnded(logger, end, lasted, pause);
            await ServeUntilAsync(Task.Delay(pause, stop), stop);
        }

        Flush();
    }

    public void Dispose() => bell.Dispose();

    private void Flush()
    {
        if (!options.PowerLost.IsCancellationRequested)
        {
            outbox.Flush(clock.UpMs);
        }
    }

    /// <summary>A bug in one connection is told, counted, and ends that connection only.</summary>
    private async Task<LinkEnd> TryConverseAsync(CancellationToken stop)
    {
        try
        {
            return await ConverseAsync(stop);
        }
        catch (Exception e)
        {
            outbox.Tally.Fault("UplinkFailed");
            LogFailed(logger, e);
            return LinkEnd.Lost;
        }
    }

    private async Task<LinkEnd> ConverseAsync(CancellationToken stop)
    {
        if (options.Trouble.IsDown)
        {
            return LinkEnd.Unreachable;
        }

        await using var link = new Link(clock, bell, outbox.Tally, options.MaxPending);
        var connection = ++connections;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(timers.Connect);
        var connect = link.ConnectAsync(Describe(connection), patience.Token);
        await ServeUntilAsync(connect, stop);
        if (await connect is { } failed)
        {
            return stop.IsCancellationRequested ? LinkEnd.Stopped : failed;
        }

        var talk = new Conversation(link, connection, options, outbox, clock, desks);
        if (!await BeginAsync(link, talk, patience.Token, stop))
        {
            return stop.IsCancellationRequested ? LinkEnd.Stopped : link.End ?? LinkEnd.Refused;
        }

        LogConnected(logger, options.Host, options.Port, connection);
        outbox.Connected(clock.UpMs);
        try
        {
            await TalkAsync(link, talk, stop);
        }
        finally
        {
            outbox.Disconnected();
        }

        return await LeaveAsync(link, talk, stop);
    }

    private async Task<bool> BeginAsync(
        Link link,
        Conversation talk,
        CancellationToken patience,
        CancellationToken stop
    )
    {
        var subscribed = link.SubscribeAsync(Conversation.Subscriptions(who), patience);
        await ServeUntilAsync(subscribed, stop);
        if (!await subscribed)
        {
            return false;
        }

        var begun = talk.BeginAsync().WaitAsync(patience);
        await ServeUntilAsync(begun, stop);
        return begun.IsCompletedSuccessfully && await begun;
    }

    private async Task TalkAsync(Link link, Conversation talk, CancellationToken stop)
    {
        while (link.End is null && !options.Trouble.IsDown && !stop.IsCancellationRequested)
        {
            if (Interlocked.Exchange(ref sendAgain, false))
            {
                outbox.SendAgain();
            }

            talk.Turn();
            await RestAsync(stop);
        }
    }

    // The packs first: the power may go while the server is slow to say good-bye.
    private async Task<LinkEnd> LeaveAsync(Link link, Conversation talk, CancellationToken stop)
    {
        if (!stop.IsCancellationRequested || options.PowerLost.IsCancellationRequested)
        {
            return link.End ?? LinkEnd.Lost;
        }

        Flush();
        using var patience = new CancellationTokenSource(timers.Shutdown);
        var farewell = talk.SayDeathAsync();
        await Task.WhenAny(farewell, Task.Delay(timers.Shutdown / 2, CancellationToken.None));
        await link.DisconnectAsync(patience.Token);
        return LinkEnd.Stopped;
    }

    /// <summary>The outbox goes on with its own work while something else is awaited.</summary>
    private async Task ServeUntilAsync(Task other, CancellationToken stop)
    {
        while (!other.IsCompleted && !stop.IsCancellationRequested)
        {
            outbox.Tick(clock.UpMs);
            await Task.WhenAny(other, RestAsync(stop));
        }
    }

    private async Task RestAsync(CancellationToken stop)
    {
        try
        {
            await bell.WaitAsync(timers.Turn, stop);
        }
        catch (OperationCanceledException)
        {
            // The loops look at the token themselves.
        }
    }

    private MqttClientOptions Describe(int connection)
    {
        var user = Topics.ClientId(who.Site, who.Node);
        var death = JsonSerializer.SerializeToUtf8Bytes(new Death(who.Boot, connection), WireJson.Default.Death);
        var description = new MqttClientOptionsBuilder()
            .WithTcpServer(options.Host, options.Port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(user)
            .WithCredentials(user, options.Secret)
            .WithCleanStart()
            .WithKeepAlivePeriod(timers.KeepAlive)
            .WithTimeout(timers.Connect)
            .WithWillTopic(Topics.Of(who.Site, who.Node, Channel.Death))
            .WithWillPayload(death)
            .WithWillRetain()
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
        if (trust is not null)
        {
            description.WithTlsOptions(tls => tls.UseTls().WithCertificateValidationHandler(trust.Accepts));
        }

        return description.Build();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to {Host}:{Port}, connection {Connection}")]
    private static partial void LogConnected(ILogger logger, string host, int port, int connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No connection: {End} after {Lasted}; next try in {Pause}")]
    private static partial void LogEnded(ILogger logger, LinkEnd end, TimeSpan lasted, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Error, Message = "The connection ended by an error of this program")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
