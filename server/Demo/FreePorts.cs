using System.Net;
using System.Net.Sockets;

namespace Vigia.Server.Demo;

internal static class FreePorts
{
    /// <summary>A port that nobody uses at this moment.</summary>
    public static IPEndPoint On(IPAddress address)
    {
        using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(address, 0));
        return (IPEndPoint)probe.LocalEndPoint!;
    }
}
