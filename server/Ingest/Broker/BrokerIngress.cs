using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Protocol;
using Vigia.Server.Ingest.Listener;
using Vigia.Server.Nodes;
using Vigia.Wire;
using NodeChannel = Vigia.Wire.Channel;

namespace Vigia.Server.Ingest.Broker;

/// <summary>
/// Two sessions on a broker that is not ours: one for all that is urgent, acknowledged as soon as it is in the inbox; one for
/// plain readings, acknowledged when the ledger has them. So nothing urgent is ever behind a withheld acknowledgement.
/// </summary>
internal sealed class BrokerIngress : IIngress
{
    private readonly string site;
    private readonly INodeRegister register;
    private readonly IInbox inbox;
    private readonly Action<Heartbeat> otherServer;
    private readonly BrokerOptions options;
    private readonly ILogger log;
    private readonly BrokerSession journal;
    private readonly BrokerSession plain;
    private readonly ReceiptBook<MqttApplicationMessageReceivedEventArgs> receipts;
    private readonly StrangerNames strangers = new();
    private readonly TimeProvider time;
    private readonly Channel<MqttApplicationMessage> outgoing;
    private readonly Channel<MqttApplicationMessageReceivedEventArgs> settled;

    /// <param name="self">Who we are: what the broker says of us when we are gone.</param>
    /// <param name="otherServer">Told of every live heartbeat on our site's topic that is not our own.</param>
    public BrokerIngress(
        ServerOptions place,
        BrokerOptions options,
        Heartbeat self,
        INodeRegister register,
        IInbox inbox,
        Action<Heartbeat> otherServer,
        TimeProvider time,
        ILogger<BrokerIngress> log
    )
    {
        (site, this.options, this.register, this.inbox, this.otherServer) = (
            place.Site,
            options,
            register,
            inbox,
            otherServer
        );
        (this.time, this.log) = (time, log);
        var login = new BrokerLogin(site, options, self, time);
        journal = new BrokerSession("journal", login.Journal, login.JournalFilters(), TakeAsync, options, time, log);
        plain = new BrokerSession("plain", login.Plain, login.PlainFilters(), TakePlainAsync, options, time, log)
        {
            // What was not acknowledged on the last connection the broker repeats on the next.
            Connecting = () => receipts!.Clear(),
        };
        receipts = new(options.ReceiveMaximum, int.MaxValue, time, Settle);
        outgoing = System.Threading.Channels.Channel.CreateBounded<MqttApplicationMessage>(options.MaxOutgoing);
        settled = System.Threading.Channels.Channel.CreateBounded<MqttApplicationMessageReceivedEventArgs>(
            2 * options.ReceiveMaximum
        );
    }

