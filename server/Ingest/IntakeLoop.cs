using System.Buffers;
using System.Diagnostics;
using Vigia.Server.Clock;
using Vigia.Server.Health;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Ingest;

/// <summary>
/// Turns what arrived into transactions, one after the other, and says what is settled. The only thread that writes the ledger.
/// </summary>
internal sealed class IntakeLoop(
    Inbox inbox,
    Intake intake,
    SqliteLedger ledger,
    LedgerReader reader,
    IngestContext context,
    ILogger<IntakeLoop> logger
) : BackgroundService
{
    /// <summary>Plain messages that wait for a ledger that can't be written; what comes beyond stays without PUBACK.</summary>
    public const int MaxWaiting = 2_000;

    private readonly List<Queued> turn = [];
    private readonly List<Queued> waiting = [];
    private bool clockStepped;
    private readonly ArrayBufferWriter<byte> ackBytes = new(1024);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await NextAsync(stoppingToken))
        {
            TryTurn();
        }
    }

    /// <summary>
    /// Collects what is to be in the next transaction: nothing, to try a ledger again that could not be written.
    /// False when there will be no further one.
    /// </summary>
    private async Task<bool> NextAsync(CancellationToken stop)
    {
        try
        {
            if (context.State.Store == StoreState.Ok)
            {
                await inbox.Reader.WaitToReadAsync(stop);
                await Task.Delay(context.Options.Linger, stop);
            }
            else
            {
                await Task.Delay(context.Options.RetryPause, stop);
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        Collect();
        return !stop.IsCancellationRequested;
    }

    /// <summary>What waited for the ledger, then what came.</summary>
    internal void Collect()
    {
        turn.Clear();
        turn.AddRange(waiting);
        waiting.Clear();
        while (turn.Count < context.Options.MaxTurn && inbox.Reader.TryRead(out var queued))
        {
            turn.Add(queued);
        }
    }

    /// <summary>One transaction. False when the ledger did not take it: then nodes will send again, and plain messages wait.</summary>
    internal bool TryTurn()
    {
        CrashPoint.Here("server.received");
        var started = Stopwatch.GetTimestamp();
        try
        {
            LookForStep();
            var outcome = intake.Turn(turn, context.TimeDesk.HasTime, clockStepped);
            clockStepped = false;
            CrashPoint.Here("server.after-commit");
            context.State.Store = StoreState.Ok;
            context.Metrics.Committed(outcome, Stopwatch.GetElapsedTime(started));
            foreach (var node in outcome.TwoMachines)
            {
                logger.LogWarning("TwoMachines: two boards speak as {Node}; give one of them a name of its own", node);
            }

            Tell(outcome);
            CrashPoint.Here("server.after-ack");
            reader.Advance(ledger.LastRow);
            Release();
            return true;
        }
        catch (LedgerUnavailableException e)
        {
            Failed(e);
            return false;
        }
    }

    private void Tell(TurnOutcome outcome)
    {
        context.Watch.SeeReceived(ledger.NewestReceived);
        if (context.State.IsSecond)
        {
            return;
        }

        foreach (var touched in outcome.Touched)
        {
            foreach (var ack in touched.Acks(context.Self.Id))
            {
                ackBytes.ResetWrittenCount();
                ack.WriteTo(ackBytes);
                inbox.Ingress?.Send(touched.Sets.Node, Channel.Ack, ackBytes.WrittenSpan);
            }
        }

        outcome.Receipts.ForEach(receipt => receipt.Complete());
    }

    private void Failed(LedgerUnavailableException e)
    {
        var now = e.NoRoom ? StoreState.Full : StoreState.Down;
        if (context.State.Store != now)
        {
            logger.LogError(
                "The ledger takes nothing any more, first {Count} messages: {Reason}",
                turn.Count,
                e.Message
            );
        }

        context.Metrics.CountFailedTurn();
        context.State.Store = now;
        context.JudgeUnstored?.Invoke(intake.Unstored);
        KeepOrDrop();
    }

    private void KeepOrDrop()
    {
        foreach (var queued in turn)
        {
            if (queued.Arrival.Receipt is not null && waiting.Count < MaxWaiting)
            {
                waiting.Add(queued);
            }
            else
            {
                inbox.Done(queued);
            }
        }
    }

    private void Release()
    {
        foreach (var queued in turn)
        {
            inbox.Done(queued);
        }
    }

    // Remembered until a transaction has dropped the anchors.
    private void LookForStep()
    {
        var step = context.Watch.TakeStep(context.Clock.MachineMs, ServerClock.MonotonicMs);
        if (step != 0)
        {
            clockStepped = true;
            // They may be of the clock as it was.
            turn.RemoveAll(queued => queued.Anchor is not null);
            logger.LogWarning(
                "This machine's clock was stepped by {Step} ms: what was known of nodes' clocks is dropped",
                step
            );
        }
    }
}
