using System.Net;
using System.Net.Sockets;

namespace Vigia.EndToEnd.Kit;

/// <summary>
/// Ports for servers that are killed and started again: below the range from which the kernel gives outgoing connections
/// theirs, so that nobody else takes one while its server is away, and never given twice by this program.
/// </summary>
internal static class Ports
{
    private const int First = 20_000;
    private const int Last = 32_000;

    private static int next = First + (Environment.ProcessId * 61 % (Last - First));

    public static int Free()
    {
        for (var attempt = First; attempt < Last; attempt++)
        {
            var port = First + (Interlocked.Increment(ref next) % (Last - First));
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"no free port from {First} to {Last}");
    }

    private static bool IsFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
