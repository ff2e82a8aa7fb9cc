namespace Vigia.Edge.Sensors;

/// <summary>
/// One chip. It answers values or a named fault, never the last value again, and never throws for what a cable does.
/// Not for several threads: a bus has one.
/// </summary>
internal interface ISensor : IDisposable
{
    /// <summary>Measures once; values stand in the order of the chip's outputs in <see cref="SensorCatalog"/>.</summary>
    Measurement Measure();
}

/// <summary>All values of one conversation, or the fault that prevented them.</summary>
internal readonly record struct Measurement
{
    private Measurement(IReadOnlyList<double> values, SensorFault? fault) => (Values, Fault) = (values, fault);

    public IReadOnlyList<double> Values { get; }

    public SensorFault? Fault { get; }

    public static Measurement Of(params IReadOnlyList<double> values) => new(values, null);

    public static implicit operator Measurement(SensorFault fault) => new([], fault);
}

/// <summary>Lets a chip convert; a driver's own pauses are milliseconds of the datasheet.</summary>
internal delegate void Pause(TimeSpan span);
