using Vigia.Server.Rules;

namespace Vigia.Server.Influx.States;

/// <summary>
/// Writes what charts need beside the readings: each minute of the world the state of all that is known, limits when they change and
/// every ten minutes, every step of the alerts, and how far their texts got. Nobody waits for it. Minutes wait, in order, for an InfluxDB that is away; of more than
/// <see cref="MaxWaiting"/> the oldest is dropped and counted.
/// </summary>
internal sealed class ChartLoop(
    FarmTaker taker,
    StateLines states,
    LimitLines limits,
    AlertFollower alerts,
    SmsFollower texts,
    InfluxFollower readings,
    InfluxClient client,
    ServerOptions server,
    ServerClocks clocks,
    ILogger<ChartLoop> log
)
{
    /// <summary>Minutes of states that wait for an InfluxDB that is away: four hours.</summary>
    public const int MaxWaiting = 240;

    private const long MinuteMs = 60_000;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    // The last day is read before anything is said of it, and nodes are given time to come back.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    // A chart of an hour has its limits nearly from its beginning.
    private static readonly TimeSpan LimitsEvery = TimeSpan.FromMinutes(10);

    private readonly Queue<LineBatch> waiting = new();
    private readonly LineDelivery delivery = new(client);
    private IReadOnlyList<ChartLimit> written = [];
    private long limitsMs = long.MinValue;
    private long lastMs = long.MinValue;

    public async Task RunAsync(CancellationToken stop)
    {
        await Task.Delay(server.Scaled(Quiet), clocks.Machine, stop);
        using var timer = new PeriodicTimer(server.Scaled(Turn), clocks.Machine);
        do
        {
            await TryTurnAsync(stop);
        } while (await timer.WaitForNextTickAsync(stop));
    }

    /// <summary>One turn: a new minute's lines, then all that waits.</summary>
    public async Task TurnOnceAsync(CancellationToken stop)
    {
        var minute = clocks.World.GetUtcNow().ToUnixTimeMilliseconds() / MinuteMs * MinuteMs;
        if (minute != lastMs)
        {
            lastMs = minute;
            Take(minute);
        }

        while (waiting.TryPeek(out var batch))
        {
            var sent = await delivery.SendAsync(batch, stop);
            if (sent.Answer.Kind == InfluxAnswerKind.NoDatabase)
            {
                // A farm whose first reading is still to come has states all the same.
                readings.BeginAgain();
                sent =
                    (await client.CreateDatabaseAsync(stop)).Kind == InfluxAnswerKind.Stored
                        ? await delivery.SendAsync(batch, stop)
                        : sent;
            }

            if (sent.Answer.Kind != InfluxAnswerKind.Stored)
            {
                return;
            }

            InfluxMetrics.LinesRefused.Add(sent.Bad.Count);
            waiting.Dequeue();
        }

        while (await alerts.FollowOnceAsync(stop) == FollowOutcome.MoreWaits) { }

        await texts.FollowOnceAsync(stop);
    }

    private void Take(long minute)
    {
        var now = taker.Take(minute);
        var batch = new LineBatch();
        states.Write(now, batch);
        var known = taker.Limits(now);
        if (minute - limitsMs >= LimitsEvery.TotalMilliseconds || !known.SequenceEqual(written))
        {
            (written, limitsMs) = (known, minute);
            foreach (var limit in known)
            {
                limits.Write(limit, minute, batch);
            }
        }

        waiting.Enqueue(batch);
        if (waiting.Count > MaxWaiting)
        {
            waiting.Dequeue();
            InfluxMetrics.StatesDropped.Add(1);
        }
    }

    private async Task TryTurnAsync(CancellationToken stop)
    {
        try
        {
            await TurnOnceAsync(stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            log.LogError(e, "A turn of the charts' states failed");
        }
    }
}
