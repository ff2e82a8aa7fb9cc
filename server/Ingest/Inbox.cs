using System.Buffers;
using System.Threading.Channels;
using Vigia.Server.Clock;
using Vigia.Server.Health;
using Vigia.Wire;

namespace Vigia.Server.Ingest;

/// <summary>Something that a node said of itself.</summary>
internal delegate void NodeSaid(string node, Wire.Channel channel, ReadOnlySpan<byte> payload);

/// <summary>
/// What arrived and is not yet in a transaction. Bounded by messages and bytes: beyond that journalling packs are shed
/// (their node sends them again) and plain ones stay without PUBACK. The time is answered from here, past the queue.
/// </summary>
internal sealed class Inbox(IngestOptions options, ServerClock clock, TimeDesk timeDesk, IngestMetrics metrics) : IInbox
{
    private readonly Channel<Queued> queue = System.Threading.Channels.Channel.CreateBounded<Queued>(
        new BoundedChannelOptions(options.MaxQueued) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );

    private long queuedBytes;

    /// <summary>How an answer reaches a node; set once by the composition root, before the first arrival.</summary>
    public IIngress? Ingress { get; set; }

    /// <summary>Takes alarms of nodes, past the ledger's queue.</summary>
    public Action<string, AlarmReport>? Alarms { get; set; }

    /// <summary>Told what a node says of its run, past the ledger's queue: birth, health, reply. Hand over and return.</summary>
    public NodeSaid? Said { get; set; }

    /// <summary>Told of every sign of life of a node, and by which channel it came.</summary>
    public Action<string, Wire.Channel>? Heard { get; set; }

    public ChannelReader<Queued> Reader => queue.Reader;

    public void Put(in Arrival arrival)
    {
        // A broker speaks of the dead, and of what it remembers.
        if (!arrival.Retained && arrival.Channel != Wire.Channel.Death)
        {
            Heard?.Invoke(arrival.Node, arrival.Channel);
        }

        if (
            !arrival.Retained
            && arrival.Channel is Wire.Channel.Birth or Wire.Channel.Health or Wire.Channel.CommandReply
        )
        {
            Said?.Invoke(arrival.Node, arrival.Channel, arrival.Payload);
        }

        switch (arrival.Channel)
        {
            case Wire.Channel.CommandReply:
                Release(arrival);
                break;
            case Wire.Channel.TimeAsk:
                Answer(arrival);
                Release(arrival);
                break;
            case Wire.Channel.Alarm:
                Alarm(arrival);
                Release(arrival);
                break;
            case Wire.Channel.Data or Wire.Channel.Health or Wire.Channel.Plain when arrival.Retained:
                // A broker's memory of something: no sign of life, and a pack would be sent again by its node.
                Release(arrival);
                break;
            default:
                Enqueue(new Queued(arrival, clock.NowMs));
                break;
        }
    }

    public void Refuse(string node, Refusal reason, ReadOnlySpan<byte> bytes) => metrics.CountRefusal(reason);

    /// <summary>The taker is done with a message.</summary>
    public void Done(in Queued queued)
    {
        if (queued.Anchor is null)
        {
            Interlocked.Add(ref queuedBytes, -queued.Arrival.Length);
            Release(queued.Arrival);
        }
    }

    private void Enqueue(in Queued queued)
    {
        var length = queued.Arrival.Length;
        if (Interlocked.Add(ref queuedBytes, length) > options.MaxQueuedBytes || !queue.Writer.TryWrite(queued))
        {
            Interlocked.Add(ref queuedBytes, -length);
            Release(queued.Arrival);
            metrics.CountShed();
        }
    }

    private void Answer(in Arrival arrival)
    {
        if (arrival.Retained || timeDesk.Answer(arrival.Node, arrival.Payload, clock.NowMs) is not var (reply, anchor))
        {
            return;
        }

        Ingress?.Send(arrival.Node, Wire.Channel.Time, reply);
        if (anchor is not null)
        {
            queue.Writer.TryWrite(new Queued(default, 0, anchor));
        }
    }

    private void Alarm(in Arrival arrival)
    {
        if (arrival.Retained)
        {
            return;
        }

        try
        {
            if (System.Text.Json.JsonSerializer.Deserialize(arrival.Payload, WireJson.Default.AlarmReport) is { } alarm)
            {
                Alarms?.Invoke(arrival.Node, alarm);
                return;
            }
        }
        catch (System.Text.Json.JsonException)
        {
            // Counted below.
        }

        metrics.CountRefusal(Refusal.BadMessage);
    }

    private static void Release(in Arrival arrival) => ArrayPool<byte>.Shared.Return(arrival.Buffer);
}
