using Vigia.Server.Derive.Live;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Live.Points;

/// <summary>Every point as it was last heard of. Safe for several threads.</summary>
internal sealed class LivePoints(LiveOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LiveNode> nodes = [];
    private int count;

    /// <summary>The newest reading, unix milliseconds; null before the first.</summary>
    public long? NewestMs { get; private set; }

    /// <summary>Readings that are not shown, because <see cref="LiveOptions.MaxPoints"/> others are.</summary>
    public long Unshown { get; private set; }

    public void Take(LedgerRow row, IReadOnlyList<Reading> readings)
    {
        lock (gate)
        {
            if (!nodes.TryGetValue(row.Node, out var node))
            {
                nodes.Add(row.Node, node = new LiveNode());
            }

            if (row.ReceivedMs >= node.HeardMs)
            {
                (node.HeardMs, node.Zone) = (row.ReceivedMs, row.Zone);
            }

            foreach (var reading in readings)
            {
                Take(node, reading, row.TimeMs + reading.OffsetMs);
            }
        }
    }

    /// <param name="dayBeginsMs">Where the day of counters begins.</param>
    public IReadOnlyList<NodeNow> Now(long dayBeginsMs)
    {
        lock (gate)
        {
            return
            [
                .. nodes.Select(node => new NodeNow(
                    node.Key,
                    node.Value.Zone,
                    node.Value.HeardMs,
                    [.. node.Value.Points.Values.Select(point => point.Now(dayBeginsMs))]
                )),
            ];
        }
    }

    /// <summary>One point from that slot on; null when there is no such point.</summary>
    public PointLine? Line(string node, string point, long firstSlot, int buckets)
    {
        lock (gate)
        {
            if (!nodes.TryGetValue(node, out var found) || !found.Points.TryGetValue(point, out var live))
            {
                return null;
            }

            var day = new Bucket[buckets];
            for (var i = 0; i < buckets; i++)
            {
                day[i] = live.Day[firstSlot + i];
            }

            return new PointLine(day, live.Interval);
        }
    }

    private void Take(LiveNode node, in Reading reading, long ms)
    {
        if (!node.Points.TryGetValue(reading.Point, out var point))
        {
            if (count >= options.MaxPoints)
            {
                Unshown++;
                LiveMetrics.ReadingsUnshown.Add(1);
                return;
            }

            count++;
            point = new LivePoint(
                reading.Point,
                Quantity.Of(reading.Point, reading.Unit),
                ZoneChannels.RhythmOf(reading.Point)
            );
            node.Points.Add(reading.Point, point);
        }

        point.Take(reading, ms);
        NewestMs = Math.Max(NewestMs ?? ms, ms);
    }

    private sealed class LiveNode
    {
        public string? Zone;
        public long HeardMs = long.MinValue;

        public Dictionary<string, LivePoint> Points { get; } = [];
    }
}

/// <param name="Zone">As its newest row has it.</param>
/// <param name="HeardMs">Unix milliseconds when its newest row was received.</param>
internal sealed record NodeNow(string Name, string? Zone, long HeardMs, IReadOnlyList<PointNow> Points);

/// <param name="Buckets">One each five minutes, empty where nothing was read.</param>
internal sealed record PointLine(IReadOnlyList<Bucket> Buckets, TimeSpan Interval);
