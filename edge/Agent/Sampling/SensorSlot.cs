using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;
using Vigia.Wire;

namespace Vigia.Edge.Sampling;

/// <summary>A sensor's place in its lane: when it is due, how it is asked, and what its answers are called.</summary>
internal sealed class SensorSlot(SensorLine line, Func<ISensor> open, TimeProvider time) : IDisposable
{
    private readonly Quarantine quarantine = new(line.Every);
    private ISensor? sensor;
    private long due = time.GetTimestamp();

    public string Name => line.Name;

    public int Failures => quarantine.Failures;

    /// <summary>Negative when it should have been asked already.</summary>
    public TimeSpan UntilDue => time.GetElapsedTime(time.GetTimestamp(), due);

    /// <summary>Asks, and once more where noise may have been the reason.</summary>
    public Measurement Ask()
    {
        var first = AskOnce();
        if (first.Fault is null or SensorFault.BusStuck or SensorFault.NoBus or SensorFault.LineTaken)
        {
            return first;
        }

        // A chip that has nothing more to say has not taken back what it said.
        var second = AskOnce();
        return second.IsNotYet ? first : second;
    }

    /// <summary>Sets the next time; a time that has passed meanwhile is left out, not made up for.</summary>
    public void Schedule(bool failed)
    {
        var now = time.GetTimestamp();
        due += Ticks(quarantine.After(failed));
        if (due <= now)
        {
            due = now + Ticks(line.Every);
        }
    }

    /// <summary>One reading a named point: a value with its calibration, or the fault. None when there is nothing yet.</summary>
    public IReadOnlyList<Reading> ReadingsOf(Measurement measured)
    {
        var readings = new List<Reading>(line.Points.Count);
        foreach (var (index, point) in line.Points.Index())
        {
            if (point.Name is { } name && SampleOf(measured, index) is { } sample)
            {
                readings.Add(ReadingOf(point, name, sample));
            }
        }

        return readings;
    }

    public void Dispose() => Forget();

    private static Sample? SampleOf(Measurement measured, int index) =>
        measured.Fault is { } fault ? fault
        : measured.Samples.Count > 0 ? measured.Samples[index]
        : null;

    private static Reading ReadingOf(PointLine line, string point, Sample sample) =>
        sample.Fault is { } fault
            ? new Reading(point, line.Output.Unit, null, Fault: fault.ToString(), Flag: fault.Flag())
            : new Reading(point, line.Output.Unit, Rounded(sample.Value + line.Offset), Rounded(sample.Sum));

    private Measurement AskOnce()
    {
        try
        {
            sensor ??= open();
        }
        catch (IOException trouble)
        {
            return BusFault.Of(trouble);
        }

        var measured = sensor.Measure();
        if (measured.Fault == SensorFault.NoBus)
        {
            Forget();
        }

        return measured;
    }

    private void Forget()
    {
        sensor?.Dispose();
        sensor = null;
    }

    // Four decimals are finer than any of our chips resolves, and half the bytes of a double.
    private static double Rounded(double value) => Math.Round(value, 4);

    private static double? Rounded(double? value) => value is { } number ? Rounded(number) : null;

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
