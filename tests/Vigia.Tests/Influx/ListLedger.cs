using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Tests.Influx;

/// <summary>A ledger of a list: what followers see of one.</summary>
internal sealed class ListLedger : ILedgerReader
{
    private readonly Lock gate = new();
    private readonly List<LedgerRow> rows = [];
    private TaskCompletionSource added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Epoch { get; set; } = "epoch-1";

    /// <summary>Where a node stands when its row is added.</summary>
    public Func<string, string?> ZoneOf { get; set; } = _ => null;

    /// <summary>The run of a node when its row is added.</summary>
    public Func<string, BootId> BootOf { get; set; } = _ => new BootId(0x9f3a5c0d11e2b764);

    public long LastRow
    {
        get
        {
            lock (gate)
            {
                return rows.Count;
            }
        }
    }

    /// <summary>A pack of one sweep, arrived as it was measured.</summary>
    public LedgerRow Add(DateTimeOffset time, string node, params Reading[] readings) =>
        Add(time, time, node, readings);

    public LedgerRow Add(DateTimeOffset received, DateTimeOffset time, string node, params Reading[] readings)
    {
        lock (gate)
        {
            var row = Row(rows.Count + 1, received, time, node, readings) with
            {
                Zone = ZoneOf(node),
                Boot = BootOf(node),
            };
            rows.Add(row);
            added.TrySetResult();
            added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return row;
        }
    }

    public static LedgerRow Row(
        long row,
        DateTimeOffset received,
        DateTimeOffset time,
        string node,
        params Reading[] readings
    )
    {
        var boot = new BootId(0x9f3a5c0d11e2b764);
        var ms = time.ToUnixTimeMilliseconds();
        var header = new PackHeader(boot, row - 1, ClockQuality.Ntp, ms, null, 0);
        var bytes = PackEncoder.Encode(node, header, readings);
        return new LedgerRow(
            row,
            node,
            boot,
            row - 1,
            Plain: false,
            received.ToUnixTimeMilliseconds(),
            ms,
            ClockQuality.Ntp,
            ClockOff: false,
            Zone: null,
            bytes
        );
    }

    public IReadOnlyList<LedgerRow> ReadAfter(long row, int limit)
    {
        lock (gate)
        {
            return [.. rows.Skip((int)row).Take(limit)];
        }
    }

    public long FirstRowReceivedSince(DateTimeOffset time)
    {
        lock (gate)
        {
            var first = rows.FindIndex(row => row.ReceivedMs >= time.ToUnixTimeMilliseconds());
            return first < 0 ? rows.Count + 1 : first + 1;
        }
    }

    public async Task WaitForRowAfterAsync(long row, CancellationToken stop)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (rows.Count > row)
                {
                    return;
                }

                next = added.Task;
            }

            await next.WaitAsync(stop);
        }
    }
}
