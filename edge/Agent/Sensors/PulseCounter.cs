using System.Buffers.Binary;

namespace Vigia.Edge.Sensors;

/// <summary>What pulses tell: how much since the last reading, or how fast.</summary>
internal enum PulseOutput
{
    Amount,
    Rate,
}

/// <summary>
/// A turbine, a tipping bucket or a cup wheel. An amount is what came since the last reading that was told: what could
/// not be read meanwhile is in the next.
/// </summary>
/// <param name="slowestRate">In units a second: below it the rate is 0.</param>
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
            var counted = line.Count();
            var now = world.GetTimestamp();
            // The first reading has no interval behind it: its pulses are the next one's.
            var isEarly = isFirst || now <= at;
            isFirst = false;
            return isEarly ? Measurement.NotYet : Told(counted, now);
        }
        catch (IOException trouble)
        {
            return BusFault.Of(trouble);
        }
    }

    public void Dispose() => line.Dispose();

    private Measurement Told(long counted, long now)
    {
        var seconds = world.GetElapsedTime(at, now).TotalSeconds;
        var rate = (counted - pulses) / settings.PulsesPerUnit / seconds;
        var newSum = Math.Round(counted / settings.PulsesPerUnit, Decimals);
        var amount = new Sample(newSum - sum, newSum);
        (sum, pulses, at) = (newSum, counted, now);
        Span<byte> raw = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(raw, counted);
        Sample steady = rate < slowestRate ? 0 : rate;
        return Measurement.Of([.. outputs.Select(o => o == PulseOutput.Amount ? amount : steady)]).From(raw);
    }
}
