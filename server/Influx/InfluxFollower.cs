using Vigia.Server.Alerts;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Influx;

/// <summary>
/// Brings the ledger's rows into InfluxDB, in order, from a cursor in <c>vigia.db</c>. Nobody waits for it:
/// InfluxDB may be away, slow, emptied or replaced, and the rows follow when it is back.
/// </summary>
internal sealed class InfluxFollower(
    ILedgerReader ledger,
    AlertStore store,
    InfluxClient client,
    InfluxLines lines,
    InfluxOptions options,
    TimeProvider machine,
    ILogger<InfluxFollower> log
)
{
    public const string CursorName = "influx";

    private const int RowsAtOnce = 250;

    private readonly RowReader reader = new();
    private readonly LineBatch batch = new();
    private readonly LineDelivery delivery = new(client);
    private readonly Backoff backoff = new(options.ShortestPause, options.LongestPause);
    private volatile TaskCompletionSource rewind = NoRewind();
    private Cursor? known;
    private Cursor saved;
    private long savedAt;
    private Task? nextRow;

    /// <summary>For <c>/healthz</c> and the page; lag is counted anew at each look.</summary>
    public InfluxHealth Health
    {
        get => field with { LagRows = Math.Max(0, ledger.LastRow - Interlocked.Read(ref row)) };
        private set;
    } = new(InfluxState.Starting, 0, null, null);

    private long row;

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
        var cursor = Align();
        var end = Fill(cursor);
        if (end == cursor.Row)
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

        Move(cursor with { Row = end });
        return end < ledger.LastRow ? FollowOutcome.MoreWaits : FollowOutcome.CaughtUp;
    }

    /// <summary>
    /// Sends all rows again, and completes when those that stand now are sent. <see cref="RunAsync"/> has to be running.
    /// </summary>
    public async Task RebuildAsync(IProgress<InfluxProgress>? progress, CancellationToken stop)
    {
        var last = ledger.LastRow;
        rewind.TrySetResult();
        while (RewindAsked || Interlocked.Read(ref row) < last)
        {
            progress?.Report(new InfluxProgress(RewindAsked ? 0 : Interlocked.Read(ref row), last, Health));
            await Task.Delay(options.Linger, machine, stop);
        }

        progress?.Report(new InfluxProgress(last, last, Health));
    }

    /// <summary>Writes the cursor where that is due; at the end of the service always.</summary>
    public void SaveCursor()
    {
        if (known is not { } cursor || cursor == saved)
        {
            return;
        }

        CrashPoint.Here("influx-cursor");
        if (store.TryWrite("the cursor of InfluxDB", db => CursorTable.Write(db, CursorName, cursor)))
        {
            (saved, savedAt) = (cursor, machine.GetTimestamp());
        }
    }

    private Cursor Align()
    {
        var cursor = known ?? store.Read(db => CursorTable.Read(db, CursorName), Cursor.None);
        if (known is null)
        {
            (saved, savedAt) = (cursor, machine.GetTimestamp());
        }

        if (RewindAsked)
        {
            cursor = Rewind("asked for");
        }
        else if (!cursor.Fits(ledger.Epoch, ledger.LastRow))
        {
            cursor = Rewind("this ledger is not the one the cursor was made in");
        }

        Keep(cursor);
        rewind = RewindAsked ? NoRewind() : rewind;
        return cursor;
    }

    private bool RewindAsked => rewind.Task.IsCompleted;

    private static TaskCompletionSource NoRewind() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Cursor Rewind(string why)
    {
        log.LogWarning("InfluxDB gets all rows of the ledger again: {Why}", why);
        InfluxMetrics.Replays.Add(1);
        store.TryWrite("an empty quarantine", QuarantineTable.Clear);
        return new Cursor(ledger.Epoch, 0);
    }

    private void Keep(Cursor cursor)
    {
        known = cursor;
        Interlocked.Exchange(ref row, cursor.Row);
    }

    // Answers the last row that is in the batch, or needs no line.
    private long Fill(Cursor cursor)
    {
        batch.Clear();
        var end = cursor.Row;
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

        Keep(Rewind("its database was gone and is created"));
        SaveCursor();
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

    private void Move(Cursor cursor)
    {
        Keep(cursor);
        if (machine.GetElapsedTime(savedAt) >= options.CursorEvery)
        {
            SaveCursor();
        }

        Health = new InfluxHealth(
            cursor.Row < ledger.LastRow ? InfluxState.CatchingUp : InfluxState.Ok,
            0,
            machine.GetUtcNow(),
            null
        );
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

        if (ledger.LastRow - Interlocked.Read(ref row) < options.MinLines)
        {
            await Task.Delay(options.Linger, machine, stop);
        }
    }

    private async Task WaitForRowsAsync(CancellationToken stop)
    {
        nextRow ??= ledger.WaitForRowAfterAsync(Interlocked.Read(ref row), stop);
        while (!nextRow.IsCompleted && !RewindAsked)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(nextRow, rewind.Task, Task.Delay(options.CursorEvery, machine, enough.Token));
            await enough.CancelAsync();
            stop.ThrowIfCancellationRequested();
            SaveCursor();
        }

        if (nextRow.IsCompleted)
        {
            await nextRow;
            nextRow = null;
        }
    }
}
