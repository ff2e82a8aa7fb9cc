using Vigia.Wire;

namespace Vigia.Server.Sms.Outbox;

/// <summary>
/// Hands to one way what waits for it. A turn ends when it took <see cref="CourierOptions.SlowTurn"/>: then fire is looked for again,
/// so that it waits for one answer of this way at most. What a way does not take within <see cref="CourierOptions.FailOver"/> goes to
/// the next, and with it all that had not been tried here.
/// </summary>
internal sealed class HandingOver(SmsOutbox outbox, int way, ILogger log)
{
    private readonly ISmsGateway gateway = outbox.Ways[way];
    private readonly WayRecord record = outbox.Records[way];

    public async Task TurnAsync(CancellationToken stop)
    {
        var begun = outbox.Machine.GetTimestamp();
        if (!await SendUnstoredAsync(stop))
        {
            return;
        }

        foreach (var row in outbox.Due(way))
        {
            await TakeOnAsync(row, stop);
            if (outbox.Machine.GetElapsedTime(begun) >= CourierOptions.SlowTurn)
            {
                outbox.BellOf(way).Ring();
                return;
            }
        }
    }

    private async Task TakeOnAsync(SmsRow row, CancellationToken stop)
    {
        if (SmsLife.IsExpired(row, outbox.NowMs))
        {
            outbox.Expire(row);
        }
        else if (IsForNext(row))
        {
            PassOn(row);
        }
        else if (outbox.HasRoomFor(row))
        {
            CrashPoint.Here("sms-before-hand-over");
            var tried = row with { TroubledMs = row.TroubledMs ?? outbox.NowMs };
            var answer = await HandOverAsync(row, stop);
            CrashPoint.Here("sms-handed");
            var after = SmsLife.After(tried, answer, outbox.NowMs, outbox.Ways.Count, outbox.Options);
            outbox.Commit(row, after);
            if (after.Way != way)
            {
                Left(after, isByTime: answer.State == HandOverState.Unavailable);
            }
        }
    }

    // A text that no way had yet does not wait a minute for one that lets others lie.
    private bool IsForNext(SmsRow row) =>
        outbox.Ways.Count > 1
        && (
            row.TroubledMs is { } since
                ? outbox.NowMs - since >= outbox.Options.FailOver.TotalMilliseconds
                    || (record.IsLeft && !outbox.Records[outbox.After(way)].IsLeft)
                : !record.MayTry(outbox.Now)
        );

    private void PassOn(SmsRow row)
    {
        SmsMetrics.FailedOver.Add(1);
        var wasTried = row.TroubledMs is not null;
        var next = wasTried
            ? SmsLife.NextWay(row, outbox.NowMs) with
            {
                Way = outbox.After(way),
            }
            : row with
            {
                Way = outbox.After(way),
            };
        outbox.Commit(row, next);
        Left(next, isByTime: wasTried);
    }

    private void Left(SmsRow row, bool isByTime)
    {
        if (isByTime)
        {
            outbox.Leave(way);
        }

        outbox.BellOf(row.Way).Ring();
    }

    private async Task<HandOver> HandOverAsync(SmsRow row, CancellationToken stop)
    {
        var answer = await gateway.HandOverAsync(row.Outgoing(), stop);
        if (answer.State == HandOverState.Taken)
        {
            SmsMetrics.Handed.Add(1);
            return answer;
        }

        SmsMetrics.Failed.Add(1);
        record.Fail(outbox.Now);
        log.LogWarning("{Way} did not take {Id}: {Words}", gateway.Name, row.Id, answer.Words);
        return answer;
    }

    // False: this way takes nothing now.
    private async Task<bool> SendUnstoredAsync(CancellationToken stop)
    {
        while (outbox.Unstored.Take(way) is { } row)
        {
            var isTaken = false;
            try
            {
                isTaken = (await HandOverAsync(row, stop)).State != HandOverState.Unavailable;
            }
            finally
            {
                if (!isTaken)
                {
                    outbox.Unstored.GiveBack(row with { Way = outbox.After(way) });
                }
            }

            if (!isTaken)
            {
                return false;
            }
        }

        return true;
    }
}
