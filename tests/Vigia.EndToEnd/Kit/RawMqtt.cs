using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Vigia.EndToEnd.Kit;

/// <summary>Bytes of MQTT 3.1.1 by hand, for clients that no library would let misbehave.</summary>
internal static class RawMqtt
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static byte[] Connect(string user, string secret)
    {
        byte[] body = [.. Text("MQTT"), 4, 0b1100_0010, 0, 60, .. Text(user), .. Text(user), .. Text(secret)];
        return [0x10, (byte)body.Length, .. body];
    }

    public static async Task<TcpClient> OpenAsync(int port)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port);
        return client;
    }

    /// <summary>The return code of the CONNACK; −1 when the server closed without one.</summary>
    public static async Task<int> LogInAsync(int port, string user, string secret)
    {
        using var client = await OpenAsync(port);
        using var limit = new CancellationTokenSource(Patience);
        var answer = new byte[4];
        try
        {
            await client.GetStream().WriteAsync(Connect(user, secret), limit.Token);
            await client.GetStream().ReadExactlyAsync(answer, limit.Token);
            return answer[3];
        }
        catch (IOException)
        {
            return -1;
        }
    }

    private static byte[] Text(string text) =>
        [(byte)(text.Length >> 8), (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];
}
