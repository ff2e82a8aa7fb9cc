using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Vigia.Browser.Kit;

/// <summary>
/// A network between phone and server that can be lost as Wi-Fi is: what was connected hears nothing more and is not told so,
/// what wants to connect waits in vain.
/// </summary>
internal sealed class CuttableLink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentBag<Socket> sockets = [];
    private readonly int server;
    private readonly Task accepting;
    private volatile bool isCut;

    public CuttableLink(int server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Cut() => isCut = true;

    public void Mend() => isCut = false;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        foreach (var socket in sockets)
        {
            socket.Dispose();
        }

        await accepting;
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var phone = await listener.AcceptSocketAsync(end.Token);
                sockets.Add(phone);
                _ = CarryAsync(phone);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task CarryAsync(Socket phone)
    {
        var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        sockets.Add(far);
        try
        {
            await WhileCutAsync();
            await far.ConnectAsync(IPAddress.Loopback, server, end.Token);
            await Task.WhenAny(PumpAsync(phone, far), PumpAsync(far, phone));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed below, as by the network.
        }
        finally
        {
            phone.Dispose();
            far.Dispose();
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer, end.Token) is > 0 and var count)
        {
            await WhileCutAsync();
            await to.SendAsync(buffer.AsMemory(0, count), end.Token);
        }
    }

    private async Task WhileCutAsync()
    {
        while (isCut)
        {
            await Task.Delay(20, end.Token);
        }
    }
}
