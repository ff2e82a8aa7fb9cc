using System.Buffers.Binary;

namespace Vigia.Edge.Sensors;

/// <summary>Sensirion's words: two bytes, the high one first, and a CRC-8 behind them.</summary>
internal static class Sensirion
{
    public const int WordBytes = 3;

    // SHT3x datasheet (version 7, 2022), section 4.12, table 20: x^8 + x^5 + x^4 + 1, first value 0xFF, no final xor.
    private const byte Polynomial = 0x31;
    private const byte First = 0xFF;

    public static bool TryWord(ReadOnlySpan<byte> frame, int index, out ushort word)
    {
        var bytes = frame.Slice(index * WordBytes, WordBytes);
        word = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        return Crc(bytes[..2]) == bytes[2];
    }

    public static void WriteWord(Span<byte> frame, int index, ushort word)
    {
        var bytes = frame.Slice(index * WordBytes, WordBytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes, word);
        bytes[2] = Crc(bytes[..2]);
    }

    public static byte Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = First;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (byte)((crc & 0x80) != 0 ? (crc << 1) ^ Polynomial : crc << 1);
            }
        }

        return crc;
    }
}
