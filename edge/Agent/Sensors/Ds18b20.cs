using System.Buffers.Binary;
using System.Globalization;

namespace Vigia.Edge.Sensors;

/// <summary>
/// Maxim DS18B20: temperature on 1-wire, read by the kernel and checked once more here. Pages: datasheet 19-7487.
/// </summary>
internal sealed class Ds18b20(IOneWire slave) : ISensor
{
    /// <summary>Page 8: the family code in every ROM.</summary>
    public const string Family = "28";

    // Page 3: 750 ms at 12 bits.
    private static readonly TimeSpan Fastest = TimeSpan.FromSeconds(1);

    public static readonly Chip Chip = new(
        "ds18b20",
        new OnOneWire(Family),
        [Output.Temperature],
        (board, line, _) => new Ds18b20(board.OpenOneWire(line))
    )
    {
        Fastest = Fastest,
    };

    // Page 7, figure 9: the scratchpad, its last byte the CRC of the others.
    private const int ScratchpadBytes = 9;
    private const int ConfigByte = 4;
    private const int ReservedByte = 6;

    // "7f 01 4b 46 7f ff 01 10 33 : crc=33 YES"
    private const int HexLetters = (3 * ScratchpadBytes) - 1;
    private const string GoodCrc = "YES";

    // Page 6, table 1: sixteenths of a degree, and what a chip says that has not converted since its power came.
    private const double SixteenthsACelsius = 16;
    private const short PowerUp = 85 * 16;

    // Genuine chips mark the power-up value here; clones have the mark always: only both together are one.
    private const byte PowerUpMark = 0x0C;

    private const double ColdestCelsius = -55;
    private const double HottestCelsius = 125;

    public Measurement Measure()
    {
        try
        {
            return Decode(slave.ReadSlave());
        }
        catch (IOException trouble)
        {
            return BusFault.Of(trouble);
        }
    }

    public void Dispose() => slave.Dispose();

    internal static Measurement Decode(string text)
    {
        Span<byte> scratchpad = stackalloc byte[ScratchpadBytes];
        var line = text.AsSpan(0, Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal)));
        return TryScratchpad(line, scratchpad)
            ? Decode(scratchpad, line.EndsWith(GoodCrc)).From(scratchpad)
            : SensorFault.NoAnswer;
    }

    internal static byte Crc(ReadOnlySpan<byte> bytes)
    {
        // Maxim application note 27: x^8 + x^5 + x^4 + 1, lowest bit first, first value 0.
        const byte Polynomial = 0x8C;
        byte crc = 0;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (byte)((crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1);
            }
        }

        return crc;
    }

    private static Measurement Decode(ReadOnlySpan<byte> scratchpad, bool kernelAgrees)
    {
        // A line held down reads as zeros, whose CRC is right; one that nobody holds reads as ones.
        if (!scratchpad.ContainsAnyExcept((byte)0x00) || !scratchpad.ContainsAnyExcept((byte)0xFF))
        {
            return SensorFault.NoAnswer;
        }

        if (!kernelAgrees || Crc(scratchpad[..^1]) != scratchpad[^1])
        {
            return SensorFault.BadChecksum;
        }

        var raw = BinaryPrimitives.ReadInt16LittleEndian(scratchpad);
        if (raw == PowerUp && scratchpad[ReservedByte] == PowerUpMark)
        {
            return SensorFault.PowerLost;
        }

        var celsius = Celsius(raw, scratchpad[ConfigByte]);
        return celsius is < ColdestCelsius or > HottestCelsius ? SensorFault.OutOfRange : Measurement.Of(celsius);
    }

    // Page 8, table 2: with 9 to 11 bits the lowest of the twelve mean nothing.
    private static double Celsius(short raw, byte config)
    {
        var meaningless = 3 - ((config >> 5) & 3);
        return (raw >> meaningless << meaningless) / SixteenthsACelsius;
    }

    private static bool TryScratchpad(ReadOnlySpan<char> line, Span<byte> scratchpad)
    {
        if (line.Length < HexLetters)
        {
            return false;
        }

        for (var i = 0; i < ScratchpadBytes; i++)
        {
            if (!byte.TryParse(line.Slice(3 * i, 2), NumberStyles.AllowHexSpecifier, null, out scratchpad[i]))
            {
                return false;
            }
        }

        return true;
    }
}
