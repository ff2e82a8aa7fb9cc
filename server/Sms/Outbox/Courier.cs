using Vigia.Server.Alerts;
using Vigia.Wire;

namespace Vigia.Server.Sms.Outbox;

/// <summary>
/// Brings the texts of the outbox to phones: hands them to the first way, asks what became of them, tries again until nobody
/// wants them any more, and gives to the second way what the first does not send. Every step is in <c>vigia.db</c> before the
/// next is taken; after a kill the same attempt is handed over again, which a gateway that knows our handles takes for the same.
/// </summary>
internal sealed class Courier(
    AlertStore store,
    IReadOnlyList<ISmsGateway> ways,
    CourierOptions options,
    TimeProvider machine,
    ILogger<Courier> log
) : IDisposable
{
    /// <summary>Texts whose rows could not be written; beyond it the oldest is dropped and counted.</summary>
    public const int MaxUnstored = 1_000;

    private readonly Lock gate = new();
    private readonly LinkedList<SmsRow> unstored = [];
    private readonly SemaphoreSlim work = new(0, 1);
    private readonly WayRecord[] records = [.. ways.Select(_ => new WayRecord())];
    private long tidiedAt = machine.GetTimestamp();

    public IReadOnlyList<ISmsGateway> Ways => ways;

    /// <summary>When this way last failed with a text, and when it last sent one; null: not since the start.</summary>
    public (DateTimeOffset? Failed, DateTimeOffset? Sent) LastOf(int way) => records[way].Read();

    private long NowMs => machine.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>True when all of these are committed, or were before.</summary>
    public bool TryPut(IReadOnlyList<SmsRow> rows)
    {
        var stored = store.TryWrite("texts to phones", db => Each(rows, row => SmsTable.Insert(db, row)));
        Wake();
        return stored;
    }

    /// <summary>
    /// What an alert told is over: its texts that the network has not are sent no more, where that can be. True when this is
    /// committed. Who writes texts of the alert's end in the same transaction calls <see cref="SmsTable.CancelAbout"/> there.
    /// </summary>
    /// <param name="keep">The message that tells of the end.</param>
    /// <param name="to">Only those to one phone; null: to all.</param>
    public bool CancelAbout(long alert, string? keep = null, PhoneNumber? to = null)
    {
        lock (gate)
        {
            foreach (
                var row in unstored
                    .Where(row => row.Alert == alert && row.Message != keep && (to is null || row.To == to))
                    .ToList()
            )
            {
                unstored.Remove(row);
            }
        }

        var stored = store.TryWrite(
            "the end of an alert's texts",
            db => SmsTable.CancelAbout(db, alert, NowMs, keep, to)
        );
        Wake();
        return stored;
    }

    /// <summary>Whether a text of a fire waits for a way, or will within this time.</summary>
    public bool HasFire(TimeSpan within) =>
        store.Read(db => SmsTable.CountOfFire(db, NowMs + (long)within.TotalMilliseconds), 0) > 0;

    /// <summary>By the first way that can call anybody now.</summary>
    public async Task<RingAnswer> RingAsync(PhoneNumber to, TimeSpan forSeconds, CancellationToken stop)
    {
        var last = RingAnswer.NotPossible;
        foreach (var way in ways)
        {
            var answer = await way.RingAsync(to, SmsBounds.Ring(forSeconds), stop);
            SmsMetrics.Rings.Add(1, new KeyValuePair<string, object?>("answer", answer.State.ToString()));
            if (answer.State == RingState.Rang)
            {
                return answer;
            }

            last = answer.State == RingState.NotPossible ? last : answer;
        }

        return last;
    }

    /// <summary>Texts that no disk would keep: they go first, and are not followed.</summary>
    public void SendUnstored(IReadOnlyList<SmsRow> rows)
    {
        lock (gate)
        {
            foreach (var row in rows)
            {
                unstored.AddLast(row);
                SmsMetrics.Unpersisted.Add(1);
                if (unstored.Count > MaxUnstored)
                {
                    unstored.RemoveFirst();
                    SmsMetrics.Dropped.Add(1);
                }
            }
        }

        Wake();
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogError(e, "A turn of the courier failed");
            }

            await work.WaitAsync(options.Look, stop);
        }
    }

    public async Task TurnAsync(CancellationToken stop)
    {
        await SendUnstoredAsync(stop);
        await HandOverDueAsync(stop);
        for (var way = 0; way < ways.Count; way++)
        {
            await AskAsync(way, stop);
        }

        Tidy();
    }

    public void Dispose() => work.Dispose();

    /// <summary>Says that there may be new rows.</summary>
    public void Wake()
    {
        lock (gate)
        {
            if (work.CurrentCount == 0)
            {
                work.Release();
            }
        }
    }

    private async Task HandOverDueAsync(CancellationToken stop)
    {
        var due = store.Read(db => SmsTable.Due(db, NowMs, CourierOptions.MaxAtOnce), []);
        foreach (var row in due.Select(Begun))
        {
            if (SmsLife.IsExpired(row, NowMs))
            {
                SmsMetrics.Expired.Add(1);
                Commit(row, row with { State = SmsState.Expired });
                continue;
            }

            if (!HasRoomFor(row))
            {
                continue;
            }

            CrashPoint.Here("sms-before-hand-over");
            var answer = await HandOverAsync(row, stop);
            CrashPoint.Here("sms-handed");
            var after = SmsLife.After(row, answer, NowMs, ways.Count, options);
            if (after.Way != row.Way && answer.State == HandOverState.Unavailable)
            {
                records[row.Way].Leave(machine.GetUtcNow());
            }

            Commit(row, after);
        }
    }

    // A text that no way had yet does not wait a minute for one that lets others lie.
    private SmsRow Begun(SmsRow row)
    {
        if (row.TroubledMs is not null || ways.Count == 1 || records[row.Way].MayTry(machine.GetUtcNow()))
        {
            return row;
        }

        var next = (row.Way + 1) % ways.Count;
        SmsMetrics.FailedOver.Add(1);
        return row with { Way = next };
    }

    // What waits here can be overtaken and cancelled, at a gateway hardly.
    private bool HasRoomFor(SmsRow row) =>
        row.Priority == SmsPriority.Fire
        || store.Read(db => SmsTable.CountInHand(db, row.Way), 0) < CourierOptions.MaxInHand;

    private async Task<HandOver> HandOverAsync(SmsRow row, CancellationToken stop)
    {
        var way = ways[Math.Min(row.Way, ways.Count - 1)];
        var answer = await way.HandOverAsync(row.Outgoing(), stop);
        if (answer.State == HandOverState.Taken)
        {
            SmsMetrics.Handed.Add(1);
            return answer;
        }

        SmsMetrics.Failed.Add(1);
        records[row.Way].Fail(machine.GetUtcNow());
        log.LogWarning("{Way} did not take {Id}: {Words}", way.Name, row.Id, answer.Words);
        return answer;
    }

    private async Task AskAsync(int way, CancellationToken stop)
    {
        var open = store.Read(db => SmsTable.InHand(db, way, NowMs, SmsBounds.MaxAsked), []);
        if (open.Count == 0)
        {
            return;
        }

        var reports = await ways[way].AskAsync([.. open.Select(row => row.InHand())], stop);
        var told = reports.GroupBy(report => report.Handle).ToDictionary(group => group.Key, group => group.Last());
        foreach (var row in open)
        {
            if (told.TryGetValue(row.InHand().Handle, out var report))
            {
                Note(report, row);
            }
            else if (SmsLife.IsUnwanted(row))
            {
                await EndAsync(row, SmsState.Cancelled, stop);
            }
            else if (SmsLife.IsExpired(row, NowMs))
            {
                await EndAsync(row, SmsState.Expired, stop);
            }
            else if (SmsLife.IsOverdue(row, NowMs, ways.Count, options))
            {
                await FailOverAsync(row, stop);
            }
        }
    }

    private void Note(SmsReport report, SmsRow row)
    {
        Commit(row, SmsLife.After(row, report, NowMs, ways.Count, options));
        if (report.Progress is SmsProgress.Sent or SmsProgress.Delivered)
        {
            SmsMetrics.Sent.Add(row.State == SmsState.Submitted ? 1 : 0);
            records[row.Way].Send(machine.GetUtcNow());
        }
        else if (report.Progress == SmsProgress.Failed)
        {
            records[row.Way].Fail(machine.GetUtcNow());
            SmsMetrics.Failed.Add(1);
            log.LogWarning("{Way} gave up {Id}: {Words}", ways[row.Way].Name, row.Id, report.Words);
        }
    }

    // What cannot be taken back may still be told as sent, for a while.
    private async Task EndAsync(SmsRow row, SmsState end, CancellationToken stop)
    {
        if (await ways[row.Way].TryCancelAsync(row.InHand(), stop) || SmsLife.IsLost(row, NowMs))
        {
            (end == SmsState.Expired ? SmsMetrics.Expired : SmsMetrics.Cancelled).Add(1);
            Commit(row, row with { State = end });
        }
    }

    // Where it cannot be taken back the person may get it twice: the same words, the same code.
    private async Task FailOverAsync(SmsRow row, CancellationToken stop)
    {
        var isBack = await ways[row.Way].TryCancelAsync(row.InHand(), stop);
        log.LogWarning(
            "{Way} did not send {Id} in {Time}: {Next} gets it (taken back: {IsBack})",
            ways[row.Way].Name,
            row.Id,
            options.FailOver,
            ways[row.Way + 1].Name,
            isBack
        );
        SmsMetrics.FailedOver.Add(1);
        records[row.Way].Leave(machine.GetUtcNow());
        Commit(row, SmsLife.NextWay(row, NowMs));
    }

    private async Task SendUnstoredAsync(CancellationToken stop)
    {
        while (FirstUnstored() is { } row)
        {
            if (!await AnyWayTakesAsync(row, stop))
            {
                return;
            }

            lock (gate)
            {
                unstored.Remove(row);
            }
        }
    }

    private SmsRow? FirstUnstored()
    {
        lock (gate)
        {
            return unstored.First?.Value;
        }
    }

    private async Task<bool> AnyWayTakesAsync(SmsRow row, CancellationToken stop)
    {
        for (var way = 0; way < ways.Count; way++)
        {
            var answer = await HandOverAsync(row with { Way = way }, stop);
            if (answer.State != HandOverState.Unavailable)
            {
                return true;
            }
        }

        return false;
    }

    private void Tidy()
    {
        if (machine.GetElapsedTime(tidiedAt) > CourierOptions.TidyEvery)
        {
            tidiedAt = machine.GetTimestamp();
            store.TryWrite("the tidying of old texts", db => SmsTable.ForgetOldest(db));
        }
    }

    private void Commit(SmsRow before, SmsRow after)
    {
        if (after != before)
        {
            store.TryWrite("how far a text is", db => SmsTable.Update(db, after, NowMs));
        }
    }

    private static void Each<T>(IReadOnlyList<T> all, Action<T> act)
    {
        foreach (var one in all)
        {
            act(one);
        }
    }
}
