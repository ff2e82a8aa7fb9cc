using System.Buffers;

namespace Vigia.Server.Ingest.Listener;

/// <summary>
/// What has been read of a connection and not yet been understood. Grows with the bytes that come, never with the length a
/// packet claims, up to what one packet may have; gives its memory back when empty.
/// </summary>
internal sealed class FrameBuffer : IDisposable
{
    private const int Small = 4 * 1024;
    private const int Large = 64 * 1024;

    private byte[] buffer = [];
    private int start;
    private int end;

    public ReadOnlySpan<byte> Unread => buffer.AsSpan(start, end - start);

    public void Advance(int bytes) => start += bytes;

    /// <summary>Reads once. False at the end of the stream.</summary>
    public async ValueTask<bool> FillAsync(Stream stream, int maxPacket, CancellationToken stop)
    {
        MakeRoom(maxPacket);
        var read = await stream.ReadAsync(buffer.AsMemory(end), stop);
        end += read;
        return read > 0;
    }

    public void Dispose()
    {
        Release();
        buffer = [];
        start = end = 0;
    }

    private void MakeRoom(int maxPacket)
    {
        var filled = buffer.Length > 0 && end == buffer.Length;
        if (start == end)
        {
            var wanted = filled ? Math.Min(buffer.Length * 2, Large) : Small;
            Replace(wanted);
        }
        else if (filled && start == 0)
        {
            Replace(Math.Min(buffer.Length * 2, Math.Max(maxPacket, Small)));
        }
        else if (filled)
        {
            Replace(buffer.Length);
        }
    }

    private void Replace(int wanted)
    {
        var unread = end - start;
        if (unread == 0 && wanted == buffer.Length)
        {
            start = end = 0;
            return;
        }

        if (wanted <= buffer.Length && unread > 0)
        {
            Unread.CopyTo(buffer);
            (start, end) = (0, unread);
            return;
        }

        var next = ArrayPool<byte>.Shared.Rent(Math.Max(wanted, unread + 1));
        Unread.CopyTo(next);
        Release();
        (buffer, start, end) = (next, 0, unread);
    }

    private void Release()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
