using System.Buffers.Binary;
using System.Numerics;

namespace Vigia.Edge.Outbox;

/// <summary>CRC-32C, over bytes and over a stored pack's identity, state and bytes.</summary>
internal static class PackCrc
{
    public static uint Of(StoredPack pack)
    {
        var header = pack.Header;
        Span<byte> fixedPart = stackalloc byte[48];
        BinaryPrimitives.WriteUInt64LittleEndian(fixedPart, header.Boot.Value);
        BinaryPrimitives.WriteInt64LittleEndian(fixedPart[8..], header.Seq);
        BinaryPrimitives.WriteInt64LittleEndian(fixedPart[16..], header.TimeMs);
        BinaryPrimitives.WriteInt64LittleEndian(fixedPart[24..], header.UpMs ?? -1);
        BinaryPrimitives.WriteInt64LittleEndian(fixedPart[32..], pack.MadeMs);
        BinaryPrimitives.WriteUInt32LittleEndian(fixedPart[40..], header.KernelBoot);
        fixedPart[44] = (byte)header.Clock;
        fixedPart[45] = pack.Ready ? (byte)1 : (byte)0;
        fixedPart[46] = pack.Alarm ? (byte)1 : (byte)0;
        return Append(Append(uint.MaxValue, fixedPart), pack.Bytes);
    }

    public static uint Of(ReadOnlySpan<byte> bytes) => Append(uint.MaxValue, bytes);

    private static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return crc;
    }
}
