using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Vigia.Server.Clock;
using Vigia.Server.Ingest;
using Vigia.Wire;

namespace Vigia.Server.Health;

/// <summary>
/// Says every 10 s, and at once when something changed, that this server lives. Hears of another one on the same site:
/// of two the later one holds back until the other has been silent for 60 s (WIRE §4).
/// </summary>
internal sealed class HeartbeatLoop : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private readonly Channel<bool> nudges = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly string serverId;
    private readonly IIngress ingress;
    private readonly ServerState state;
    private readonly ServerClock clock;
    private readonly ServerOptions options;
    private readonly ILogger<HeartbeatLoop> logger;
    private readonly double since;
    private long heardElderAt = long.MinValue / 2;

    public HeartbeatLoop(
        string serverId,
        IIngress ingress,
        ServerState state,
        ServerClock clock,
        ServerOptions options,
        ILogger<HeartbeatLoop> logger
    )
    {
        (this.serverId, this.ingress, this.state) = (serverId, ingress, state);
        (this.clock, this.options, this.logger) = (clock, options, logger);
        since = clock.NowMs / 1000.0;
        state.OnChange = () => nudges.Writer.TryWrite(true);
    }

    /// <summary>Names this start of the server.</summary>
    public string Run { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public double Since => since;

    /// <summary>A heartbeat that may be another server's.</summary>
    public void Hear(Heartbeat other)
    {
        if (other.Run == Run || other.Store == StoreState.Down)
        {
            return;
        }

        var elder = (other.Since, other.Run).CompareTo((since, Run)) < 0;
        if (!elder)
        {
            return;
        }

        Volatile.Write(ref heardElderAt, ServerClock.MonotonicMs);
        if (!state.IsSecond)
        {
            state.IsSecond = true;
            logger.LogCritical(
                "SecondServer: server {Id} has been on this site before; this one acknowledges and judges nothing while it lives",
                other.Id
            );
        }
    }

    public Heartbeat Now() => new(serverId, Run, since, clock.NowMs / 1000.0, clock.Quality, state.Store);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            StandUpAfterSilence();
            var payload = JsonSerializer.SerializeToUtf8Bytes(Now(), WireJson.Default.Heartbeat);
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

    private void StandUpAfterSilence()
    {
        if (
            state.IsSecond
            && ServerClock.MonotonicMs - Volatile.Read(ref heardElderAt) > options.Scaled(Silence).TotalMilliseconds
        )
        {
            state.IsSecond = false;
            logger.LogWarning("The other server has been silent: this one acknowledges and judges again");
        }
    }
}
