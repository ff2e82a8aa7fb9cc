using System.Buffers.Binary;
using Vigia.Edge.Sensors;

namespace Vigia.Edge.Simulation.Chips;

/// <summary>What surrounds a CO2 sensor: ppm, and the air.</summary>
internal readonly record struct Breath(double Co2, Air Air);

/// <summary>
/// An SCD41 as its master sees it: it measures every 5 s once started, then hears little else, and is deaf while it is busy.
/// Datasheet SCD4x, section 3.
/// </summary>
internal sealed class Scd4xModel(Func<TimeSpan> now, Func<Breath> breath) : II2cSlave
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LowPowerPeriod = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PowerUp = TimeSpan.FromMilliseconds(30);

    private readonly List<ushort> answer = [];
    private TimeSpan busyUntil;
    private TimeSpan period;
    private TimeSpan nextValue;
    private bool selfCalibration = true;
    private bool asleep;

    private bool IsMeasuring => period > TimeSpan.Zero;

    public void PowerOn()
    {
        answer.Clear();
        (period, selfCalibration, asleep) = (TimeSpan.Zero, true, false);
        busyUntil = now() + PowerUp;
    }

    public bool Write(ReadOnlySpan<byte> bytes)
    {
        if (now() < busyUntil || bytes.Length is not (2 or 5))
        {
            return false;
        }

        var command = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        if (asleep)
        {
            // wake_up is never acknowledged.
            asleep = command != 0x36F6;
            return false;
        }

        answer.Clear();
        var isGood = bytes.Length == 2 || Sensirion.Crc(bytes[2..4]) == bytes[4];
        var word = bytes.Length == 5 ? BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) : (ushort)0;
        return isGood && (IsMeasuring ? ObeyWhileMeasuring(command) : Obey(command, word));
    }

    public bool Read(Span<byte> bytes)
    {
        if (now() < busyUntil || answer.Count == 0)
        {
            return false;
        }

        Span<byte> frame = stackalloc byte[answer.Count * Sensirion.WordBytes];
        for (var i = 0; i < answer.Count; i++)
        {
            Sensirion.WriteWord(frame, i, answer[i]);
        }

        bytes.Fill(0xFF);
        frame[..Math.Min(bytes.Length, frame.Length)].CopyTo(bytes);
        answer.Clear();
        return true;
    }

    // Table 9: what else it hears during a periodic measurement.
    private bool ObeyWhileMeasuring(ushort command) =>
        command switch
        {
            0xEC05 => GiveValue(),
            0xE4B8 => Answer(now() >= nextValue ? (ushort)0x8006 : (ushort)0x8000),
            0x3F86 => Stop(),
            0xE000 => Busy(1),
            _ => false,
        };

    private bool Obey(ushort command, ushort word) =>
        command switch
        {
            0x21B1 => Measure(Period),
            0x21AC => Measure(LowPowerPeriod),
            0x219D => Busy(5000) && Measured(),
            0xEC05 => GiveValue(),
            0xE4B8 => Answer(answer.Count > 0 ? (ushort)0x8006 : (ushort)0x8000),
            0x3F86 => Stop(),
            0x3682 => Answer(0xF896, 0x9F07, 0x3BBE) && Busy(1),
            0x2416 => Calibrate(word != 0),
            0x2313 => Answer(selfCalibration ? (ushort)1 : (ushort)0) && Busy(1),
            0x241D or 0x2427 or 0xE000 => Busy(1),
            0x3646 => Busy(30),
            0x3615 => Busy(800),
            0x3632 => Busy(1200),
            0x3639 => Answer(0) && Busy(10_000),
            0x36E0 => Sleep(),
            _ => false,
        };

    private bool Measure(TimeSpan every)
    {
        (period, nextValue) = (every, now() + every);
        return true;
    }

    // The buffer empties with the reading: before the next value there is a NAK.
    private bool GiveValue()
    {
        if (!IsMeasuring || now() < nextValue)
        {
            return true;
        }

        while (nextValue <= now())
        {
            nextValue += period;
        }

        return Measured() && Busy(1);
    }

    private bool Measured()
    {
        var (co2, air) = breath();
        return Answer(
            (ushort)Math.Clamp(Math.Round(co2), 0, ushort.MaxValue),
            Share((air.Celsius + 45) / 175),
            Share(air.Humidity / 100)
        );
    }

    private bool Stop()
    {
        period = TimeSpan.Zero;
        return Busy(500);
    }

    private bool Calibrate(bool isOn)
    {
        selfCalibration = isOn;
        return Busy(1);
    }

    private bool Sleep()
    {
        asleep = true;
        return true;
    }

    private bool Answer(params ReadOnlySpan<ushort> words)
    {
        foreach (var word in words)
        {
            answer.Add(word);
        }

        return true;
    }

    private bool Busy(double milliseconds)
    {
        busyUntil = now() + TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    private static ushort Share(double share) => (ushort)Math.Round(Math.Clamp(share, 0, 1) * ushort.MaxValue);
}
