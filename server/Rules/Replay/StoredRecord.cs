using Vigia.Server.Farm;
using Vigia.Server.Ledger;

namespace Vigia.Server.Rules.Replay;

/// <summary>The last days of a ledger, which may belong to a service that runs. A node stands where the farm file puts it.</summary>
internal static class StoredRecord
{
    private const int RowsAtOnce = 500;

    /// <summary>When the newest row arrived, by the service's clock; null where there is none.</summary>
    public static DateTimeOffset? NewestOf(LedgerReader ledger) =>
        ledger.ReadAfter(ledger.LastRow - 1, 1) is [var newest]
            ? DateTimeOffset.FromUnixTimeMilliseconds(newest.ReceivedMs)
            : null;

    public static IEnumerable<LedgerRow> Since(LedgerReader ledger, DateTimeOffset from, FarmPlan plan)
    {
        var row = ledger.FirstRowReceivedSince(from) - 1;
        while (ledger.ReadAfter(row, RowsAtOnce) is { Count: > 0 } rows)
        {
            foreach (var stored in rows)
            {
                yield return stored with
                {
                    Zone = plan.ZoneOf(stored.Node) ?? stored.Zone,
                };
            }

            row = rows[^1].Row;
        }
    }
}
