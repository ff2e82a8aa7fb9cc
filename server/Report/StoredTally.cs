using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Report;

/// <summary>Adds up what the ledger holds of a period, in one pass over its rows: of each node in order of their time.</summary>
internal sealed class StoredTally(FarmPlan plan)
{
    /// <summary>Points and nodes that are added up; further ones are left out.</summary>
    public const int Most = 10_000;

    private const string Pump = "state-pump";
    private const string Mains = "state-mains";

    private readonly RowReader reader = new();
    private readonly Dictionary<string, double> water = [];
    private readonly Dictionary<string, double> rain = [];
    private readonly Dictionary<PointKey, RunTally> pumps = [];
    private readonly Dictionary<PointKey, RunTally> cuts = [];
    private readonly Dictionary<string, PresenceTally> nodes = [];

    private readonly record struct PointKey(string Zone, string Node, string Point);

    /// <summary>From the first to the last of the rows; null: there were none.</summary>
    public Span? Known { get; private set; }

    public void Add(LedgerRow row)
    {
        Known = Known is { } known
            ? new Span(Math.Min(known.FromMs, row.TimeMs), Math.Max(known.ToMs, row.TimeMs))
            : new Span(row.TimeMs, row.TimeMs);
        Of(nodes, row.Node, () => new PresenceTally(plan.SilenceOf(row.Node)))?.Hear(row.TimeMs);
        if (!reader.TryRead(row))
        {
            return;
        }

        foreach (var reading in reader.Pack.Readings)
        {
            if (reading is { Value: { } value, Flag: QartodFlag.Pass or QartodFlag.NotEvaluated or QartodFlag.Suspect })
            {
                Add(row, reading, value);
            }
        }
    }

    public StoredFigures Figures()
    {
        foreach (
            var silent in plan
                .Nodes.Select(node => node.Name)
                .Where(name => Known is not null && !nodes.ContainsKey(name))
        )
        {
            nodes[silent] = new PresenceTally(plan.SilenceOf(silent));
        }

        return new StoredFigures(Amounts(water), Amounts(rain), Runs(pumps), Runs(cuts), Nodes());
    }

    private void Add(LedgerRow row, in Reading reading, double value)
    {
        var quantity = Quantity.Of(reading.Point, reading.Unit);
        var key = new PointKey(ZoneOf(row, reading.Point), row.Node, reading.Point);
        switch (quantity.Name)
        {
            // Of a gauge nobody knows what ran through it between two readings: only what was counted is water.
            case "volume" when reading.Sum is not null:
                Sum(water, key.Zone, value * quantity.Factor);
                break;
            case "rain":
                Sum(rain, key.Zone, value * quantity.Factor);
                break;
            case "state" when IsOf(reading.Point, Pump):
                Of(pumps, key, () => new RunTally())?.Hear(row.TimeMs + reading.OffsetMs, value > 0.5);
                break;
            case "state" when IsOf(reading.Point, Mains):
                Of(cuts, key, () => new RunTally())?.Hear(row.TimeMs + reading.OffsetMs, value < 0.5);
                break;
        }
    }

    private string ZoneOf(LedgerRow row, string point) => plan.ZoneOf(row.Node, point) ?? row.Zone ?? row.Node;

    private static bool IsOf(string point, string stem) =>
        point == stem || point.StartsWith(stem + "-", StringComparison.Ordinal);

    private static void Sum(Dictionary<string, double> sums, string zone, double value)
    {
        if (sums.Count < Most || sums.ContainsKey(zone))
        {
            sums[zone] = sums.GetValueOrDefault(zone) + value;
        }
    }

    private static TValue? Of<TKey, TValue>(Dictionary<TKey, TValue> all, TKey key, Func<TValue> begin)
        where TKey : notnull
        where TValue : class
    {
        if (!all.TryGetValue(key, out var known) && all.Count < Most)
        {
            all.Add(key, known = begin());
        }

        return known;
    }

    private LocalText TitleOf(string zone) => plan.Zone(zone)?.Title ?? LocalText.Of(zone);

    private List<ZoneAmount> Amounts(Dictionary<string, double> sums) =>
        [
            .. sums.OrderBy(sum => sum.Key, StringComparer.Ordinal)
                .Select(sum => new ZoneAmount(TitleOf(sum.Key), sum.Value)),
        ];

    private List<RunLine> Runs(Dictionary<PointKey, RunTally> tallies) =>
        [
            .. tallies
                .OrderBy(entry => $"{entry.Key}", StringComparer.Ordinal)
                .Select(entry => new RunLine(
                    TitleOf(entry.Key.Zone),
                    plan.TitleOf(entry.Key.Node, entry.Key.Point) ?? LocalText.Of(entry.Key.Point),
                    entry.Value.Total,
                    entry.Value.Times,
                    entry.Value.Longest
                )),
        ];

    private List<NodeLine> Nodes() =>
        [
            .. nodes
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry =>
                {
                    var share = entry.Value.End(Known ?? default);
                    return new NodeLine(entry.Key, share, entry.Value.LongestGap);
                }),
        ];
}
