using System.Diagnostics;
using Vigia.Edge.Outbox;
using Vigia.Edge.Sampling;
using Vigia.Edge.Sirens;

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
) : INode
{
    private static readonly TimeSpan DrainLook = TimeSpan.FromMilliseconds(20);

    // Longer than an ack takes: what is held still was lost on its way.
    private static readonly TimeSpan NothingComes = TimeSpan.FromSeconds(1.5);

    /// <summary>Null: this node has none.</summary>
    public Siren? Siren { get; init; }

    public string Name => name;

    public long Sampled => sweeps.Count;

    public long Held => stores.Packs;

    public async Task RunAsync(TimeSpan drain, CancellationToken stopSampling, CancellationToken stop)
    {
        using var stopUplink = new CancellationTokenSource();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopSampling);
        var sending = uplink.RunAsync(stopUplink.Token);
        var sampling = sampler.RunAsync(enough.Token);
        var sounding = Siren?.RunAsync(enough.Token) ?? Task.CompletedTask;
        await Task.WhenAny(sampling, sending);
        await enough.CancelAsync();
        await sounding;
        await sampling;
        if (!sending.IsCompleted)
        {
            await SendRestAsync(drain, stop);
        }

        await stopUplink.CancelAsync();
        await sending;
    }

    /// <summary>Until the server has settled all that is held.</summary>
    public async Task SendRestAsync(TimeSpan atMost, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(atMost);
        try
        {
            await SendRestAsync(enough.Token);
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            // What is left stays in the outbox: the next run has it.
        }
    }

    public void Dispose()
    {
        foreach (var belonging in belongings)
        {
            belonging.Dispose();
        }
    }

    // Its ordinary time to be sent again may be beyond the end.
    private async Task SendRestAsync(CancellationToken enough)
    {
        var (before, since) = (Held, Stopwatch.GetTimestamp());
        while (Held is > 0 and var held)
        {
            if (held != before)
            {
                (before, since) = (held, Stopwatch.GetTimestamp());
            }
            else if (Stopwatch.GetElapsedTime(since) > NothingComes)
            {
                uplink.SendAgain();
                since = Stopwatch.GetTimestamp();
            }

            await Task.Delay(DrainLook, enough);
        }
    }
}
