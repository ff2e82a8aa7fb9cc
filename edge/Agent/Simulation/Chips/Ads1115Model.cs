using System.Buffers.Binary;

namespace Vigia.Edge.Simulation.Chips;

/// <summary>An ADS1115 by its registers: a conversion when it is told to, at the pace and the range it is told. Datasheet SBAS444.</summary>
/// <param name="volts">At each of its four inputs.</param>
internal sealed class Ads1115Model(Func<TimeSpan> now, Func<int, double> volts) : II2cSlave
{
    private const int Conversion = 0;
    private const int Config = 1;
    private const int Registers = 4;

    // Section 9.6.3, table 8.
    private const ushort AfterReset = 0x8583;
    private const ushort Begin = 0x8000;
    private const ushort SingleShot = 0x0100;

    private static readonly double[] FullScales = [6.144, 4.096, 2.048, 1.024, 0.512, 0.256, 0.256, 0.256];
    private static readonly double[] SamplesASecond = [8, 16, 32, 64, 128, 250, 475, 860];
    private static readonly (int Plus, int Minus)[] Pairs = [(0, 1), (0, 3), (1, 3), (2, 3)];

    private readonly ushort[] registers = [0, AfterReset, 0x8000, 0x7FFF];
    private int pointer;
    private TimeSpan readyAt;
    private short result;

    public void PowerOn()
    {
        (registers[Conversion], registers[Config]) = (0, AfterReset);
        (pointer, readyAt, result) = (0, TimeSpan.Zero, 0);
    }

    public bool Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is not (1 or 3) || bytes[0] >= Registers)
        {
            return false;
        }

        pointer = bytes[0];
        if (bytes.Length == 3 && pointer != Conversion)
        {
            registers[pointer] = BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]);
            Obey(registers[Config]);
        }

        return true;
    }

    public bool Read(Span<byte> bytes)
    {
        var word = pointer switch
        {
            Conversion => (ushort)Result(),
            Config => (ushort)(IsConverting ? registers[Config] & ~Begin : registers[Config] | Begin),
            _ => registers[pointer],
        };
        bytes.Fill(0xFF);
        Span<byte> both = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(both, word);
        both[..Math.Min(2, bytes.Length)].CopyTo(bytes);
        return true;
    }

    private bool IsConverting => now() < readyAt;

    private void Obey(ushort config)
    {
        var begins = (config & Begin) != 0 || (config & SingleShot) == 0;
        if (pointer == Config && begins)
        {
            readyAt = now() + TimeSpan.FromSeconds(1 / SamplesASecond[(config >> 5) & 7]);
            result = Converted(config);
        }
    }

    private short Result()
    {
        if (!IsConverting)
        {
            // Without single shot it goes on by itself.
            result = (registers[Config] & SingleShot) == 0 ? Converted(registers[Config]) : result;
            registers[Conversion] = (ushort)result;
        }

        return (short)registers[Conversion];
    }

    private short Converted(ushort config)
    {
        var mux = (config >> 12) & 7;
        var input = mux >= Pairs.Length ? volts(mux - Pairs.Length) : volts(Pairs[mux].Plus) - volts(Pairs[mux].Minus);
        var steps = Math.Round(input / FullScales[(config >> 9) & 7] * 32768);
        return (short)Math.Clamp(steps, short.MinValue, short.MaxValue);
    }
}
