using System.Net.Sockets;

namespace Vigia.Server.Ingest.Listener;

/// <summary>
/// Ends a connection so that our last word arrives: a socket closed over unread bytes is reset, and a reset overtakes what
/// was written. Bounded in time and bytes.
/// </summary>
internal static class Farewell
{
    private const int MaxBytes = 2 << 20;
    private static readonly TimeSpan MaxTime = TimeSpan.FromMilliseconds(500);

    public static async Task SayAsync(Socket socket, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(MaxTime);
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            var rest = new byte[4096];
            var read = 0;
            for (var total = 0; total < MaxBytes; total += read)
            {
                read = await socket.ReceiveAsync(rest, enough.Token);
                if (read == 0)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side is gone or will not go: either way the socket is closed next.
        }
    }
}
