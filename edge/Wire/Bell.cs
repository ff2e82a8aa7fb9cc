namespace Vigia.Wire;

/// <summary>Wakes a loop that waits. Rung often before somebody waits, it counts once. Safe for several threads.</summary>
public sealed class Bell : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim rung = new(0, 1);

    /// <summary>Wakes who waits, or the next who does.</summary>
    public void Ring()
    {
        lock (gate)
        {
            if (rung.CurrentCount == 0)
            {
                rung.Release();
            }
        }
    }

    /// <summary>Until it rings, and no longer than <paramref name="most"/>.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken stop) => rung.WaitAsync(most, stop);

    public void Dispose() => rung.Dispose();
}
