using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Vigia.Server.Cli;
using Vigia.Server.Ingest.Listener;
using Vigia.Server.Live;

namespace Vigia.Server;

/// <summary>Where the service listens.</summary>
internal static class ServerPorts
{
    public static void Listen(KestrelServerOptions kestrel, ServeOptions options)
    {
        var socket = Path.Combine(options.DataFolder, Places.ControlSocket);
        File.Delete(socket);
        LiveParts.Limit(kestrel.Limits);
        kestrel.ListenUnixSocket(socket);
        if (options.Http is { } http)
        {
            kestrel.Listen(http);
        }
    }

    // A port that is taken is a person's to solve; found out before anything is opened.
    public static void Check(ServeOptions options, Texts texts)
    {
        var listener = options.Broker is null ? options.Listener : new ListenerOptions { Plain = null };
        (string Option, IPEndPoint? At)[] ports =
        [
            ("--mqtt", listener.Plain),
            ("--mqtts", listener.Tls?.EndPoint),
            ("--http", options.Http),
        ];
        foreach (var (option, at) in ports)
        {
            if (at is not null && !IsFree(at))
            {
                throw new PlainWords(texts.PortTaken(option, $"{at}"), ExitCode.Wrong);
            }
        }
    }

    private static bool IsFree(IPEndPoint at)
    {
        using var probe = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // As the listeners do it: an old connection that still closes does not count.
            probe.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            probe.Bind(at);
            probe.Listen();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
