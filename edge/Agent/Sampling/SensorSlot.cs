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
        return first.Fault is null or SensorFault.BusStuck or SensorFault.NoBus ? first : AskOnce();
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

    /// <summary>One reading a named point: a value with its calibration, or the fault.</summary>
    public IReadOnlyList<Reading> ReadingsOf(Measurement measured)
    {
        var readings = new List<Reading>(line.Points.Count);
        foreach (var (index, output) in line.Chip.Outputs.Index())
        {
            if (line.Points[index] is { } point)
            {
                readings.Add(
                    measured.Fault is { } fault
                        ? new Reading(point, output.Unit, null, Fault: fault.ToString(), Flag: fault.Flag())
                        : new Reading(point, output.Unit, Rounded(measured.Values[index] + line.Offsets[index]))
                );
            }
        }

        return readings;
    }

    public void Dispose() => Forget();

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

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
