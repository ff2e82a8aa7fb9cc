using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

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

    /// <summary>Asks the server of the settings' folder; where none listens, that is said in a sentence.</summary>
    public static async Task<T> AskAsync<T>(Settings settings, Func<HttpClient, Task<T>> ask)
    {
        var folder = settings.DataFolder();
        using var server = ToServer(folder);
        try
        {
            return await ask(server);
        }
        catch (HttpRequestException)
        {
            throw new PlainWords(settings.Texts.NoServer(folder), ExitCode.Wrong);
        }
    }

    public static async Task<T> GetAsync<T>(
        HttpClient server,
        string path,
        JsonTypeInfo<T> type,
        CancellationToken stop
    )
    {
        await using var body = await server.GetStreamAsync(path, stop);
        return await JsonSerializer.DeserializeAsync(body, type, stop) ?? throw new IOException(path);
    }
}
