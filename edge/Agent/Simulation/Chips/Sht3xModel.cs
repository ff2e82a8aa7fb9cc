using System.Buffers.Binary;
using Vigia.Edge.Sensors;

namespace Vigia.Edge.Simulation.Chips;

/// <summary>An SHT3x as its master sees it: busy while it converts, silent when it has nothing to say.</summary>
internal sealed class Sht3xModel(Func<TimeSpan> now, Func<Air> air) : II2cSlave
{
    private const int FrameBytes = 2 * Sensirion.WordBytes;

    // Datasheet SHT3x-DIS, table 4: longest conversion at high, medium and low repeatability, and a soft reset.
    private static readonly TimeSpan High = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan Medium = TimeSpan.FromMilliseconds(6);
    private static readonly TimeSpan Low = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Reset = TimeSpan.FromMilliseconds(1.5);

    private readonly byte[] frame = new byte[FrameBytes];
    private TimeSpan busyUntil;
    private bool hasAnswer;

    private bool IsBusy => now() < busyUntil;

    public void PowerOn() => Start(Reset, answers: false);

    public bool Write(ReadOnlySpan<byte> bytes)
    {
        if (IsBusy || bytes.Length != 2)
        {
            return false;
        }

        // Tables 9 and 14.
        return BinaryPrimitives.ReadUInt16BigEndian(bytes) switch
        {
            0x2400 => Start(High, answers: true),
            0x240B => Start(Medium, answers: true),
            0x2416 => Start(Low, answers: true),
            0x30A2 => Start(Reset, answers: false),
            _ => false,
        };
    }

    public bool Read(Span<byte> bytes)
    {
        if (IsBusy || !hasAnswer)
        {
            return false;
        }

        // A master that reads on beyond the frame sees the idle bus.
        bytes.Fill(0xFF);
        frame.AsSpan(0, Math.Min(bytes.Length, FrameBytes)).CopyTo(bytes);
        hasAnswer = false;
        return true;
    }

    private bool Start(TimeSpan conversion, bool answers)
    {
        (busyUntil, hasAnswer) = (now() + conversion, answers);
        var (celsius, humidity) = air();
        Sensirion.WriteWord(frame, 0, Raw((celsius + 45) / 175));
        Sensirion.WriteWord(frame, 1, Raw(humidity / 100));
        return true;
    }

    private static ushort Raw(double share) => (ushort)Math.Round(Math.Clamp(share, 0, 1) * ushort.MaxValue);
}
