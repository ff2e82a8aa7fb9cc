using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.EndToEnd.Kit;
using Vigia.Server;
using Vigia.Server.Ingest.Broker;
using Vigia.Wire;

namespace Vigia.Tests.Ingest.Broker;

/// <summary>The server's side on a real broker.</summary>
internal sealed class BrokerHost : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    private BrokerHost(int port, string run, BrokerOptions? options)
    {
        Self = new Heartbeat("server-id", run, 1000, 1000, ClockQuality.Ntp, StoreState.Ok);
        Ingress = new BrokerIngress(
            new ServerOptions(KnownNodes.Site, ""),
            (options ?? new BrokerOptions()) with
            {
                Port = port,
                Secret = KnownNodes.SecretOf("server"),
                Pause = TimeSpan.FromMilliseconds(50),
                MaxPause = TimeSpan.FromMilliseconds(200),
            },
            Self,
            new KnownNodes("inv1"),
            Inbox,
            Others.Enqueue,
            TimeProvider.System,
            NullLogger<BrokerIngress>.Instance
        );
        running = Ingress.RunAsync(stop.Token);
    }

    public Heartbeat Self { get; }

    public BrokerIngress Ingress { get; }

    public RecordingInbox Inbox { get; } = new();

    public ConcurrentQueue<Heartbeat> Others { get; } = [];

    public static async Task<BrokerHost> StartAsync(
        MosquittoHost broker,
        string run = "run1",
        BrokerOptions? options = null
    )
    {
        var host = new BrokerHost(broker.ServerPort, run, options);
        await Eventually.Until("both sessions stand", () => host.Ingress.IsConnected);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }

        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
