using System.Net;
using System.Net.Sockets;

namespace Vigia.Tests.Edge.Uplink;

internal static class BrokerPort
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
