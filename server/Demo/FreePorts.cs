using System.Net;
using System.Net.Sockets;

namespace Vigia.Server.Demo;

internal static class FreePorts
{
    /// <summary>A loopback port that nobody uses at this moment.</summary>
    public static IPEndPoint OnLoopback()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)probe.LocalEndPoint!;
    }
}
