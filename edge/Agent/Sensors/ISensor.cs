namespace Vigia.Edge.Sensors;

/// <summary>
/// One chip. It answers values or a named fault, never the last value again, and never throws for what a cable does.
/// Not for several threads: a bus has one.
/// </summary>
internal interface ISensor : IDisposable
{
    /// <summary>Measures once; samples stand in the order of the sensor's points.</summary>
    Measurement Measure();
}

/// <summary>One value of a conversation, or the fault of this one alone: a broken wire at one input of several.</summary>
/// <param name="Sum">Of a counter: what it counted since it was opened; <paramref name="Value"/> is since the last reading.</param>
internal readonly record struct Sample(double Value, double? Sum = null, SensorFault? Fault = null)
{
    public static implicit operator Sample(double value) => new(value);

    public static implicit operator Sample(SensorFault fault) => new(double.NaN, Fault: fault);
}

/// <summary>All values of one conversation, or the fault that prevented them, or neither: the chip has nothing yet.</summary>
internal readonly record struct Measurement
{
    /// <summary>The chip is well and still gathers its first values.</summary>
    public static readonly Measurement NotYet = Of();

    private readonly byte[]? raw;

    private Measurement(IReadOnlyList<Sample> samples, SensorFault? fault) => (Samples, Fault) = (samples, fault);

    public IReadOnlyList<Sample> Samples { get; }

    public SensorFault? Fault { get; }

    public bool IsNotYet => Fault is null && Samples.Count == 0;

    /// <summary>The fault of all, or those of single samples.</summary>
    public IEnumerable<SensorFault> Faults =>
        Fault is { } all ? [all] : Samples.Select(s => s.Fault).OfType<SensorFault>().Distinct();

    /// <summary>What the chip said, byte for byte, for the technician. Empty when it said nothing.</summary>
    public ReadOnlyMemory<byte> Raw => raw;

    public static Measurement Of(params IReadOnlyList<Sample> samples) => new(samples, null);

    public static implicit operator Measurement(SensorFault fault) => new([], fault);

    public Measurement From(ReadOnlySpan<byte> conversation) => new(this, conversation.ToArray());

    private Measurement(Measurement measured, byte[] raw)
    {
        this = measured;
        this.raw = raw;
    }
}

/// <summary>Lets a chip convert; a driver's own pauses are milliseconds of the datasheet.</summary>
internal delegate void Pause(TimeSpan span);
