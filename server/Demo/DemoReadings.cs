using System.Globalization;
using Vigia.Server.Cli;
using Vigia.Server.Health;
using Vigia.Server.Ledger;

namespace Vigia.Server.Demo;

/// <summary>Shows at the terminal what the ledger got: the newest reading of each node, every few seconds.</summary>
internal sealed class DemoReadings(IServiceProvider services, Texts texts)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    private readonly ILedgerReader ledger = services.GetRequiredService<ILedgerReader>();
    private readonly RowReader rows = new();
    private long seen;

    public async Task ShowAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await ledger.WaitForRowAfterAsync(seen, stop);
                Show();
                await Task.Delay(Every, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The demonstration ends.
        }
    }

    public static void SayTotals(IServiceProvider services, Texts texts)
    {
        var metrics = services.GetRequiredService<IngestMetrics>();
        Console.WriteLine(texts.DemoEnds(metrics.Stored, metrics.Refused, metrics.Gaps));
    }

    private void Show()
    {
        var newest = new SortedDictionary<string, LedgerRow>();
        foreach (var row in ledger.ReadAfter(seen, 1_000))
        {
            newest[row.Node] = row;
            seen = row.Row;
        }

        foreach (var (node, row) in newest)
        {
            var age = DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeMilliseconds(row.TimeMs);
            Console.WriteLine(
                texts.DemoReading(
                    node,
                    Words(row),
                    string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:0.0} s")
                )
            );
        }
    }

    private string Words(LedgerRow row) =>
        rows.TryRead(row)
            ? string.Join(
                ", ",
                rows.Pack.Readings.Select(r =>
                    r.Value is { } value ? $"{r.Point} {value:0.0} {r.Unit}" : $"{r.Point} {r.Fault}"
                )
            )
            : "";
}
