using System.Text.Json;
using System.Threading.Channels;
using Vigia.Server.Ingest;
using Vigia.Wire;

namespace Vigia.Server.Health;

/// <summary>Says every 10 s, and at once when something changed, that this server lives.</summary>
internal sealed class HeartbeatLoop : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> nudges = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private readonly HeartbeatVoice voice;
    private readonly IIngress ingress;
    private readonly ServerOptions options;

    public HeartbeatLoop(HeartbeatVoice voice, IIngress ingress, ServerState state, ServerOptions options)
    {
        (this.voice, this.ingress, this.options) = (voice, ingress, options);
        state.OnChange = () => nudges.Writer.TryWrite(true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            voice.StandUpAfterSilence();
            voice.LookAtClock();
            var payload = JsonSerializer.SerializeToUtf8Bytes(voice.Now(), WireJson.Default.Heartbeat);
            await ingress.SendHeartbeatAsync(payload, stoppingToken);
            await WaitAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(options.Scaled(Every));
        try
        {
            await nudges.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Time for the next one.
        }
    }
}
