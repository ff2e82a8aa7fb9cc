namespace Vigia.EndToEnd.Kit.Link;

/// <summary>Takes a byte stream apart into MQTT packets.</summary>
internal sealed class FrameReader(Stream stream)
{
    private const int MaxBytes = 4 * 1024 * 1024;

    private readonly BufferedStream buffered = new(stream, 64 * 1024);

    /// <summary>The next packet, null at the end of the stream.</summary>
    public async Task<MqttFrame?> NextAsync(CancellationToken stop)
    {
        var header = new byte[5];
        if (await buffered.ReadAtLeastAsync(header.AsMemory(0, 2), 2, throwOnEndOfStream: false, stop) < 2)
        {
            return null;
        }

        var used = 2;
        while (header[used - 1] >= 0x80 && used < header.Length)
        {
            await buffered.ReadExactlyAsync(header.AsMemory(used++, 1), stop);
        }

        var length = Length(header.AsSpan(1, used - 1));
        if (length > MaxBytes)
        {
            throw new InvalidDataException($"an MQTT packet of {length} bytes");
        }

        var packet = new byte[used + length];
        header.AsSpan(0, used).CopyTo(packet);
        await buffered.ReadExactlyAsync(packet.AsMemory(used), stop);
        return new MqttFrame(packet, used);
    }

    private static int Length(ReadOnlySpan<byte> digits)
    {
        var length = 0;
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            length = (length << 7) | (digits[i] & 0x7f);
        }

        return length;
    }
}
