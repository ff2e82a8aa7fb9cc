using System.Text.Json;
using System.Text.Json.Serialization;
using Vigia.Server.Rules;

namespace Vigia.Server.Live.Shown;

/// <summary>What changed since the publication before.</summary>
/// <param name="Zones">Those that changed.</param>
/// <param name="Alerts">All open ones, when any of them changed.</param>
internal sealed record LiveChange(
    long NowMs,
    long? NewestMs,
    bool Storing,
    IReadOnlyList<ZoneShown> Zones,
    IReadOnlyList<AlertShown>? Alerts
)
{
    [JsonIgnore]
    public bool IsEmpty { get; init; }
}

/// <summary>The state at one moment, written once for all pages: 200 of them send the same bytes.</summary>
/// <param name="Full">The state as it is.</param>
/// <param name="Change">From the publication one before to this, all of it where the farm file was changed; empty of the first.</param>
internal sealed record Publication(long Number, LiveState State, PageEvent Full, PageEvent Change);

/// <summary>
/// Publishes the state to the pages that follow. A page takes the newest publication when it has written the one before: what
/// it had no time for is left out, never kept for it.
/// </summary>
internal sealed class LiveStream(Board board, LiveOptions options, ServerClocks clocks)
{
    private readonly Lock gate = new();
    private TaskCompletionSource next = NewSignal();
    private Publication? current;
    private long publishedAt;
    private int seats;

    /// <summary>Pages that follow now.</summary>
    public int Seats => Volatile.Read(ref seats);

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(options.PublishEvery, clocks.Machine);
        while (await timer.WaitForNextTickAsync(stop))
        {
            if (Volatile.Read(ref seats) > 0)
            {
                Publish();
            }
        }
    }

    /// <summary>A place among the pages that follow, until it is disposed; null when there is none left.</summary>
    public IDisposable? TakeSeat()
    {
        if (Interlocked.Increment(ref seats) > options.MaxClients)
        {
            Interlocked.Decrement(ref seats);
            LiveMetrics.ClientsRefused.Add(1);
            return null;
        }

        LiveMetrics.Clients.Add(1);
        return new Seat(this);
    }

    /// <summary>The state now; not older than a publication may be.</summary>
    public Publication Current()
    {
        // Nearly always: who asks does not wait for who takes the state.
        if (IsFresh() && Volatile.Read(ref current) is { } newest)
        {
            return newest;
        }

        lock (gate)
        {
            if (current is null || !IsFresh())
            {
                Publish(evenUnchanged: true);
            }

            return current!;
        }
    }

    /// <summary>The newest publication once it is another than <paramref name="seen"/>.</summary>
    public async Task<Publication> AfterAsync(Publication seen, CancellationToken stop)
    {
        while (true)
        {
            var signal = Volatile.Read(ref next);
            var newest = Volatile.Read(ref current)!;
            if (newest.Number != seen.Number)
            {
                return newest;
            }

            await signal.Task.WaitAsync(stop);
        }
    }

    /// <summary>Tells every page what changed, if anything did, or that the server lives.</summary>
    private void Publish(bool evenUnchanged = false)
    {
        lock (gate)
        {
            var state = board.Take();
            var change = current is null ? null : ChangeFrom(current.State, state);
            if (change is { IsEmpty: true } && !evenUnchanged && !IsTimeToSayAlive())
            {
                return;
            }

            var full = PageEvent.Of("state", state, LiveJson.Default.LiveState);
            var changed =
                change is null ? default
                : IsAnotherFarm(current!.State, state) ? full
                : PageEvent.Of("change", change, LiveJson.Default.LiveChange);
            current = new Publication((current?.Number ?? 0) + 1, state, full, changed);
            // After it, and read before it: who asks without the lock does not take the one before for fresh.
            Volatile.Write(ref publishedAt, clocks.Machine.GetTimestamp());
            Interlocked.Exchange(ref next, NewSignal()).SetResult();
        }
    }

    private bool IsFresh() => clocks.Machine.GetElapsedTime(Volatile.Read(ref publishedAt)) < options.PublishEvery;

    private bool IsTimeToSayAlive() => clocks.Machine.GetElapsedTime(publishedAt) >= options.SayAliveEvery;

    private static LiveChange ChangeFrom(LiveState before, LiveState now)
    {
        var known = before.Zones.ToDictionary(zone => zone.Name, Json);
        var zones = now.Zones.Where(zone => known.GetValueOrDefault(zone.Name) != Json(zone)).ToList();
        var alerts = before.Alerts.SequenceEqual(now.Alerts) ? null : now.Alerts;
        return new LiveChange(now.NowMs, now.NewestMs, now.Storing, zones, alerts)
        {
            IsEmpty =
                zones.Count == 0 && alerts is null && before.Storing == now.Storing && !IsAnotherFarm(before, now),
        };
    }

    // The farm file was changed: pages begin anew, without what is gone and in the new order.
    private static bool IsAnotherFarm(LiveState before, LiveState now) =>
        (before.Title, before.UtcOffset, before.Speed) != (now.Title, now.UtcOffset, now.Speed)
        || !before.Zones.Select(zone => zone.Name).SequenceEqual(now.Zones.Select(zone => zone.Name));

    // Records compare their lists by reference; what is written is what counts.
    private static string Json(ZoneShown zone) => JsonSerializer.Serialize(zone, LiveJson.Default.ZoneShown);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Seat(LiveStream stream) : IDisposable
    {
        private int given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref given, 1) == 0)
            {
                Interlocked.Decrement(ref stream.seats);
                LiveMetrics.Clients.Add(-1);
            }
        }
    }
}
