namespace Vigia.Server.Ingest.Listener;

internal enum FrameState
{
    Whole,
    Partial,
    TooLarge,
    Malformed,
}

/// <summary>A control packet in a buffer: its first byte, and where its body lies.</summary>
internal readonly record struct Frame(byte Header, int BodyStart, int BodyLength)
{
    public int Length => BodyStart + BodyLength;

    public PacketKind Kind => (PacketKind)(Header >> 4);
}

/// <summary>MQTT control packet types (MQTT 5, table 2-1).</summary>
internal enum PacketKind
{
    Connect = 1,
    Publish = 3,
    PubAck = 4,
    PubRec = 5,
    PubRel = 6,
    PubComp = 7,
    Subscribe = 8,
    Unsubscribe = 10,
    PingReq = 12,
    PingResp = 13,
    Disconnect = 14,
}

/// <summary>Finds where a packet ends. Never throws, whatever the bytes.</summary>
internal static class Framing
{
    // MQTT 5, section 1.5.5: a variable byte integer has four bytes at most.
    public const int MaxLengthBytes = 4;

    /// <summary>Looks at the fixed header first, so that what is too large is known before it has come.</summary>
    public static FrameState TryRead(ReadOnlySpan<byte> bytes, int maxPacket, out Frame frame)
    {
        frame = default;
        if (bytes.IsEmpty)
        {
            return FrameState.Partial;
        }

        var state = TryReadLength(bytes[1..], out var body, out var used);
        if (state != FrameState.Whole)
        {
            return state;
        }

        frame = new Frame(bytes[0], 1 + used, body);
        if (frame.Length > maxPacket)
        {
            return FrameState.TooLarge;
        }

        return frame.Length <= bytes.Length ? FrameState.Whole : FrameState.Partial;
    }

    public static FrameState TryReadLength(ReadOnlySpan<byte> bytes, out int value, out int used)
    {
        value = used = 0;
        while (used < bytes.Length)
        {
            var digit = bytes[used];
            value |= (digit & 0x7F) << (7 * used);
            used++;
            if (digit < 0x80)
            {
                return FrameState.Whole;
            }

            if (used == MaxLengthBytes)
            {
                return FrameState.Malformed;
            }
        }

        return FrameState.Partial;
    }

    /// <returns>Bytes used.</returns>
    public static int WriteLength(Span<byte> output, int value)
    {
        var used = 0;
        do
        {
            var rest = value >> 7;
            output[used++] = (byte)(rest > 0 ? (value & 0x7F) | 0x80 : value);
            value = rest;
        } while (value > 0);

        return used;
    }
}
