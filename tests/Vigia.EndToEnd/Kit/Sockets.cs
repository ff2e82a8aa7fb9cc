using System.Net;
using System.Net.Sockets;

namespace Vigia.EndToEnd.Kit;

internal static class Sockets
{
    public static async Task<bool> AnswersAsync(int port)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
