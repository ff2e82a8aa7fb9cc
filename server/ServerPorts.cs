using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Vigia.Server.Cli;
using Vigia.Server.Ingest.Listener;
using Vigia.Server.Live;
using Vigia.Server.Nodes;

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

        if (options.Https is { } https)
        {
            var certificates = kestrel.ApplicationServices.GetRequiredService<Certificates>();
            Encrypt(kestrel, https.EndPoint, certificates.Open(https.Files));
        }
    }

    /// <summary>No HSTS: a browser that was once told would refuse the farm's page for good when its CA is made anew.</summary>
    public static void Encrypt(KestrelServerOptions kestrel, IPEndPoint at, ServerCertificate certificate) =>
        kestrel.Listen(
            at,
            listen =>
                listen.UseHttps(
                    new TlsHandshakeCallbackOptions { OnConnection = _ => new(certificate.ForOneConnection()) }
                )
        );

    // Ports that are taken and certificates that cannot be used are a person's to solve; found out before anything is opened.
    public static void Check(ServeOptions options, Texts texts)
    {
        var listener = options.Broker is null ? options.Listener : new ListenerOptions { Plain = null };
        (string Option, IPEndPoint? At)[] ports =
        [
            ("--mqtt", listener.Plain),
            ("--mqtts", listener.Tls?.EndPoint),
            ("--http", options.Http),
            ("--https", options.Https?.EndPoint),
        ];
        foreach (var (option, at) in ports)
        {
            if (at is not null && !IsFree(at))
            {
                throw new PlainWords(texts.PortTaken(option, $"{at}"), ExitCode.Wrong);
            }
        }

        try
        {
            TlsFiles?[] pairs = [listener.Tls?.Files, options.Https?.Files];
            pairs.OfType<TlsFiles>().Distinct().ToList().ForEach(files => ServerCertificate.Load(files));
        }
        catch (TlsFault e)
        {
            throw new PlainWords(texts.Tls(e.Problem, e.File, e.Detail), ExitCode.Wrong);
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
