using System.Collections.Concurrent;
using System.Text.Json;
using Vigia.Server.Health;
using Vigia.Server.Ingest;
using Vigia.Wire;

namespace Vigia.Server.Nodes.Orders;

/// <summary>What became of an order to a node. All but the last four are the node's own words.</summary>
internal enum OrderOutcome
{
    Done,
    Pong,
    NoSiren,
    LineFault,
    Resting,
    BadCommand,
    OtherBoot,
    OldId,
    Expired,

    /// <summary>It said something that this server does not know.</summary>
    Unknown,

    /// <summary>The node is there no more, or does not hear.</summary>
    NoAnswer,

    /// <summary>It has said nothing since this server began: nobody knows which run is to be ordered.</summary>
    NeverHeard,

    /// <summary>Another server is in charge.</summary>
    NotInCharge,
}

/// <summary>
/// Orders to nodes (WIRE §6): each goes to the run that is there, with an id that grows and the node's uptime, and is said again
/// until it is answered or expires. An answer that shows that the server was mistaken about run, uptime or id makes it a new order,
/// at most <see cref="Tries"/> of them. One order at a time a node. Safe for several threads.
/// </summary>
internal sealed class OrderDesk(
    SendToNode send,
    NodeRuns runs,
    ServerSelf self,
    ServerState state,
    OrderTimes times,
    TimeProvider machine
)
{
    public const int Tries = 3;

    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = [];
    private readonly ConcurrentDictionary<string, Asked> asked = [];
    private long lastId;

    /// <summary>Told what nodes say of themselves: see <see cref="Inbox.Said"/>.</summary>
    public void Hear(string node, Channel channel, ReadOnlySpan<byte> payload)
    {
        if (
            runs.Hear(node, channel, payload) is { } reply
            && asked.TryGetValue(node, out var open)
            && open.Id == reply.Id
        )
        {
            open.Reply.TrySetResult(reply);
        }
    }

    /// <summary>The run that is there; null: it has said nothing since this server began.</summary>
    public BootId? RunOf(string node) => runs.Of(node)?.Boot;

    /// <summary>Trouble is an answer. Takes at most <see cref="Tries"/> lives of an order.</summary>
    /// <param name="order">As <see cref="Command.Name"/>, <see cref="Command.For"/> and <see cref="Command.Sound"/>.</param>
    public async Task<OrderOutcome> SendAsync(string node, NodeOrder order, CancellationToken stop)
    {
        var turn = turns.GetOrAdd(node, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(stop);
        try
        {
            var outcome = OrderOutcome.NeverHeard;
            for (var tries = 0; tries < Tries && IsOurMistake(outcome); tries++)
            {
                outcome = await SendOnceAsync(node, order, stop);
            }

            OrderMetrics.Orders.Add(1, new KeyValuePair<string, object?>("outcome", $"{outcome}"));
            return outcome;
        }
        finally
        {
            asked.TryRemove(node, out _);
            turn.Release();
        }
    }

    private static bool IsOurMistake(OrderOutcome outcome) =>
        outcome is OrderOutcome.NeverHeard or OrderOutcome.OtherBoot or OrderOutcome.OldId or OrderOutcome.Expired;

    private async Task<OrderOutcome> SendOnceAsync(string node, NodeOrder order, CancellationToken stop)
    {
        if (state.IsSecond)
        {
            return OrderOutcome.NotInCharge;
        }

        var begun = machine.GetTimestamp();
        NodeRun? run;
        while ((run = runs.Of(node)) is null)
        {
            if (machine.GetElapsedTime(begun) >= times.Life)
            {
                return OrderOutcome.NeverHeard;
            }

            await Task.Delay(times.Repeat, machine, stop);
        }

        var open = new Asked(NextId());
        asked[node] = open;
        var command = new Command(self.Id, run.Boot, open.Id, runs.UpNow(run), order.Name, order.For, order.Sound);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(command, WireJson.Default.Command);
        // A node that began anew meanwhile is ordered anew.
        while (machine.GetElapsedTime(begun) < times.Life && runs.Of(node)?.Boot == run.Boot)
        {
            send(node, Channel.Command, bytes);
            var reply = await Task.WhenAny(open.Reply.Task, Task.Delay(times.Repeat, machine, stop));
            stop.ThrowIfCancellationRequested();
            if (reply == open.Reply.Task)
            {
                return Heard(await open.Reply.Task);
            }
        }

        return runs.Of(node)?.Boot == run.Boot ? OrderOutcome.NoAnswer : OrderOutcome.OtherBoot;
    }

    private OrderOutcome Heard(CommandReply reply)
    {
        var outcome = Enum.TryParse<OrderOutcome>(reply.Result, out var known) ? known : OrderOutcome.Unknown;
        if (outcome == OrderOutcome.OldId && reply.Last is >= 0 and < Command.MaxId)
        {
            // This machine's clock was set back since: the ids go on from the node's.
            Raise(reply.Last);
        }

        return outcome;
    }

    // Grows over restarts too, as the machine's clock does.
    private long NextId()
    {
        Raise(Math.Clamp(machine.GetUtcNow().ToUnixTimeMilliseconds(), 0, Command.MaxId / 2));
        return Interlocked.Increment(ref lastId);
    }

    private void Raise(long least)
    {
        long known;
        while ((known = Interlocked.Read(ref lastId)) < least)
        {
            Interlocked.CompareExchange(ref lastId, least, known);
        }
    }

    private sealed record Asked(long Id)
    {
        public TaskCompletionSource<CommandReply> Reply { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>As <see cref="IIngress.Send"/>.</summary>
internal delegate bool SendToNode(string node, Channel channel, ReadOnlySpan<byte> payload);

/// <summary>What a node is to do.</summary>
/// <param name="For">Seconds.</param>
internal sealed record NodeOrder(string Name, double? For = null, string? Sound = null);

/// <param name="Life">An order is valid for so long of the node's uptime.</param>
/// <param name="Repeat">Unanswered it is said again so often.</param>
internal sealed record OrderTimes(TimeSpan Life, TimeSpan Repeat)
{
    public static OrderTimes Default { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(2));

    public OrderTimes Scaled(double factor) => new(Life * factor, Repeat * factor);
}
