using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server;
using Vigia.Server.Ingest.Listener;
using Vigia.Server.Nodes;

namespace Vigia.Tests.Ingest.Listener;

/// <summary>The listener on a free port of this machine, with nodes <c>inv1</c>, <c>inv2</c>, <c>pump</c>.</summary>
internal sealed class ListenerHost : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    private ListenerHost(ListenerIngress ingress)
    {
        Ingress = ingress;
        running = ingress.RunAsync(stop.Token);
    }

    public ListenerIngress Ingress { get; }

    public RecordingInbox Inbox { get; private init; } = new();

    public IPEndPoint EndPoint { get; private set; } = new(IPAddress.Loopback, 0);

    public int Port => EndPoint.Port;

    public static async Task<ListenerHost> StartAsync(
        Func<ListenerOptions, ListenerOptions>? change = null,
        double timerScale = 1
    )
    {
        var inbox = new RecordingInbox();
        var options = new ListenerOptions
        {
            Plain = new IPEndPoint(IPAddress.Loopback, 0),
            WatchEvery = TimeSpan.FromMilliseconds(50),
        };
        var ingress = new ListenerIngress(
            new ServerOptions(KnownNodes.Site, "", timerScale),
            change is null ? options : change(options),
            new KnownNodes("inv1", "inv2", "pump"),
            inbox,
            new Certificates(TimeProvider.System, NullLogger<ServerCertificate>.Instance),
            TimeProvider.System,
            NullLogger<ListenerIngress>.Instance
        );
        var host = new ListenerHost(ingress) { Inbox = inbox };
        host.EndPoint = (await ingress.Listening.WaitAsync(TimeSpan.FromSeconds(10)))!;
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20));
        stop.Dispose();
    }
}
