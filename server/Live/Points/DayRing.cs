namespace Vigia.Server.Live.Points;

/// <summary>
/// The last 24 hours of a point in buckets of five minutes, 7 KB of memory whatever its interval. Readings may come in any
/// order; what is older than a day falls out.
/// </summary>
internal sealed class DayRing
{
    public const long BucketMs = 5 * 60_000;

    /// <summary>Buckets of a day.</summary>
    public const int Day = 288;

    // One more than a day: the bucket that is being filled.
    private readonly Bucket[] buckets = new Bucket[Day + 1];

    public static long SlotOf(long ms) => ms / BucketMs;

    public void Add(long ms, double value)
    {
        var slot = (int)SlotOf(ms);
        ref var bucket = ref buckets[slot % buckets.Length];
        if (slot < bucket.Slot || ms < 0)
        {
            return;
        }

        if (slot > bucket.Slot || bucket.Count == 0)
        {
            bucket = new Bucket(slot, (float)value);
        }

        bucket.Min = Math.Min(bucket.Min, (float)value);
        bucket.Max = Math.Max(bucket.Max, (float)value);
        bucket.Sum += value;
        bucket.Count++;
    }

    /// <summary>The bucket of that slot; its <see cref="Bucket.Count"/> is 0 where nothing was read.</summary>
    public Bucket this[long slot]
    {
        get
        {
            var bucket = buckets[(int)(slot % buckets.Length)];
            return bucket.Slot == slot ? bucket : default;
        }
    }

    /// <summary>Of a counter: what it counted from that slot on.</summary>
    public double SumFrom(long slot)
    {
        var sum = 0.0;
        foreach (ref readonly var bucket in buckets.AsSpan())
        {
            sum += bucket.Slot >= slot ? bucket.Sum : 0;
        }

        return sum;
    }
}

/// <summary>What was read in five minutes.</summary>
internal struct Bucket(int slot, float first)
{
    public int Slot = slot;
    public int Count;
    public float Min = first;
    public float Max = first;
    public double Sum;

    public readonly double Mean => Sum / Count;
}
