using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Edge.Clock;
using Vigia.Edge.Outbox;
using Vigia.Edge.Uplink;
using Vigia.Tests.Edge.Outbox;
using Vigia.Wire;
using NodeOutbox = Vigia.Edge.Outbox.Outbox;
using NodeUplink = Vigia.Edge.Uplink.Uplink;

namespace Vigia.Tests.Edge.Uplink;

/// <summary>A node's outbox and uplink, running, with timers at a tenth.</summary>
internal sealed class UplinkRig : IAsyncDisposable
{
    public const double Factor = 0.1;

    public static readonly BoardState Board = new(Cpu: 52.4, Weak: true);

    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public UplinkRig(
        int port,
        OutboxStores? stores = null,
        RunningClock? clock = null,
        string? farmCa = null,
        double factor = Factor,
        ILinkTrouble? trouble = null
    )
    {
        Clock = clock ?? new RunningClock(ClockQuality.Ntp);
        Who = new NodeIdentity("farm", "inv1", OutboxRig.Server, BootId.Draw());
        Stores = stores ?? new(new MemoryPackStore(PackStorePlace.Young), new MemoryPackStore(PackStorePlace.Card));
        Box = new NodeOutbox(Who, Clock, Stores, new OutboxLimits().Scaled(factor));
        var options = new UplinkOptions
        {
            Host = "127.0.0.1",
            Port = port,
            Secret = "secret"u8.ToArray(),
            FarmCa = farmCa,
            Machine = "m1",
            Version = "0.1.0",
            Points = [new BirthPoint("air", "Cel", "sht3x", 1)],
            Board = () => Board,
            Timers = new UplinkTimers().Scaled(factor),
            Trouble = trouble ?? GoodWay.Always,
        };
        Link = new NodeUplink(options, Box, Clock, NullLogger<NodeUplink>.Instance);
        running = Task.Run(() => Link.RunAsync(stop.Token));
    }

    public NodeIdentity Who { get; }

    public RunningClock Clock { get; }

    public OutboxStores Stores { get; }

    public NodeOutbox Box { get; }

    public NodeUplink Link { get; }

    public void Put(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            var up = Clock.UpMs;
            var (time, quality) = Clock.At(up);
            Box.Put(new Sweep(time, up, quality, [new Reading("air", "Cel", i)]));
        }
    }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(5));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Link.Dispose();
        stop.Dispose();
    }
}

/// <summary>A node's clock that runs.</summary>
internal sealed class RunningClock(ClockQuality quality) : INodeClock
{
    private long offsetMs = 1_764_000_000_000;
    private volatile int quality = (int)quality;

    public long UpMs => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1000);

    public uint KernelBoot => 0xc01d;

    public (long TimeMs, ClockQuality Quality) Now() => At(UpMs);

    public (long TimeMs, ClockQuality Quality) At(long upMs) =>
        (Volatile.Read(ref offsetMs) + upMs, (ClockQuality)quality);

    public void Learn(long serverMs, long upMs, ClockQuality serverQuality)
    {
        Volatile.Write(ref offsetMs, serverMs - upMs);
        quality = (int)serverQuality;
    }
}
