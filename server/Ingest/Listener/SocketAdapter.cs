using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Server;
using Vigia.Server.Nodes;

namespace Vigia.Server.Ingest.Listener;

/// <summary>Accepts connections, bounded in number, and gives each to MQTTnet.Server; ends those that overstay a time.</summary>
internal sealed class SocketAdapter(
    ListenerOptions options,
    ServerCertificate? tls,
    IInbox inbox,
    Post post,
    TimeProvider time,
    ILogger log
) : IMqttServerAdapter
{
    private const int Backlog = 512;

    private readonly ConcurrentDictionary<Connection, byte> connections = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Socket> listeners = [];
    private int open;

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    public IPEndPoint? Plain { get; private set; }

    public IPEndPoint? Tls { get; private set; }

    public Task StartAsync(MqttServerOptions serverOptions, IMqttNetLogger logger)
    {
        Plain = options.Plain is { } plain ? Listen(plain, null) : null;
        Tls = options.Tls is { } encrypted ? Listen(encrypted.EndPoint, tls) : null;
        return Task.CompletedTask;
    }

    /// <summary>Ends what overstays, until stopped.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(options.WatchEvery, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            foreach (var (connection, _) in connections)
            {
                if (connection.Overdue() is { } reason)
                {
                    connection.Close(reason);
                }
            }
        }
    }

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        listeners.ForEach(listener => listener.Dispose());
        var left = connections.Keys.ToList();
        left.ForEach(connection => connection.Close(CloseReason.Stopping));
        await Task.WhenAll(left.Select(connection => connection.Ended));
    }

    public void Dispose()
    {
        listeners.ForEach(listener => listener.Dispose());
        stopping.Dispose();
    }

    private IPEndPoint Listen(IPEndPoint endPoint, ServerCertificate? encryption)
    {
        var listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listeners.Add(listener);
        listener.Bind(endPoint);
        listener.Listen(Backlog);
        _ = Task.Run(() => AcceptAsync(listener, encryption));
        return (IPEndPoint)listener.LocalEndPoint!;
    }

    private async Task AcceptAsync(Socket listener, ServerCertificate? encryption)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Welcome(await listener.AcceptAsync(stopping.Token), encryption);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e)
            {
                // Out of file descriptors, or a client gone before it was accepted: the next one may fare better.
                log.LogWarning("A connection could not be accepted: {Error}", e.SocketErrorCode);
                await Task.Delay(TimeSpan.FromMilliseconds(100), time, CancellationToken.None);
            }
        }
    }

    private void Welcome(Socket socket, ServerCertificate? encryption)
    {
        if (Volatile.Read(ref open) >= options.MaxConnections || !TryTune(socket) || IsCrowded(socket))
        {
            socket.Dispose();
            IngressMeter.CountClosed(CloseReason.TooMany);
            return;
        }

        var connection = new Connection(socket, options, inbox, time) { Listening = post.Greet, Leaving = post.Leave };
        connections[connection] = 0;
        Interlocked.Increment(ref open);
        IngressMeter.CountOpen(+1);
        _ = Task.Run(() => ServeAsync(connection, encryption));
    }

    private async Task ServeAsync(Connection connection, ServerCertificate? encryption)
    {
        try
        {
            if (await TrySecureAsync(connection, encryption) && ClientHandler is { } handle)
            {
                await handle(connection);
            }
        }
        catch (Exception e)
        {
            log.LogError(e, "A connection from {Address} ended in an error", connection.RemoteEndPoint);
        }
        finally
        {
            connections.TryRemove(connection, out _);
            connection.Dispose();
            Interlocked.Decrement(ref open);
            IngressMeter.CountOpen(-1);
        }
    }

    private static async Task<bool> TrySecureAsync(Connection connection, ServerCertificate? encryption)
    {
        if (encryption is null)
        {
            return true;
        }

        var encrypted = new SslStream(connection.Stream);
        connection.Secure(encrypted);
        try
        {
            await encrypted.AuthenticateAsServerAsync(encryption.ForOneConnection(), connection.Closing);
            return true;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            connection.Close(CloseReason.Refused);
            return false;
        }
    }

    // A dead link without keep-alive in MQTT is found by TCP: after 60 s, then 4 probes 15 s apart.
    private static bool TryTune(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
            return socket.RemoteEndPoint is IPEndPoint;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private bool IsCrowded(Socket socket)
    {
        var address = ((IPEndPoint)socket.RemoteEndPoint!).Address;
        var strangers = connections.Count(c => c.Key.Rights is null && address.Equals(c.Key.Address));
        return strangers >= options.MaxStrangersPerAddress;
    }
}
