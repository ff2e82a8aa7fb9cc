using Vigia.Server.Rules;
using Vigia.Server.Storage;

namespace Vigia.Server.Ledger.Rollups;

/// <summary>
/// Follows the ledger and sums readings up for the charts. Behind by a year it catches up in the background; where the disk takes
/// nothing it waits, and reads on once it does.
/// </summary>
internal sealed class RollupFollower(
    ILedgerReader ledger,
    Rollups rollups,
    RollupOptions options,
    ServerClocks clocks,
    ILogger<RollupFollower> log
)
{
    private const int RowsAtOnce = 500;

    private readonly RowReader reader = new();
    private long? wroteAt;
    private long? forgotAt;
    private bool isAligned;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            switch (TryFollow())
            {
                case Followed.Some:
                    await Task.Yield();
                    break;
                case Followed.Trouble:
                    await Task.Delay(options.RetryAfter, clocks.Machine, stop);
                    break;
                default:
                    await WaitAsync(stop);
                    break;
            }
        }
    }

    /// <summary>Some rows of the ledger; what is due is written. Throws <see cref="SqliteFault"/>.</summary>
    public bool FollowOnce()
    {
        if (!isAligned)
        {
            rollups.Align(ledger);
            isAligned = rollups.Cursor.Epoch == ledger.Epoch;
        }

        if (rollups.IsFull || IsDue(ref wroteAt, options.WriteEvery))
        {
            rollups.Write();
        }

        if (IsDue(ref forgotAt, options.ForgetEvery))
        {
            rollups.Forget(clocks.World.GetUtcNow());
        }

        return isAligned && TakeRows();
    }

    /// <summary>At the end of the service.</summary>
    public void WriteNow()
    {
        try
        {
            rollups.Write();
        }
        catch (SqliteFault e)
        {
            log.LogWarning(e, "{File} is not written: the ledger is read again at the next start", RollupFile.Name);
        }
    }

    private bool TakeRows()
    {
        var rows = ledger.ReadAfter(rollups.Cursor.Row, RowsAtOnce);
        foreach (var row in rows)
        {
            rollups.Take(row.Node, row.TimeMs, reader.TryRead(row) ? reader.Pack.Readings : [], row.Row);
        }

        return rows.Count > 0;
    }

    private Followed TryFollow()
    {
        try
        {
            return FollowOnce() ? Followed.Some : Followed.None;
        }
        catch (SqliteFault e)
        {
            RollupMetrics.Failed.Add(1);
            log.LogError("The charts' buckets are not written ({Reason}): tried again", e.Message);
            return Followed.Trouble;
        }
    }

    // A new row, or when something is to be written although none comes.
    private async Task WaitAsync(CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var row = ledger.WaitForRowAfterAsync(isAligned ? rollups.Cursor.Row : 0, either.Token);
        await Task.WhenAny(row, Task.Delay(options.WriteEvery, clocks.Machine, either.Token));
        await either.CancelAsync();
    }

    private bool IsDue(ref long? at, TimeSpan every)
    {
        var now = clocks.Machine.GetTimestamp();
        if (at is { } last && clocks.Machine.GetElapsedTime(last, now) < every)
        {
            return false;
        }

        var isFirst = at is null;
        at = now;
        return !isFirst;
    }

    private enum Followed
    {
        None,
        Some,
        Trouble,
    }
}
