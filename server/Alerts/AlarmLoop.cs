using System.Buffers;
using Vigia.Server.Clock;
using Vigia.Server.Health;
using Vigia.Server.Ingest;
using Vigia.Server.Nodes;
using Vigia.Wire;

namespace Vigia.Server.Alerts;

/// <summary>
/// Alarms of nodes on their own way past the ledger: taken, stored in <c>vigia.db</c>, acknowledged. Those that
/// find no place are counted as shed: their nodes repeat them.
/// </summary>
internal sealed class AlarmLoop(
    AlarmBook book,
    INodeRegister register,
    ServerSelf self,
    ServerClock clock,
    AlarmTime time,
    ServerState state,
    IngestMetrics metrics
) : BackgroundService
{
    // Seconds of the farm, and no less of the machine.
    private const double LookEvery = 10;
    private const double LeastPause = 1;

    private readonly AlarmQueue queue = new();

    /// <summary>How an ack reaches a node; set by the composition root.</summary>
    public IIngress? Ingress { get; set; }

    public void Put(string node, AlarmReport alarm)
    {
        if (!queue.TryPut(node, alarm))
        {
            metrics.CountShed();
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(TakeAllAsync(stoppingToken), EndAllAsync(stoppingToken));

    private async Task TakeAllAsync(CancellationToken stop)
    {
        while (await queue.WaitAsync(stop))
        {
            if (queue.TryTake(out var next) && !state.IsSecond)
            {
                Take(next.Node, next.Alarm);
            }
        }
    }

    private async Task EndAllAsync(CancellationToken stop)
    {
        var every = TimeSpan.FromSeconds(Math.Max(LeastPause, LookEvery / clock.Speed));
        using var timer = new PeriodicTimer(every);
        while (await timer.WaitForNextTickAsync(stop))
        {
            if (!state.IsSecond)
            {
                book.Tick(clock.GetUtcNow());
            }
        }
    }

    private void Take(string node, AlarmReport alarm)
    {
        switch (book.Take(node, time.Date(node, alarm), clock.GetUtcNow(), register.ZoneOf(node)))
        {
            case AlarmAnswer.Stored or AlarmAnswer.Known:
                var ack = new ArrayBufferWriter<byte>();
                Ack.OfAlarms(self.Id, alarm.Boot, [alarm.Aid]).WriteTo(ack);
                Ingress?.Send(node, Wire.Channel.Ack, ack.WrittenSpan);
                break;
            case AlarmAnswer.BadMessage:
                metrics.CountRefusal(Refusal.BadMessage);
                break;
        }
    }
}
