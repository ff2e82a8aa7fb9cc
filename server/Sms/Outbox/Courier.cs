using Vigia.Server.Alerts;

namespace Vigia.Server.Sms.Outbox;

/// <summary>
/// Brings the texts of the outbox to phones: hands them to the first way, asks what became of them, tries again until nobody
/// wants them any more, and gives to the second way what the first does not send. Every step is in <c>vigia.db</c> before the
/// next is taken; after a kill the same attempt is handed over again, which a gateway that knows our handles takes for the same.
/// Each way has a loop that hands over and one that asks: a way that hangs delays no other, and asking delays no hand-over.
/// </summary>
internal sealed class Courier : IDisposable
{
    private readonly AlertStore store;
    private readonly SmsOutbox outbox;
    private readonly HandingOver[] handing;
    private readonly Asking[] asking;
    private readonly ILogger<Courier> log;
    private long tidiedAt;

    public Courier(
        AlertStore store,
        IReadOnlyList<ISmsGateway> ways,
        CourierOptions options,
        TimeProvider machine,
        ILogger<Courier> log
    )
    {
        (this.store, this.log) = (store, log);
        outbox = new SmsOutbox(store, ways, options, machine);
        handing = [.. ways.Select((_, way) => new HandingOver(outbox, way, log))];
        asking = [.. ways.Select((_, way) => new Asking(outbox, way, log))];
        tidiedAt = machine.GetTimestamp();
    }

    public IReadOnlyList<ISmsGateway> Ways => outbox.Ways;

    /// <summary>When this way last failed with a text, and when it last sent one; null: not since the start.</summary>
    public (DateTimeOffset? Failed, DateTimeOffset? Sent) LastOf(int way) => outbox.Records[way].Read();

    /// <summary>True when all of these are committed, or were before.</summary>
    public bool TryPut(IReadOnlyList<SmsRow> rows)
    {
        var stored = store.TryWrite(
            "texts to phones",
            db =>
            {
                foreach (var row in rows)
                {
                    SmsTable.Insert(db, row);
                }
            }
        );
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
        outbox.Unstored.Cancel(alert, keep, to);
        var stored = store.TryWrite(
            "the end of an alert's texts",
            db => SmsTable.CancelAbout(db, alert, outbox.NowMs, keep, to)
        );
        Wake();
        return stored;
    }

    /// <summary>What a gateway called back. True when it is on disk, or tells nothing that is still wanted.</summary>
    public bool TryNote(SmsReport report)
    {
        SmsRow? row = null;
        var stored = store.TryWrite(
            "what a gateway told",
            db =>
            {
                row = SmsTable.FindByHandle(db, report.Handle);
                if (row is not null)
                {
                    // The word may come before the answer to the hand-over: it has it, then.
                    var had = row.State == SmsState.Queued ? row with { State = SmsState.Submitted } : row;
                    var after = SmsLife.After(had, report, outbox.NowMs, Ways.Count, outbox.Options);
                    SmsTable.Update(db, row, after, outbox.NowMs);
                }
            }
        );
        if (stored && row is not null && row.Way < Ways.Count)
        {
            asking[row.Way].Told(row, report);
            Wake();
        }

        return stored;
    }

    /// <summary>Whether a text of a fire waits for a way, or will within this time.</summary>
    public bool HasFire(TimeSpan within) =>
        store.Read(db => SmsTable.CountOfFire(db, outbox.NowMs + (long)within.TotalMilliseconds), 0) > 0;

    /// <summary>By the first way that can call anybody now.</summary>
    public async Task<RingAnswer> RingAsync(PhoneNumber to, TimeSpan forSeconds, CancellationToken stop)
    {
        var last = RingAnswer.NotPossible;
        foreach (var way in Ways)
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
        outbox.Unstored.Add(rows);
        Wake();
    }

    public Task RunAsync(CancellationToken stop) =>
        Task.WhenAll([
            .. handing.Select(
                (one, way) => LoopAsync(one.TurnAsync, wait => outbox.BellOf(way).WaitAsync(Look, wait), stop)
            ),
            .. asking.Select(one => LoopAsync(one.TurnAsync, wait => Task.Delay(Look, wait), stop)),
            LoopAsync(TidyAsync, wait => Task.Delay(Look, wait), stop),
        ]);

    /// <summary>All loops once, one after the other.</summary>
    public async Task TurnAsync(CancellationToken stop)
    {
        foreach (var one in handing)
        {
            await one.TurnAsync(stop);
        }

        foreach (var one in asking)
        {
            await one.TurnAsync(stop);
        }

        await TidyAsync(stop);
    }

    public void Dispose() => outbox.Dispose();

    /// <summary>Says that there may be new rows.</summary>
    public void Wake() => outbox.Wake();

    private TimeSpan Look => outbox.Options.Look;

    private async Task LoopAsync(
        Func<CancellationToken, Task> turn,
        Func<CancellationToken, Task> wait,
        CancellationToken stop
    )
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await turn(stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogError(e, "A turn of the courier failed");
            }

            await wait(stop);
        }
    }

    private Task TidyAsync(CancellationToken stop)
    {
        if (outbox.Machine.GetElapsedTime(tidiedAt) > CourierOptions.TidyEvery)
        {
            tidiedAt = outbox.Machine.GetTimestamp();
            store.TryWrite("the tidying of old texts", SmsTable.ForgetOldest);
        }

        return Task.CompletedTask;
    }
}
