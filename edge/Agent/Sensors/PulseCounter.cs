using System.Buffers.Binary;

namespace Vigia.Edge.Sensors;

/// <summary>What pulses tell: how much since the last reading, or how fast.</summary>
internal enum PulseOutput
{
    Amount,
    Rate,
}

/// <summary>
/// A turbine, a tipping bucket or a cup wheel. What an amount counts is exact over any number of missed readings: nothing
/// but its last value separates two readings.
/// </summary>
/// <param name="slowestRate">In units a second: below it the wheel stands, and what comes is chance. The rate is then 0.</param>
internal sealed class PulseCounter(
    IPulseLine line,
    PulseSettings settings,
    TimeProvider world,
    double slowestRate,
    params IReadOnlyList<PulseOutput> outputs
) : ISensor
{
    // Sums are rounded as they are sent, so that the amounts between them add up to them exactly.
    private const int Decimals = 4;

    private double sum;
    private long pulses;
    private long at = world.GetTimestamp();
    private bool isFirst = true;

    public Measurement Measure()
    {
        try
        {
            var wasFirst = isFirst;
            isFirst = false;
            var counted = line.Count();
            var elapsed = world.GetElapsedTime(at);
            // The first reading has no interval behind it: its pulses are the next one's.
            return wasFirst || elapsed <= TimeSpan.Zero ? Measurement.NotYet : Told(counted, elapsed);
        }
        catch (IOException trouble)
        {
            return BusFault.Of(trouble);
        }
    }

    public void Dispose() => line.Dispose();

    private Measurement Told(long counted, TimeSpan elapsed)
    {
        var rate = (counted - pulses) / settings.PulsesPerUnit / elapsed.TotalSeconds;
        var newSum = Math.Round(counted / settings.PulsesPerUnit, Decimals);
        var amount = new Sample(newSum - sum, newSum);
        (sum, pulses, at) = (newSum, counted, world.GetTimestamp());
        Span<byte> raw = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(raw, counted);
        Sample steady = rate < slowestRate ? 0 : rate;
        return Measurement.Of([.. outputs.Select(o => o == PulseOutput.Amount ? amount : steady)]).From(raw);
    }
}
