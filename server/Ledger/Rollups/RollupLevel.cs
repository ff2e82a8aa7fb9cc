namespace Vigia.Server.Ledger.Rollups;

/// <summary>One width of bucket that readings are summed up in, and how long it is kept.</summary>
/// <param name="Table">Its table in <c>rollup.db</c>.</param>
internal sealed record RollupLevel(string Table, long BucketMs, TimeSpan Kept)
{
    private const long Minutes = 60_000;

    /// <summary>For the last hours. 100 points fill 40 MB of it.</summary>
    public static RollupLevel Minute { get; } = new("minute", Minutes, TimeSpan.FromDays(8));

    /// <summary>For weeks.</summary>
    public static RollupLevel Quarter { get; } = new("quarter", 15 * Minutes, TimeSpan.FromDays(100));

    /// <summary>For months and years: 100 points grow by 40 MB a year.</summary>
    public static RollupLevel Hour { get; } = new("hour", 60 * Minutes, TimeSpan.FromDays(3650));

    public static IReadOnlyList<RollupLevel> All { get; } = [Minute, Quarter, Hour];

    public long SlotOf(long ms) => ms / BucketMs;
}

/// <summary>What was read of a point in one bucket, in the store's unit. Readings may come in any order.</summary>
internal readonly record struct Rollup(int Count, double Least, double Most, double Sum)
{
    public double Mean => Sum / Count;

    public static Rollup Of(double value) => new(1, value, value, value);

    public static Rollup operator +(in Rollup a, in Rollup b) =>
        a.Count == 0 ? b
        : b.Count == 0 ? a
        : new Rollup(a.Count + b.Count, Math.Min(a.Least, b.Least), Math.Max(a.Most, b.Most), a.Sum + b.Sum);
}
