using System.Diagnostics.Metrics;

namespace Vigia.Server.Rules;

internal static class RuleMetrics
{
    private static readonly Meter Meter = new("Vigia");

    // Counted at each rule of each reading: here, and told only when somebody asks.
    private static readonly long[] Verdicts = new long[Enum.GetValues<Verdict>().Length];

    private static readonly KeyValuePair<string, object?>[] Names =
    [
        .. Enum.GetNames<Verdict>().Select(name => new KeyValuePair<string, object?>("verdict", name)),
    ];

    static RuleMetrics() => Meter.CreateObservableCounter("vigia.rules.judged", Judged);

    /// <summary>Series that found no place in memory.</summary>
    public static Counter<long> TooManySeries { get; } = Meter.CreateCounter<long>("vigia.rules.too_many_series");

    /// <summary>Readings that came late, but in time to be judged where they belong.</summary>
    public static Counter<long> Rejudged { get; } = Meter.CreateCounter<long>("vigia.rules.rejudged");
    public static Counter<long> LateFindings { get; } = Meter.CreateCounter<long>("vigia.rules.late_findings");
    public static Counter<long> Undecodable { get; } = Meter.CreateCounter<long>("vigia.rules.rows_undecodable");
    public static Counter<long> WarmUps { get; } = Meter.CreateCounter<long>("vigia.rules.warm_ups");

    /// <summary>Rows judged from memory while the ledger could not be written.</summary>
    public static Counter<long> FromMemory { get; } = Meter.CreateCounter<long>("vigia.rules.from_memory");

    /// <summary>Judgements that were too many to be kept for a store that cannot be written.</summary>
    public static Counter<long> Forgotten { get; } = Meter.CreateCounter<long>("vigia.rules.forgotten");

    public static void Count(Verdict verdict) => Interlocked.Increment(ref Verdicts[(int)verdict]);

    private static IEnumerable<Measurement<long>> Judged()
    {
        for (var i = 0; i < Verdicts.Length; i++)
        {
            if (Interlocked.Read(ref Verdicts[i]) is > 0 and var count)
            {
                yield return new Measurement<long>(count, Names[i]);
            }
        }
    }
}
