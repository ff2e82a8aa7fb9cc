using Vigia.Edge.Outbox;
using Vigia.Edge.Sampling;

namespace Vigia.Edge;

/// <summary>
/// One node at work. Stopping goes with the flow: nothing is sampled any more, then what was sampled goes to the card,
/// then the connection ends.
/// </summary>
internal sealed class AgentNode(
    string name,
    Sampler sampler,
    SweepCounter sweeps,
    OutboxStores stores,
    Uplink.Uplink uplink,
    IReadOnlyList<IDisposable> belongings
) : IDisposable
{
    private static readonly TimeSpan DrainLook = TimeSpan.FromMilliseconds(20);

    public string Name => name;

    /// <summary>Packs sampled by this process.</summary>
    public long Sampled => sweeps.Count;

    /// <summary>Packs of this and earlier processes that the server has not settled.</summary>
    public long Held => stores.Packs;

    /// <param name="drain">How long to wait for the server once nothing is sampled any more.</param>
    public async Task RunAsync(TimeSpan drain, CancellationToken stopSampling, CancellationToken stop)
    {
        using var stopUplink = new CancellationTokenSource();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopSampling);
        var sending = uplink.RunAsync(stopUplink.Token);
        var sampling = sampler.RunAsync(enough.Token);
        await Task.WhenAny(sampling, sending);
        await enough.CancelAsync();
        await sampling;
        if (!sending.IsCompleted)
        {
            await DrainAsync(drain, stop);
        }

        await stopUplink.CancelAsync();
        await sending;
    }

    public void Dispose()
    {
        foreach (var belonging in belongings)
        {
            belonging.Dispose();
        }
    }

    private async Task DrainAsync(TimeSpan atMost, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(atMost);
        try
        {
            while (Held > 0)
            {
                await Task.Delay(DrainLook, enough.Token);
            }
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            // What is left stays in the outbox: the next run has it.
        }
    }
}
