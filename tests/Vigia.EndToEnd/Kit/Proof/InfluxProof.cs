using Vigia.EndToEnd.Kit.Daemons;
using Vigia.Server.Influx;
using Vigia.Wire;

namespace Vigia.EndToEnd.Kit.Proof;

/// <summary>InfluxDB's points equal the ledger's rows through the server's line function, as sets.</summary>
internal static class InfluxProof
{
    private const int Shown = 5;

    public static async Task HoldsAsync(
        Influxd influx,
        string database,
        string ledgerPath,
        Func<IReadOnlyCollection<string>> except
    )
    {
        var difference = "";
        await Eventually.Until("InfluxDB equals the ledger", EqualAsync, seen: () => difference);

        async Task<bool> EqualAsync()
        {
            var lines = LinesOf(LedgerCopy.Read(ledgerPath));
            var wanted = InfluxPoints.OfLines(lines);
            var missing = InfluxPoints.OfLines(except());
            var stored = await InfluxPoints.StoredAsync(influx, database, MeasurementsOf(lines));
            difference =
                Describe("missing", wanted.Except(missing).Except(stored))
                + Describe("too many", stored.Except(wanted));
            return wanted.Count > 0 && difference.Length == 0;
        }
    }

    /// <summary>Every point of a ledger stands in InfluxDB, whatever else does.</summary>
    public static async Task HasAsync(Influxd influx, string database, LedgerCopy ledger)
    {
        var lines = LinesOf(ledger);
        var wanted = InfluxPoints.OfLines(lines);
        var difference = "";
        await Eventually.Until(
            "InfluxDB has every row",
            async () =>
            {
                var stored = await InfluxPoints.StoredAsync(influx, database, MeasurementsOf(lines));
                difference = Describe("missing", wanted.Except(stored));
                return difference.Length == 0;
            },
            seen: () => difference
        );
    }

    /// <summary>Every line of a ledger, as the follower writes it.</summary>
    public static IReadOnlyList<string> LinesOf(LedgerCopy ledger)
    {
        var (decoder, pack, batch) = (new PackDecoder(), new Pack(), new LineBatch());
        var write = new InfluxLines(Farm.Site);
        foreach (var row in ledger.Rows)
        {
            var refusal = row.Plain
                ? decoder.DecodePlain(row.Bytes, row.Node, pack)
                : decoder.Decode(row.Bytes, row.Node, pack);
            Assert.Null(refusal);
            write.Write(row, pack, batch);
        }

        return [.. Enumerable.Range(0, batch.Count).Select(batch.Line)];
    }

    private static IEnumerable<string> MeasurementsOf(IEnumerable<string> lines) =>
        lines.Select(InfluxPoints.MeasurementOf).Distinct();

    private static string Describe(string what, IEnumerable<string> points)
    {
        var list = points.Order().ToList();
        return list.Count == 0 ? "" : $"\n{list.Count} {what}: {string.Join(" | ", list.Take(Shown))}";
    }
}
