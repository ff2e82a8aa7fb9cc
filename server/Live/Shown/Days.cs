using Vigia.Server.Farm;
using Vigia.Server.Ledger.Rollups;
using Vigia.Server.Live.Points;
using Vigia.Server.Rules;

namespace Vigia.Server.Live.Shown;

/// <summary>A stretch of a zone's points, in buckets.</summary>
/// <param name="FromMs">Where the first bucket begins.</param>
internal sealed record ZoneDay(
    long FromMs,
    long BucketMs,
    IReadOnlyList<PointDay> Points,
    IReadOnlyList<AlertShown> Alerts,
    IReadOnlyList<LateShown> Late
);

/// <summary>A value a bucket, null where nothing was read; of a counter the mean is what it counted in all.</summary>
/// <param name="GapFrom">That many empty buckets in a row are a gap; fewer are only a slow sensor.</param>
/// <param name="Thin">Buckets in which much was missing: fewer than three of four readings as usual.</param>
internal sealed record PointDay(
    PointShown Point,
    int GapFrom,
    IReadOnlyList<double?> Min,
    IReadOnlyList<double?> Mean,
    IReadOnlyList<double?> Max,
    IReadOnlyList<int> Thin,
    IReadOnlyList<LimitShown> Limits
);

/// <summary>The main point of a zone over the last day, for a line as wide as a thumb.</summary>
internal sealed record ZoneLine(string Zone, IReadOnlyList<double?> Mean);

/// <summary>Takes lines for the page: a day out of memory, weeks out of the roll-ups. The ledger is not asked.</summary>
internal sealed class Days(
    Board board,
    LivePoints points,
    Rollups rollups,
    AlertBoard alerts,
    FarmBook farm,
    ServerClocks clocks
)
{
    public const int MaxHours = 30 * 24;

    private const int DayHours = 24;
    private const int WeekHours = 7 * 24;
    private const int PerHour = 12;

    /// <summary>Buckets of a thumb's line: half hours.</summary>
    private const int ThumbBuckets = 48;

    private static readonly TimeSpan LateFindings = TimeSpan.FromDays(30);

    /// <summary>Null when there is no such zone.</summary>
    /// <param name="hours">Up to a day in buckets of 5 minutes, to a week in quarters of an hour, beyond in hours.</param>
    public ZoneDay? Of(string zone, int hours)
    {
        if (board.PointsOf(zone) is not { } shown)
        {
            return null;
        }

        var nowMs = clocks.World.GetUtcNow().ToUnixTimeMilliseconds();
        var level =
            hours <= DayHours ? null
            : hours <= WeekHours ? RollupLevel.Quarter
            : RollupLevel.Hour;
        var bucketMs = level?.BucketMs ?? DayRing.BucketMs;
        var buckets = (int)(hours * 3_600_000L / bucketMs);
        var first = (nowMs / bucketMs) - buckets + 1;
        return new ZoneDay(
            first * bucketMs,
            bucketMs,
            [.. shown.Select(point => DayOf(point, zone, Line(point, level, first, buckets), bucketMs))],
            alerts.OverAt(zone),
            alerts.LateAt(zone, clocks.World.GetUtcNow() - LateFindings)
        );
    }

    public IReadOnlyList<ZoneLine> Lines()
    {
        var first = DayRing.SlotOf(clocks.World.GetUtcNow().ToUnixTimeMilliseconds()) - DayRing.Day + 1;
        return
        [
            .. board
                .Take()
                .Zones.Where(zone => zone.Main is not null)
                .Select(zone => new ZoneLine(zone.Name, Thumb(zone.Main!, first))),
        ];
    }

    private (Rollup[] Buckets, TimeSpan Interval) Line(PointShown point, RollupLevel? level, long first, int buckets)
    {
        var ring = points.Line(point.Node, point.Point, first, level is null ? buckets : 0);
        return (
            level is { } stored ? rollups.Read(point.Node, point.Point, stored, first, buckets)
            : ring is null ? []
            : [.. ring.Buckets.Select(b => new Rollup(b.Count, b.Min, b.Max, b.Sum))],
            ring?.Interval ?? TimeSpan.Zero
        );
    }

    private PointDay DayOf(PointShown point, string zone, (Rollup[] Buckets, TimeSpan Interval) line, long bucketMs) =>
        new(
            point,
            Math.Max(1, (int)Math.Ceiling(3 * line.Interval.TotalMilliseconds / bucketMs)),
            [.. line.Buckets.Select(b => b.Count > 0 ? Short(b.Least) : null)],
            [.. line.Buckets.Select(b => b.Count > 0 ? Short(point.Today ? b.Sum : b.Mean) : null)],
            [.. line.Buckets.Select(b => b.Count > 0 ? Short(b.Most) : null)],
            Thin.In(line.Buckets),
            LimitLines.Of(farm.Plan, zone, point.Node, point.Point)
        );

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

    private static double? Short(double value) => Math.Round(value, 3);
}

/// <summary>Finds buckets that are not empty and yet lack much: a wide bucket must not hide a power cut. Pure.</summary>
internal static class Thin
{
    private const double Enough = 0.75;

    // Of a sensor that is read once or twice a bucket nobody can say that a reading is missing.
    private const int LeastUsual = 8;

    /// <summary>The bucket in which readings began, and the last, are part of a bucket only.</summary>
    public static IReadOnlyList<int> In(ReadOnlySpan<Rollup> buckets)
    {
        var counts = new List<int>();
        foreach (var bucket in buckets)
        {
            if (bucket.Count > 0)
            {
                counts.Add(bucket.Count);
            }
        }

        counts.Sort();
        var usual = counts.Count > 0 ? counts[counts.Count / 2] : 0;
        var thin = new List<int>();
        var began = 0;
        while (began < buckets.Length && buckets[began].Count == 0)
        {
            began++;
        }

        for (var i = began + 1; i < buckets.Length - 1 && usual >= LeastUsual; i++)
        {
            if (buckets[i].Count > 0 && buckets[i].Count < usual * Enough)
            {
                thin.Add(i);
            }
        }

        return thin;
    }
}