    public bool IsConnected => journal.IsConnected && plain.IsConnected;

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await Task.WhenAll(
                journal.RunAsync(stop),
                plain.RunAsync(stop),
                PostAsync(stop),
                AcknowledgeAsync(stop),
                WatchReceiptsAsync(stop)
            );
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The sessions have said goodbye.
        }
    }

    /// <summary>False when there is no broker or too much waits; whether the node is there only the broker knows.</summary>
    public bool Send(string node, NodeChannel channel, ReadOnlySpan<byte> payload)
    {
        var sent = journal.IsConnected && outgoing.Writer.TryWrite(Message(node, channel, payload));
        IngressMeter.CountSend(channel, sent);
        return sent;
    }

    public Task SendHeartbeatAsync(ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        var heartbeat = new MqttApplicationMessage
        {
            Topic = Topics.Heartbeat(site),
            Payload = new ReadOnlySequence<byte>(payload.ToArray()),
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            Retain = true,
        };
        return journal.PublishAsync(heartbeat, stop);
    }

    private MqttApplicationMessage Message(string node, NodeChannel channel, ReadOnlySpan<byte> payload) =>
        new()
        {
            Topic = Topics.Of(site, node, channel),
            Payload = new ReadOnlySequence<byte>(payload.ToArray()),
            QualityOfServiceLevel =
                channel == NodeChannel.Ack
                    ? MqttQualityOfServiceLevel.AtMostOnce
                    : MqttQualityOfServiceLevel.AtLeastOnce,
            Retain = channel == NodeChannel.Config,
        };

    private Task TakeAsync(MqttApplicationMessageReceivedEventArgs e)
    {
        var message = e.ApplicationMessage;
        if (message.Topic == Topics.Heartbeat(site))
        {
            Meet(message);
        }
        else if (TryKnow(message, out var node, out var channel))
        {
            Put(node, channel, message, receipt: null);
        }

        return Task.CompletedTask;
    }

    private Task TakePlainAsync(MqttApplicationMessageReceivedEventArgs e)
    {
        var message = e.ApplicationMessage;
        if (TryKnow(message, out var node, out var channel))
        {
            e.AutoAcknowledge = false;
            Put(node, channel, message, receipts.Open(e, (int)message.Payload.Length));
        }

        return Task.CompletedTask;
    }

    private bool TryKnow(MqttApplicationMessage message, out string node, out NodeChannel channel)
    {
        var isOurs = Topics.TryParse(message.Topic, out var itsSite, out node, out channel) && itsSite == site;
        if (isOurs && Topics.NodeWrites.Contains(channel) && register.Knows(node))
        {
            return true;
        }

        var reason = isOurs ? Refusal.UnknownNode : Refusal.ForbiddenTopic;
        inbox.Refuse(strangers.Of(node), reason, []);
        IngressMeter.CountRefused(reason);
        return false;
    }

    private void Put(string node, NodeChannel channel, MqttApplicationMessage message, IReceipt? receipt)
    {
        var length = (int)message.Payload.Length;
        if (length > Pack.MaxBytes)
        {
            inbox.Refuse(
                node,
                Refusal.TooLarge,
                message.Payload.FirstSpan[..Math.Min(1024, message.Payload.FirstSpan.Length)]
            );
            IngressMeter.CountRefused(Refusal.TooLarge);
            receipt?.Complete();
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(length);
        message.Payload.CopyTo(buffer);
        inbox.Put(new Arrival(node, channel, buffer, length, message.Retain, receipt));
        IngressMeter.CountReceived(channel);
    }

    private void Meet(MqttApplicationMessage message)
    {
        if (message.Retain)
        {
            return;
        }

        try
        {
            var reader = new Utf8JsonReader(message.Payload);
            if (JsonSerializer.Deserialize(ref reader, WireJson.Default.Heartbeat) is { } heartbeat)
            {
                otherServer(heartbeat);
            }
        }
        catch (JsonException e)
        {
            inbox.Refuse("", Refusal.BadMessage, []);
            log.LogWarning("What came as a heartbeat is none: {Error}", e.Message);
        }
    }

    private void Settle(MqttApplicationMessageReceivedEventArgs what)
    {
        if (!settled.Writer.TryWrite(what))
        {
            // Only after many lost connections; the broker repeats it, and the ledger knows it.
            log.LogWarning("An acknowledgement found no place among {Bound}", 2 * options.ReceiveMaximum);
        }
    }

    private async Task AcknowledgeAsync(CancellationToken stop)
    {
        await foreach (var what in settled.Reader.ReadAllAsync(stop))
        {
            try
            {
                await what.AcknowledgeAsync(stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                // It came on a connection that is gone: the broker repeats it.
                log.LogDebug("A plain reading was not acknowledged: {Error}", e.Message);
            }
        }
    }

    private async Task PostAsync(CancellationToken stop)
    {
        await foreach (var message in outgoing.Reader.ReadAllAsync(stop))
        {
            await journal.PublishAsync(message, stop);
        }
    }

    private async Task WatchReceiptsAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(options.ReceiptTime / 4, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            if (receipts.OldestAge > options.ReceiptTime)
            {
                plain.Drop();
            }
        }
    }
}
