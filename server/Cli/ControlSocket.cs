using System.Net.Sockets;

namespace Vigia.Server.Cli;

/// <summary>The way from a verb to the server that runs on this machine.</summary>
internal static class ControlSocket
{
    /// <summary>Where no server listens, the first request throws <see cref="HttpRequestException"/>.</summary>
    public static HttpClient ToServer(string folder)
    {
        var path = Path.Combine(folder, Places.ControlSocket);
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (_, stop) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = new Uri("http://vigia/"), Timeout = Timeout.InfiniteTimeSpan };
    }
}
