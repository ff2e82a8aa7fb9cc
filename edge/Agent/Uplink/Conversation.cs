using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Vigia.Edge.Clock;
using Vigia.Edge.Heartbeat;
using Vigia.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Edge.Uplink;

/// <summary>
/// What node and server say to each other on one connection, in the order of the contract: time/ask, birth, health, then packs.
/// One turn at a time, told the uptime.
/// </summary>
internal sealed class Conversation(
    Link link,
    int connection,
    UplinkOptions options,
    Outbox.Outbox outbox,
    INodeClock clock,
    Desks desks
)
{
    private static readonly IReadOnlyDictionary<string, long> NoFaults = new Dictionary<string, long>();

    private const int DropsAMinute = 12;

    private readonly NodeIdentity who = outbox.Who;
    private readonly UplinkTimers timers = options.Timers;
    private long nextHealth;
    private long nextDropHealth;
    private long dropsTold;

    public static IEnumerable<string> Subscriptions(NodeIdentity who) =>
        [
            Topics.Heartbeat(who.Site),
            .. new[] { Channel.Ack, Channel.Time, Channel.Command }.Select(c => Topics.Of(who.Site, who.Node, c)),
        ];

    public async Task<bool> BeginAsync()
    {
        desks.Time.Begin(clock.UpMs);
        desks.Alarms.Connected();
        var birth = new Birth(
            who.Boot,
            connection,
            options.Machine,
            options.Version,
            clock.UpMs / 1000.0,
            clock.KernelBoot.ToString("x8"),
            options.Points
        );
        AskTime(clock.UpMs);
        var born = SayAsync(Channel.Birth, birth, WireJson.Default.Birth, retain: true);
        TellHealth(clock.UpMs);
        return await born;
    }

    /// <summary>Hears all that came, then says what is due, the urgent first. Waits for no answer.</summary>
    public void Turn()
    {
        while (link.TryReceive(out var message))
        {
            Hear(message);
        }

        var now = clock.UpMs;
        outbox.Tick(now);
        RaiseAlarms(now);
        if (link.Room > 0)
        {
            AskTime(now);
        }

        if (link.Room > 0 && IsHealthDue(now))
        {
            TellHealth(now);
        }

        PublishPacks(now);
        link.EndIfSilent(now, timers.KeepAlive * 1.5);
    }

    public Task<bool> SayDeathAsync() =>
        SayAsync(Channel.Death, new Death(who.Boot, connection), WireJson.Default.Death, retain: true);

    private void PublishPacks(long now)
    {
        var topic = Topics.Of(who.Site, who.Node, Channel.Data);
        while (link.End is null && outbox.TakeNext(now, link.Room) is { Count: > 0 } packs)
        {
            foreach (var pack in packs)
            {
                CrashPoint.Here("edge.before-publish");
                if (!options.Trouble.LosesNextPack())
                {
                    link.Publish(topic, pack.Bytes);
                }

                CrashPoint.Here("edge.after-publish");
            }
        }
    }

    private void RaiseAlarms(long now)
    {
        foreach (var alarm in desks.Alarms.Due(now, link.Room))
        {
            Post(Channel.Alarm, alarm, WireJson.Default.AlarmReport);
        }
    }

    private void AskTime(long now)
    {
        if (desks.Time.Due(now) is { } ask)
        {
            Post(Channel.TimeAsk, ask, WireJson.Default.TimeAsk);
        }
    }

    // After a drop too, but not after each of a flood.
    private bool IsHealthDue(long now) =>
        now >= nextHealth || (now >= nextDropHealth && outbox.Tally.DropsInAll() != dropsTold);

    private void TellHealth(long now)
    {
        nextDropHealth = now + (long)(timers.Health.TotalMilliseconds / DropsAMinute);
        nextHealth = now + (long)timers.Health.TotalMilliseconds;
        var drops = outbox.Tally.DropsInAll();
        if (outbox.Report(options.Faults?.Invoke() ?? NoFaults) is { } health)
        {
            dropsTold = drops;
            Post(Channel.Health, health with { Board = options.Board?.Invoke() }, WireJson.Default.Health);
        }
    }

    private void Hear(Incoming message)
    {
        if (message.Topic == Topics.Heartbeat(who.Site))
        {
            HearHeartbeat(message);
        }
        else if (Topics.TryParse(message.Topic, out _, out _, out var channel) && !message.Retained)
        {
            HearNode(channel, message);
        }
    }

    private void HearHeartbeat(Incoming message)
    {
        if (Read(message, WireJson.Default.Heartbeat) is not { } heartbeat)
        {
            return;
        }

        if (outbox.HeartbeatSeen(heartbeat, message.Retained, message.UpMs) == HeartbeatMeaning.NewRun)
        {
            desks.Time.Begin(message.UpMs);
            nextHealth = message.UpMs;
        }
    }

    private void HearNode(Channel channel, Incoming message)
    {
        switch (channel)
        {
            case Channel.Ack:
                HearAck(message.Payload);
                break;
            case Channel.Time when Read(message, WireJson.Default.TimeReply) is { } reply:
                desks.Time.Answered(reply, message.UpMs);
                break;
            case Channel.Command when Read(message, WireJson.Default.Command) is { } command:
                Obey(command);
                break;
        }
    }

    private void HearAck(byte[] payload)
    {
        if (!Ack.TryRead(payload, out var ack))
        {
            outbox.Tally.Fault("BadMessage");
            return;
        }

        outbox.Acked(ack);
        if (ack.By == who.Server)
        {
            desks.Alarms.Acked(ack);
        }
    }

    private void Obey(Command command)
    {
        var up = clock.UpMs;
        var result = desks.Commands.Take(command, up);
        if (result != CommandResult.Ignored)
        {
            var reply = new CommandReply(who.Boot, command.Id, $"{result}", up / 1000.0, desks.Commands.LastId);
            Post(Channel.CommandReply, reply, WireJson.Default.CommandReply);
        }
    }

    private T? Read<T>(Incoming message, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(message.Payload, type);
        }
        catch (JsonException)
        {
            outbox.Tally.Fault("BadMessage");
            return null;
        }
    }

    private Task<bool> SayAsync<T>(Channel channel, T message, JsonTypeInfo<T> type, bool retain = false) =>
        link.SendAsync(
            Topics.Of(who.Site, who.Node, channel),
            JsonSerializer.SerializeToUtf8Bytes(message, type),
            retain
        );

    private void Post<T>(Channel channel, T message, JsonTypeInfo<T> type) =>
        link.Publish(Topics.Of(who.Site, who.Node, channel), JsonSerializer.SerializeToUtf8Bytes(message, type));
}

/// <summary>What outlasts a connection: questions, alarms and orders under way.</summary>
internal sealed record Desks(TimeAsker Time, AlarmDesk Alarms, CommandDesk Commands);
