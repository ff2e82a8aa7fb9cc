using Vigia.Server.Ledger;
using Vigia.Server.Rules;
using Vigia.Server.Storage;

namespace Vigia.Server.Live.Points;

/// <summary>
/// Follows the ledger for the page. It keeps no cursor: at start it reads the last day again, the newest first, so that the
/// page is true at once and its lines grow backwards.
/// </summary>
internal sealed class LiveFollower(
    ILedgerReader ledger,
    LivePoints points,
    PointMemory memory,
    LiveOptions options,
    ServerClocks clocks,
    ILogger<LiveFollower> log
)
{
    private const int RowsAtOnce = 500;

    private readonly RowReader reader = new();
    private long newest = -1;
    private long oldest;
    private long firstOfDay;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (!TryFollow(out var more))
            {
                await Task.Delay(options.SayAliveEvery, clocks.Machine, stop);
            }
            else if (!more)
            {
                await ledger.WaitForRowAfterAsync(newest, stop);
            }
        }
    }

    /// <summary>New rows, else some of the past day. False when there are neither.</summary>
    public bool FollowOnce()
    {
        if (newest < 0)
        {
            Begin();
        }

        return TakeNew() || TakeOld();
    }

    private void Begin()
    {
        memory.Recall();
        newest = ledger.LastRow;
        oldest = newest + 1;
        var dayAgo = ledger.FirstRowReceivedSince(clocks.World.GetUtcNow().AddDays(-1));
        firstOfDay = Math.Max(dayAgo, newest - options.MaxWarmRows + 1);
        if (firstOfDay > dayAgo)
        {
            log.LogWarning(
                "The page's lines begin {Rows} rows late: that many are more than it reads",
                firstOfDay - dayAgo
            );
        }
    }

    private bool TakeNew()
    {
        var rows = ledger.ReadAfter(newest, RowsAtOnce);
        Take(rows);
        newest = rows is [.., var last] ? last.Row : newest;
        return rows.Count > 0;
    }

    private bool TakeOld()
    {
        if (oldest <= firstOfDay)
        {
            return false;
        }

        var from = Math.Max(firstOfDay, oldest - RowsAtOnce);
        Take([.. ledger.ReadAfter(from - 1, (int)(oldest - from)).TakeWhile(row => row.Row < oldest)]);
        oldest = from;
        return true;
    }

    private void Take(IReadOnlyList<LedgerRow> rows)
    {
        foreach (var row in rows)
        {
            if (reader.TryRead(row))
            {
                points.Take(row, reader.Pack.Readings);
            }
        }
    }

    private bool TryFollow(out bool more)
    {
        try
        {
            more = FollowOnce();
            return true;
        }
        catch (SqliteFault e)
        {
            log.LogError(e, "The page cannot read the ledger");
            more = false;
            return false;
        }
    }
}
