using Vigia.Server.Farm;
using Vigia.Server.Health;
using Vigia.Server.Rules;
using Vigia.Server.Sms;
using Vigia.Wire;

namespace Vigia.Server.Alerts;

/// <summary>
/// Hands the messages of the outbox to who announces them, each until it is taken: those about a fire first, then the oldest. What
/// comes meanwhile waits for <see cref="MaxRead"/> others at most. Messages that could not be stored come by memory
/// (≤ <see cref="MaxUnstored"/>; beyond it the oldest is dropped and counted) and go before all.
/// </summary>
/// <param name="farm">Tells which rules are about fire; null: none is.</param>
internal sealed class MessageDispatcher(
    AlertStore store,
    IAnnouncer announcer,
    DispatchOptions options,
    ServerClocks clocks,
    ILogger<MessageDispatcher> log,
    FarmBook? farm = null
) : IDisposable
{
    public const int MaxUnstored = 1_000;

    /// <summary>Rows read at once.</summary>
    public const int MaxRead = 10;

    /// <summary>Messages of one turn.</summary>
    public const int MaxAtOnce = 100;

    private readonly Lock gate = new();
    private readonly LinkedList<Message> unstored = [];
    private readonly HashSet<string> handedUnmarked = [];
    private readonly Queue<Message> read = [];
    private readonly Bell work = new();
    private readonly BackOff backoff = new(options.ShortestPause, options.LongestPause);
    private long tidiedAt = clocks.Machine.GetTimestamp();

    /// <summary>Says that there may be a new row in the outbox.</summary>
    public void Wake() => work.Ring();

    /// <summary>Sends a message whose row could not be written. The row may follow: it is then not sent twice.</summary>
    public void SendUnstored(Message message)
    {
        lock (gate)
        {
            unstored.AddLast(message);
            if (unstored.Count > MaxUnstored)
            {
                unstored.RemoveFirst();
                AlertMetrics.MessagesDropped.Add(1);
            }
        }

        AlertMetrics.Unpersisted.Add(1);
        Wake();
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var outcome = await TryDispatchAsync(stop);
            if (outcome == DispatchOutcome.GatewayUnavailable)
            {
                await Task.Delay(backoff.Next(), clocks.Machine, stop);
                continue;
            }

            backoff.Reset();
            Tidy();
            if (outcome == DispatchOutcome.NothingWaits)
            {
                await work.WaitAsync(options.LookAgain, stop);
            }
        }
    }

    /// <summary>Hands over what waits now, up to <see cref="MaxAtOnce"/> messages.</summary>
    public async Task<DispatchOutcome> DispatchOnceAsync(CancellationToken stop)
    {
        for (var i = 0; i < MaxAtOnce; i++)
        {
            if (Next() is not { } message)
            {
                return DispatchOutcome.NothingWaits;
            }

            if (await HandOverAsync(message, stop) == HandOverState.Unavailable)
            {
                return DispatchOutcome.GatewayUnavailable;
            }
        }

        return DispatchOutcome.MoreWait;
    }

    public void Dispose() => work.Dispose();

    private async Task<DispatchOutcome> TryDispatchAsync(CancellationToken stop)
    {
        try
        {
            return await DispatchOnceAsync(stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            log.LogError(e, "A turn of the message dispatcher failed");
            return DispatchOutcome.GatewayUnavailable;
        }
    }

    private Message? Next()
    {
        lock (gate)
        {
            if ((unstored.FirstOrDefault(IsFire) ?? unstored.First?.Value) is { } first)
            {
                return first;
            }
        }

        if (read.Count == 0)
        {
            Refill();
        }

        return read.TryPeek(out var next) ? next : null;
    }

    // Rows that were handed but could not be marked stay among the waiting: look past them.
    private void Refill()
    {
        string[] fires = [.. farm?.Plan.Rules.OfType<FireRule>().Select(rule => rule.Name) ?? []];
        foreach (var message in store.Read(db => MessageTable.Waiting(db, handedUnmarked.Count + MaxRead, fires), []))
        {
            if (handedUnmarked.Contains(message.Id))
            {
                Mark(message);
            }
            else if (read.Count < MaxRead)
            {
                read.Enqueue(message);
            }
        }
    }

    private bool IsFire(Message message) => farm is not null && new AlertNames(farm).IsFire(message.Alert);

    private async Task<HandOverState> HandOverAsync(Message message, CancellationToken stop)
    {
        CrashPoint.Here("message-before-hand-over");
        var answer = await announcer.AnnounceAsync(message, stop);
        CrashPoint.Here("message-handed");
        if (answer.State == HandOverState.Unavailable)
        {
            AlertMetrics.MessagesFailed.Add(1);
            log.LogWarning("Message {Id} was not taken: {Words}", message.Id, answer.Words);
            read.Clear();
            return answer.State;
        }

        AlertMetrics.MessagesHanded.Add(1);
        lock (gate)
        {
            unstored.Remove(message);
        }

        if (read.TryPeek(out var first) && first.Id == message.Id)
        {
            read.Dequeue();
        }

        Mark(message);
        return answer.State;
    }

    // Bounded by what the outbox holds; a mark that fails is repeated when the row is met again.
    private void Mark(Message message)
    {
        var now = clocks.World.GetUtcNow().ToUnixTimeMilliseconds();
        var marked = false;
        store.TryWrite("the hand-over of a message", db => marked = MessageTable.MarkHanded(db, message.Id, now));
        if (marked)
        {
            handedUnmarked.Remove(message.Id);
        }
        else if (handedUnmarked.Count < MessageTable.MaxWaiting)
        {
            handedUnmarked.Add(message.Id);
        }
    }

    private void Tidy()
    {
        if (clocks.Machine.GetElapsedTime(tidiedAt) < options.TidyEvery)
        {
            return;
        }

        tidiedAt = clocks.Machine.GetTimestamp();
        store.TryWrite("the tidying of old alerts", AlertTable.ForgetOldest);
    }
}

internal enum DispatchOutcome
{
    NothingWaits,
    MoreWait,
    GatewayUnavailable,
}

/// <param name="LookAgain">How long the outbox is left unread when nobody says that there is something new.</param>
internal sealed record DispatchOptions(
    TimeSpan ShortestPause,
    TimeSpan LongestPause,
    TimeSpan LookAgain,
    TimeSpan TidyEvery
)
{
    public static DispatchOptions Default { get; } =
        new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));
}
