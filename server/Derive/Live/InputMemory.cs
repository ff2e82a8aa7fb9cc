using Vigia.Wire;

namespace Vigia.Server.Derive.Live;

/// <summary>A reading on its way into the channels of its zone.</summary>
/// <param name="Value">In the store's unit.</param>
/// <param name="Ms">Unix milliseconds when it was measured.</param>
internal readonly record struct Measured(string Point, double Value, QartodFlag Flag, long Ms)
{
    public bool IsGood => Flag is QartodFlag.Pass or QartodFlag.NotEvaluated;
}

/// <summary>What a channel made of it.</summary>
/// <param name="Flag">The worst of its inputs'.</param>
/// <param name="Ms">Of the reading that completed it.</param>
internal readonly record struct Derived(string Point, string Unit, double Value, QartodFlag Flag, long Ms);

/// <summary>The newest reading of one input.</summary>
/// <param name="IntervalMs">How often it is read, as learned; 0 while there is only one.</param>
internal sealed record InputMemory(double Value, QartodFlag Flag, long Ms, double IntervalMs)
{
    // A missed reading moves the estimate little.
    private const int Inertia = 8;

    // Of an input that was read but once.
    private const double AssumedMs = 60_000;
    private const double LongestMs = 3_600_000;

    /// <summary>An input older than so many of its intervals says nothing of now.</summary>
    private const int IntervalsThatCount = 3;

    public static InputMemory First(in Measured reading) => new(reading.Value, reading.Flag, reading.Ms, 0);

    public InputMemory Next(in Measured reading) =>
        new(reading.Value, reading.Flag, reading.Ms, Learn(reading.Ms - Ms));

    public bool CountsAt(long ms) =>
        Math.Abs(ms - Ms) <= IntervalsThatCount * (IntervalMs > 0 ? IntervalMs : AssumedMs);

    private double Learn(double gap) =>
        IntervalMs <= 0
            ? Math.Min(gap, LongestMs)
            : Math.Min(IntervalMs + (Math.Min(gap, 4 * IntervalMs) - IntervalMs) / Inertia, LongestMs);
}
