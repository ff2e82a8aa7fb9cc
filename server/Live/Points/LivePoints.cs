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
                (node.Clock, node.IsClockOff) = (row.Clock, row.ClockOff);
                node.LagMs = row.ReceivedMs - row.TimeMs - (readings is [.., var last] ? last.OffsetMs : 0);
            }

            foreach (var reading in readings)
            {
                Take(node, reading, row.TimeMs + reading.OffsetMs);
            }
        }
    }

    /// <summary>A point of before this start, until it is heard again.</summary>
    /// <param name="zone">Of its node; null: none is known.</param>
    public void Remember(KnownPoint known, string? zone)
    {
        lock (gate)
        {
            if (!nodes.TryGetValue(known.Node, out var node))
            {
                nodes.Add(known.Node, node = new LiveNode { Zone = zone });
            }

            node.HeardMs = Math.Max(node.HeardMs, known.SeenMs);
            PointOf(node, known.Point, unit: null)?.Remember(known.SeenMs);
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
                )
                {
                    Clock = node.Value.Clock,
                    IsClockOff = node.Value.IsClockOff,
                    LagMs = node.Value.LagMs,
                }),
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

    /// <summary>Whether anything of a node was read, of so many slots a step.</summary>
    public IReadOnlyList<bool> Contact(string node, long firstSlot, int steps, int slotsOfStep)
    {
        lock (gate)
        {
            if (!nodes.TryGetValue(node, out var found))
            {
                return new bool[steps];
            }

            return
            [
                .. Enumerable
                    .Range(0, steps)
                    .Select(step =>
                        found.Points.Values.Any(point =>
                            HasAny(point.Day, firstSlot + (step * slotsOfStep), slotsOfStep)
                        )
                    ),
            ];
        }
    }

    private static bool HasAny(DayRing day, long firstSlot, int slots)
    {
        for (var i = 0; i < slots; i++)
        {
            if (day[firstSlot + i].Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Take(LiveNode node, in Reading reading, long ms)
    {
        if (PointOf(node, reading.Point, reading.Unit) is not { } point)
        {
            Unshown++;
            LiveMetrics.ReadingsUnshown.Add(1);
            return;
        }

        point.Take(reading, ms);
        NewestMs = Math.Max(NewestMs ?? ms, ms);
    }

    // Null: as many are shown as may be. One that was only remembered learns its unit when it is heard.
    private LivePoint? PointOf(LiveNode node, string name, string? unit)
    {
        if (node.Points.TryGetValue(name, out var known) && (known.IsHeard || unit is null))
        {
            return known;
        }

        if (known is null && count >= options.MaxPoints)
        {
            return null;
        }

        count += known is null ? 1 : 0;
        var point = new LivePoint(name, Quantity.Of(name, unit), ZoneChannels.RhythmOf(name), unit);
        point.Remember(known?.GoodAtMs);
        return node.Points[name] = point;
    }

    private sealed class LiveNode
    {
        public string? Zone;
        public long HeardMs = long.MinValue;
        public ClockQuality Clock;
        public bool IsClockOff;
        public long LagMs;

        public Dictionary<string, LivePoint> Points { get; } = [];
    }
}

/// <param name="Zone">As its newest row has it.</param>
/// <param name="HeardMs">Unix milliseconds when its newest row was received.</param>
internal sealed record NodeNow(string Name, string? Zone, long HeardMs, IReadOnlyList<PointNow> Points)
{
    /// <summary>What stands behind the times of its newest row.</summary>
    public ClockQuality Clock { get; init; }

    /// <summary>Its own time was too far off there, and was replaced.</summary>
    public bool IsClockOff { get; init; }

    /// <summary>Milliseconds from the newest reading of that row to its arrival.</summary>
    public long LagMs { get; init; }
}

/// <param name="Buckets">One each five minutes, empty where nothing was read.</param>
internal sealed record PointLine(IReadOnlyList<Bucket> Buckets, TimeSpan Interval);
