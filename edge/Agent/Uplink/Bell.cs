namespace Vigia.Edge.Uplink;

/// <summary>Wakes one waiter; rung several times before it looks, it wakes it once.</summary>
internal sealed class Bell : IDisposable
{
    private readonly Lock turn = new();
    private readonly SemaphoreSlim rung = new(0, 1);

    public void Ring()
    {
        lock (turn)
        {
            if (rung.CurrentCount == 0)
            {
                rung.Release();
            }
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken stop) => rung.WaitAsync(atMost, stop);

    public void Dispose() => rung.Dispose();
}
