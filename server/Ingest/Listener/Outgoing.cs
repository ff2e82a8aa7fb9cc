using System.Buffers;
using System.Buffers.Binary;

namespace Vigia.Server.Ingest.Listener;

/// <summary>
/// What waits to be sent to one node, in one bounded buffer. Appending never blocks and never waits for the network;
/// what is appended while a write is under way goes with the next one, in one piece.
/// </summary>
/// <param name="write">Writes to the network, by one caller at a time; false when that is over.</param>
/// <param name="limit">Bytes that may wait; beyond it nothing more is taken.</param>
internal sealed class Outgoing(Func<ReadOnlyMemory<byte>, ValueTask<bool>> write, int limit, TimeProvider time)
{
    private const int Smallest = 1024;

    private readonly Lock gate = new();
    private byte[] waiting = [];
    private int length;
    private int underWay;
    private bool writing;
    private long writingSince;
    private bool closed;

    /// <summary>How long the present write has not been taken; zero when there is none.</summary>
    public TimeSpan WritingFor
    {
        get
        {
            lock (gate)
            {
                return writing ? time.GetElapsedTime(writingSince) : TimeSpan.Zero;
            }
        }
    }

    /// <summary>PUBACK or PUBREC of success; the same bytes in 3.1.1 and 5.</summary>
    public bool TryAcknowledge(int qos, ushort id)
    {
        lock (gate)
        {
            if (!TryReserve(4, out var room))
            {
                return false;
            }

            room[0] = (byte)((int)(qos == 1 ? PacketKind.PubAck : PacketKind.PubRec) << 4);
            room[1] = 2;
            BinaryPrimitives.WriteUInt16BigEndian(room[2..], id);
            return true;
        }
    }

    /// <summary>PUBLISH with QoS 0.</summary>
    public bool TryPublish(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, bool retain, bool withProperties)
    {
        var properties = withProperties ? 1 : 0;
        var body = 2 + topic.Length + properties + payload.Length;
        Span<byte> digits = stackalloc byte[Framing.MaxLengthBytes];
        var used = Framing.WriteLength(digits, body);
        lock (gate)
        {
            if (!TryReserve(1 + used + body, out var room))
            {
                return false;
            }

            room[0] = (byte)(((int)PacketKind.Publish << 4) | (retain ? 1 : 0));
            digits[..used].CopyTo(room[1..]);
            room = room[(1 + used)..];
            BinaryPrimitives.WriteUInt16BigEndian(room, (ushort)topic.Length);
            topic.CopyTo(room[2..]);
            room = room[(2 + topic.Length)..];
            room[..properties].Clear();
            payload.CopyTo(room[properties..]);
            return true;
        }
    }

    public bool TryAppend(ReadOnlySpan<byte> packet)
    {
        lock (gate)
        {
            if (!TryReserve(packet.Length, out var room))
            {
                return false;
            }

            packet.CopyTo(room);
            return true;
        }
    }

    public bool TryAppend(ReadOnlySpan<byte> packet, in ReadOnlySequence<byte> payload)
    {
        lock (gate)
        {
            if (!TryReserve(packet.Length + (int)payload.Length, out var room))
            {
                return false;
            }

            packet.CopyTo(room);
            payload.CopyTo(room[packet.Length..]);
            return true;
        }
    }

    /// <summary>Lets go what waits: writes as far as the network takes it now, the rest when it does.</summary>
    public void Flush()
    {
        lock (gate)
        {
            if (writing || length == 0)
            {
                return;
            }

            (writing, writingSince) = (true, time.GetTimestamp());
        }

        _ = DrainAsync();
    }

    /// <summary>Takes and sends nothing more.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Release(ref waiting);
            length = 0;
        }
    }

    private async Task DrainAsync()
    {
        while (TryTake(out var packets, out var bytes))
        {
            var taken = await write(packets.AsMemory(0, bytes));
            Release(ref packets);
            if (!taken)
            {
                Close();
            }
        }
    }

    private bool TryTake(out byte[] packets, out int bytes)
    {
        lock (gate)
        {
            (packets, bytes) = (waiting, length);
            (waiting, length) = ([], 0);
            underWay = bytes;
            writingSince = time.GetTimestamp();
            writing = bytes > 0;
            return writing;
        }
    }

    private bool TryReserve(int bytes, out Span<byte> room)
    {
        room = default;
        if (closed || underWay + length + bytes > limit)
        {
            return false;
        }

        if (length + bytes > waiting.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Smallest, 2 * (length + bytes)));
            waiting.AsSpan(0, length).CopyTo(larger);
            Release(ref waiting);
            waiting = larger;
        }

        room = waiting.AsSpan(length, bytes);
        length += bytes;
        return true;
    }

    private static void Release(ref byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        buffer = [];
    }
}
