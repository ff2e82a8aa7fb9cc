using Vigia.Server.Live.Points;
using Vigia.Server.Rules;

namespace Vigia.Server.Live.Shown;

/// <summary>The last hours of a zone's points, in buckets.</summary>
/// <param name="FromMs">Where the first bucket begins.</param>
internal sealed record ZoneDay(
    long FromMs,
    long BucketMs,
    IReadOnlyList<PointDay> Points,
    IReadOnlyList<AlertShown> Alerts
);

/// <summary>A value a bucket, null where nothing was read; of a counter the mean is what it counted in all.</summary>
/// <param name="GapFrom">That many empty buckets in a row are a gap; fewer are only a slow sensor.</param>
internal sealed record PointDay(
    PointShown Point,
    int GapFrom,
    IReadOnlyList<double?> Min,
    IReadOnlyList<double?> Mean,
    IReadOnlyList<double?> Max
);

/// <summary>The main point of a zone over the last day, for a line as wide as a thumb.</summary>
internal sealed record ZoneLine(string Zone, IReadOnlyList<double?> Mean);

/// <summary>Takes lines for the page out of memory: the ledger is not asked.</summary>
internal sealed class Days(Board board, LivePoints points, AlertBoard alerts, ServerClocks clocks)
{
    public const int MaxHours = 24;

    private const int PerHour = 12;

    /// <summary>Buckets of a thumb's line: half hours.</summary>
    private const int ThumbBuckets = 48;

    /// <summary>Null when there is no such zone.</summary>
    public ZoneDay? Of(string zone, int hours)
    {
        if (board.PointsOf(zone) is not { } shown)
        {
            return null;
        }

        var buckets = hours * PerHour;
        var first = FirstSlot(buckets);
        return new ZoneDay(
            first * DayRing.BucketMs,
            DayRing.BucketMs,
            [.. shown.Select(point => DayOf(point, first, buckets))],
            alerts.OverAt(zone)
        );
    }

    public IReadOnlyList<ZoneLine> Lines()
    {
        var first = FirstSlot(DayRing.Day);
        return
        [
            .. board
                .Take()
                .Zones.Where(zone => zone.Main is not null)
                .Select(zone => new ZoneLine(zone.Name, Thumb(zone.Main!, first))),
        ];
    }

    private PointDay DayOf(PointShown point, long first, int buckets)
    {
        var line = points.Line(point.Node, point.Point, first, buckets) ?? new PointLine([], TimeSpan.Zero);
        return new PointDay(
            point,
            Math.Max(1, (int)Math.Ceiling(3 * line.Interval.TotalMilliseconds / DayRing.BucketMs)),
            [.. line.Buckets.Select(b => b.Count > 0 ? Short(b.Min) : null)],
            [.. line.Buckets.Select(b => b.Count > 0 ? Short(point.Today ? b.Sum : b.Mean) : null)],
            [.. line.Buckets.Select(b => b.Count > 0 ? Short(b.Max) : null)]
        );
    }

    private List<double?> Thumb(PointShown point, long first)
    {
        var line = points.Line(point.Node, point.Point, first, DayRing.Day)?.Buckets ?? [];
        return [.. line.Chunk(DayRing.Day / ThumbBuckets).Select(MeanOf)];
    }

    private static double? MeanOf(Bucket[] half)
    {
        var count = half.Sum(bucket => bucket.Count);
        return count > 0 ? Short(half.Sum(bucket => bucket.Sum) / count) : null;
    }

    private long FirstSlot(int buckets) =>
        DayRing.SlotOf(clocks.World.GetUtcNow().ToUnixTimeMilliseconds()) - buckets + 1;

    private static double? Short(double value) => Math.Round(value, 3);
}
