using Vigia.Server.Alerts;
using Vigia.Server.Derive.Live;
using Vigia.Server.Health;
using Vigia.Server.Ledger;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Server.Influx;

/// <summary>
/// Brings the ledger's rows into InfluxDB, in order, from a cursor in <c>vigia.db</c>. Nobody waits for it:
/// InfluxDB may be away, slow, emptied or replaced, and the rows follow when it is back.
/// </summary>
/// <param name="derived">What is derived of the readings goes with them; what it remembers goes with the cursor.</param>
internal sealed class InfluxFollower(
    ILedgerReader ledger,
    AlertStore store,
    InfluxClient client,
    InfluxLines lines,
    InfluxOptions options,
    TimeProvider machine,
    ILogger<InfluxFollower> log,
    DerivedReadings? derived = null
)
{
    public const string CursorName = "influx";

    private const int RowsAtOnce = 250;

    private readonly RowReader reader = new();
    private readonly LineBatch batch = new();
    private readonly LineDelivery delivery = new(client);
    private readonly BackOff backoff = new(options.ShortestPause, options.LongestPause);
    private readonly InfluxCursor cursor = new(ledger, store, options, machine, log, derived);
    private readonly Judgements memories = new();
    private Task? nextRow;

    /// <summary>For <c>/healthz</c> and the page; lag is counted anew at each look.</summary>
    public InfluxHealth Health
    {
        get => field with { LagRows = Math.Max(0, ledger.LastRow - cursor.Row) };
        private set;
    } = new(InfluxState.Starting, 0, null, null);

    /// <summary>Looks whether this is the ledger it knows, before anything is added to it.</summary>
    public void Align() => cursor.Align();

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await PauseAfterAsync(await TryFollowAsync(stop), stop);
        }
    }

    /// <summary>One batch: from the cursor into InfluxDB, then the cursor.</summary>
    public async Task<FollowOutcome> FollowOnceAsync(CancellationToken stop)
    {
        var start = cursor.Align();
        var remembered = derived?.Remembered;
        try
        {
            return await FollowOnceAsync(start, stop);
        }
        finally
        {
            // Of rows that are not over there yet, the same has to be derived again.
            if (remembered is not null && cursor.Row == start)
            {
                derived!.Remember(remembered);
            }
        }
    }

    private async Task<FollowOutcome> FollowOnceAsync(long start, CancellationToken stop)
    {
        var end = Fill(start);
        if (end == start)
        {
            Say(InfluxState.Ok);
            return FollowOutcome.CaughtUp;
        }

        var sent = batch.Count == 0 ? null : (DeliveryOutcome?)await delivery.SendAsync(batch, stop);
        CrashPoint.Here("influx-written");
        if (sent is { Answer.Kind: InfluxAnswerKind.NoDatabase })
        {
            return await BeginAgainAsync(stop);
        }

        if (sent is { Answer.Kind: InfluxAnswerKind.Unavailable } failed)
        {
            return Trouble(InfluxState.Unavailable, failed.Answer.Words);
        }

        if (sent is { Bad.Count: > 0 } partly && !Quarantine(partly.Bad))
        {
            return Trouble(InfluxState.StoreUnavailable, "bad lines cannot be kept in the store");
        }

        Move(end);
        return end < ledger.LastRow ? FollowOutcome.MoreWaits : FollowOutcome.CaughtUp;
    }

    /// <summary>
    /// Sends all rows again, and completes when those that stand now are sent. <see cref="RunAsync"/> has to be running.
    /// </summary>
    public async Task RebuildAsync(IProgress<InfluxProgress>? progress, CancellationToken stop)
    {
        var last = ledger.LastRow;
        cursor.AskRewind();
        while (cursor.RewindAsked.IsCompleted || cursor.Row < last)
        {
            progress?.Report(new InfluxProgress(cursor.RewindAsked.IsCompleted ? 0 : cursor.Row, last, Health));
            await Task.Delay(options.Linger, machine, stop);
        }

        progress?.Report(new InfluxProgress(last, last, Health));
    }

    /// <summary>The database was not there: what was sent before is gone. All rows go again.</summary>
    public void BeginAgain() => cursor.AskRewind();

    /// <summary>At the end of the service.</summary>
    public void SaveCursor() => cursor.Save();

    // Answers the last row that is in the batch, or needs no line.
    private long Fill(long start)
    {
        batch.Clear();
        var end = start;
        while (batch.Count < options.MinLines)
        {
            var rows = ledger.ReadAfter(end, RowsAtOnce);
            foreach (var next in rows)
            {
                Add(next);
                end = next.Row;
                if (batch.Count >= options.MaxLines)
                {
                    return end;
                }
            }

            if (rows.Count < RowsAtOnce)
            {
                break;
            }
        }

        return end;
    }

    private void Add(LedgerRow next)
    {
        if (reader.TryRead(next))
        {
            derived?.AddTo(next, reader.Pack, memories);
            lines.Write(next, reader.Pack, batch);
            return;
        }

        InfluxMetrics.Undecodable.Add(1);
        log.LogError("Row {Row} of the ledger is no pack: InfluxDB goes without it", next.Row);
    }

    // An empty database means that what was sent before is gone too.
    private async Task<FollowOutcome> BeginAgainAsync(CancellationToken stop)
    {
        var answer = await client.CreateDatabaseAsync(stop);
        if (answer.Kind != InfluxAnswerKind.Stored)
        {
            return Trouble(InfluxState.Unavailable, answer.Words);
        }

        cursor.Rewind("its database was gone and is created");
        cursor.Save();
        return FollowOutcome.MoreWaits;
    }

    private bool Quarantine(IReadOnlyList<QuarantinedLine> bad)
    {
        var now = machine.GetUtcNow().ToUnixTimeMilliseconds();
        var evicted = 0;
        if (!store.TryWrite("InfluxDB's quarantine", db => evicted = QuarantineTable.Add(db, bad, now)))
        {
            return false;
        }

        InfluxMetrics.LinesQuarantined.Add(bad.Count);
        InfluxMetrics.QuarantineEvicted.Add(evicted);
        log.LogWarning(
            "InfluxDB refused {Count} lines, the first: {Line} – {Words}",
            bad.Count,
            bad[0].Line,
            bad[0].Words
        );
        return true;
    }

    private void Move(long row)
    {
        cursor.Move(row);
        var state = row < ledger.LastRow ? InfluxState.CatchingUp : InfluxState.Ok;
        Health = new InfluxHealth(state, 0, machine.GetUtcNow(), null);
    }

    private void Say(InfluxState state) => Health = Health with { State = state, Trouble = null };

    private FollowOutcome Trouble(InfluxState state, string words)
    {
        if (Health.State != state)
        {
            log.LogWarning("InfluxDB: {State}: {Words}", state, words);
        }

        InfluxMetrics.Failures.Add(1);
        Health = Health with { State = state, Trouble = words };
        return FollowOutcome.TryLater;
    }

    private async Task<FollowOutcome> TryFollowAsync(CancellationToken stop)
    {
        try
        {
            return await FollowOnceAsync(stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            log.LogError(e, "A turn of the InfluxDB follower failed");
            return Trouble(InfluxState.Failing, e.Message);
        }
    }

    private async Task PauseAfterAsync(FollowOutcome outcome, CancellationToken stop)
    {
        if (outcome == FollowOutcome.TryLater)
        {
            await Task.Delay(backoff.Next(), machine, stop);
            return;
        }

        backoff.Reset();
        if (outcome == FollowOutcome.CaughtUp)
        {
            await WaitForRowsAsync(stop);
        }

        if (ledger.LastRow - cursor.Row < options.MinLines)
        {
            await Task.Delay(options.Linger, machine, stop);
        }
    }

    private async Task WaitForRowsAsync(CancellationToken stop)
    {
        nextRow ??= ledger.WaitForRowAfterAsync(cursor.Row, stop);
        while (!nextRow.IsCompleted && !cursor.RewindAsked.IsCompleted)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(nextRow, cursor.RewindAsked, Task.Delay(options.CursorEvery, machine, enough.Token));
            await enough.CancelAsync();
            stop.ThrowIfCancellationRequested();
            cursor.Save();
        }

        if (nextRow.IsCompleted)
        {
            await nextRow;
            nextRow = null;
        }
    }
}
