using System.Buffers;
using System.Threading.Channels;
using Vigia.Server.Clock;
using Vigia.Server.Health;
using Vigia.Server.Ingest;
using Vigia.Server.Nodes;
using Vigia.Wire;

namespace Vigia.Server.Alerts;

/// <summary>
/// Alarms of nodes on their own way past the ledger: taken, stored in <c>vigia.db</c>, acknowledged. Those beyond
/// <see cref="MaxQueued"/> are dropped: their nodes repeat them.
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
    public const int MaxQueued = 1_000;

    private readonly Channel<(string Node, AlarmReport Alarm)> queue = System.Threading.Channels.Channel.CreateBounded<(
        string,
        AlarmReport
    )>(new BoundedChannelOptions(MaxQueued) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>How an ack reaches a node; set by the composition root.</summary>
    public IIngress? Ingress { get; set; }

    public void Put(string node, AlarmReport alarm) => queue.Writer.TryWrite((node, alarm));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (node, alarm) in queue.Reader.ReadAllAsync(stoppingToken))
        {
            if (!state.IsSecond)
            {
                Take(node, alarm);
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
