using System.Diagnostics.Metrics;

namespace Vigia.Server.Derive.Live;

internal static class DerivedMetrics
{
    private static readonly Meter Meter = new("Vigia");

    /// <summary>Inputs that found no place in memory.</summary>
    public static Counter<long> TooManyInputs { get; } = Meter.CreateCounter<long>("vigia.derived.too_many_inputs");

    /// <summary>Readings not newer than the last of their point: history, of which nothing is derived.</summary>
    public static Counter<long> Late { get; } = Meter.CreateCounter<long>("vigia.derived.late");

    private static readonly Counter<long> Hours = Meter.CreateCounter<long>("vigia.derived.fire_hours");

    public static void CountHour(FireStep step) =>
        Hours.Add(1, new KeyValuePair<string, object?>("step", step.ToString()));
}
