using System.Buffers.Binary;

namespace Vigia.Server.Ingest.Listener;

/// <summary>A PUBLISH as it lies in the buffer (MQTT 5, section 3.3); nothing of it is copied.</summary>
internal readonly ref struct PublishPacket
{
    public ReadOnlySpan<byte> Topic { get; private init; }

    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>0 when <see cref="Qos"/> is.</summary>
    public ushort Id { get; private init; }

    public int Qos { get; private init; }

    /// <summary>False when the bytes are no PUBLISH. Properties are passed over: none of them matters to a pack.</summary>
    public static bool TryRead(byte header, ReadOnlySpan<byte> body, bool withProperties, out PublishPacket packet)
    {
        packet = default;
        var qos = (header >> 1) & 3;
        if (qos == 3 || !TryTakeText(ref body, out var topic) || !TryTakeId(ref body, qos, out var id))
        {
            return false;
        }

        if (withProperties && !TryPassProperties(ref body))
        {
            return false;
        }

        packet = new PublishPacket
        {
            Topic = topic,
            Payload = body,
            Id = id,
            Qos = qos,
        };
        return true;
    }

    private static bool TryTakeText(scoped ref ReadOnlySpan<byte> body, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!BinaryPrimitives.TryReadUInt16BigEndian(body, out var length) || body.Length < 2 + length)
        {
            return false;
        }

        text = body.Slice(2, length);
        body = body[(2 + length)..];
        return true;
    }

    private static bool TryTakeId(ref ReadOnlySpan<byte> body, int qos, out ushort id)
    {
        id = 0;
        if (qos == 0)
        {
            return true;
        }

        if (!BinaryPrimitives.TryReadUInt16BigEndian(body, out id) || id == 0)
        {
            return false;
        }

        body = body[2..];
        return true;
    }

    private static bool TryPassProperties(ref ReadOnlySpan<byte> body)
    {
        if (
            Framing.TryReadLength(body, out var length, out var used) != FrameState.Whole
            || body.Length < used + length
        )
        {
            return false;
        }

        body = body[(used + length)..];
        return true;
    }
}
