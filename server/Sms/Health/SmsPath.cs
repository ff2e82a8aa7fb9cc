using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Sms.Health;

/// <summary>
/// Watches the ways to the phones, also while nothing is to be sent. <see cref="Now"/> is the last look, safe for several
/// threads; the absence of looks is seen in <see cref="LookedAt"/>.
/// </summary>
internal sealed class SmsPath
{
    private readonly Courier courier;
    private readonly SmsPathOptions options;
    private readonly TimeProvider machine;
    private readonly ILogger<SmsPath> log;
    private volatile SmsPathHealth now;

    public SmsPath(Courier courier, SmsPathOptions options, TimeProvider machine, ILogger<SmsPath> log)
    {
        (this.courier, this.options, this.machine, this.log) = (courier, options, machine, log);
        now = SmsPathHealth.Unknown(machine.GetUtcNow());
        SmsMetrics.Watch(this);
    }

    /// <summary>The state of the whole became another. Raised on the watching thread: hand over and return.</summary>
    public event EventHandler? Changed;

    public SmsPathHealth Now => now;

    /// <summary>Machine time of the last look, null before the first.</summary>
    public DateTimeOffset? LookedAt { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogError(e, "A look at the ways to the phones failed");
            }

            await Task.Delay(options.Look, machine, stop);
        }
    }

    public async Task LookAsync(CancellationToken stop)
    {
        var ways = new List<WayHealth>();
        for (var i = 0; i < courier.Ways.Count; i++)
        {
            if (courier.Ways[i] is not DryRunGateway)
            {
                ways.Add(await LookAsync(i, ways.Count, stop));
            }
        }

        var state = WayJudge.Of(ways);
        var before = now;
        now = new SmsPathHealth(state, state == before.State ? before.Since : machine.GetUtcNow(), ways);
        LookedAt = machine.GetUtcNow();
        if (state != before.State)
        {
            log.LogWarning("The way of texts to phones: {State} ({Ways})", state, Words(ways));
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    private async Task<WayHealth> LookAsync(int index, int place, CancellationToken stop)
    {
        var way = courier.Ways[index];
        var gateway = await way.CheckAsync(stop);
        var time = machine.GetUtcNow();
        var (failed, sent) = courier.LastOf(index);
        var trouble = WayJudge.Of(gateway, failed, sent, time, options);
        var before = now.Ways.ElementAtOrDefault(place);
        var since = before?.Trouble == trouble ? before.Since : time;
        return new WayHealth(way.Name, trouble, since, gateway, sent);
    }

    private static string Words(IEnumerable<WayHealth> ways) =>
        string.Join(", ", ways.Select(way => $"{way.Name}: {way.Trouble}"));
}
