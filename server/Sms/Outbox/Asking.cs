namespace Vigia.Server.Sms.Outbox;

/// <summary>Asks one way what became of its texts, and takes back what nobody wants or what it did not send in time.</summary>
internal sealed class Asking(SmsOutbox outbox, int way, ILogger log)
{
    private readonly ISmsGateway gateway = outbox.Ways[way];
    private readonly WayRecord record = outbox.Records[way];

    public async Task TurnAsync(CancellationToken stop)
    {
        var open = outbox.InHand(way);
        if (open.Count == 0)
        {
            return;
        }

        var reports = await gateway.AskAsync([.. open.Select(row => row.InHand())], stop);
        var told = reports.GroupBy(report => report.Handle).ToDictionary(group => group.Key, group => group.Last());
        foreach (var row in open)
        {
            await LookAsync(row, told.GetValueOrDefault(row.InHand().Handle), stop);
        }
    }

    private async Task LookAsync(SmsRow row, SmsReport? report, CancellationToken stop)
    {
        if (report is not null)
        {
            Note(row, report);
        }
        else if (SmsLife.IsUnwanted(row) || SmsLife.IsExpired(row, outbox.NowMs))
        {
            await EndAsync(row, stop);
        }
        else if (SmsLife.IsOverdue(row, outbox.NowMs, outbox.Ways.Count, outbox.Options))
        {
            await FailOverAsync(row, stop);
        }
    }

    private void Note(SmsRow row, SmsReport report)
    {
        var after = SmsLife.After(row, report, outbox.NowMs, outbox.Ways.Count, outbox.Options);
        outbox.Commit(row, after);
        Told(row, report);
        if (after.State == SmsState.Queued)
        {
            outbox.BellOf(after.Way).Ring();
        }
    }

    /// <summary>Counts it, and remembers it of the way.</summary>
    public void Told(SmsRow row, SmsReport report)
    {
        if (report.Progress is SmsProgress.Sent or SmsProgress.Delivered)
        {
            SmsMetrics.Sent.Add(row.State == SmsState.Sent ? 0 : 1);
            record.Send(outbox.Now);
        }
        else if (report.Progress == SmsProgress.Failed)
        {
            record.Fail(outbox.Now);
            SmsMetrics.Failed.Add(1);
            log.LogWarning("{Way} gave up {Id}: {Words}", gateway.Name, row.Id, report.Words);
        }
    }

    // What cannot be taken back may still be told as sent, for a while.
    private async Task EndAsync(SmsRow row, CancellationToken stop)
    {
        if (!await gateway.TryCancelAsync(row.InHand(), stop) && !SmsLife.IsLost(row, outbox.NowMs))
        {
            return;
        }

        if (SmsLife.IsUnwanted(row))
        {
            SmsMetrics.Cancelled.Add(1);
            outbox.Commit(row, row with { State = SmsState.Cancelled });
        }
        else
        {
            outbox.Expire(row);
        }
    }

    // Where it cannot be taken back the person may get it twice: the same words, the same code.
    private async Task FailOverAsync(SmsRow row, CancellationToken stop)
    {
        var isBack = await gateway.TryCancelAsync(row.InHand(), stop);
        var next = SmsLife.NextWay(row, outbox.NowMs);
        log.LogWarning(
            "{Way} did not send {Id} in {Time}: {Next} gets it (taken back: {IsBack})",
            gateway.Name,
            row.Id,
            outbox.Options.FailOver,
            outbox.Ways[next.Way].Name,
            isBack
        );
        SmsMetrics.FailedOver.Add(1);
        outbox.Leave(way);
        outbox.Commit(row, next);
        outbox.BellOf(next.Way).Ring();
    }
}
