namespace Vigia.Edge;

/// <summary>How a board's power fails: its sensors' first, then, when its battery is flat, its own.</summary>
internal readonly record struct PowerFailure(CancellationToken SensorsOff, CancellationToken Lost);

/// <summary>
/// A simulated node whose power may fail: it measures no more, sends what it has while its battery lasts, then ends without a word,
/// and begins anew, on the same outbox folder, when the power is back.
/// </summary>
internal sealed class PoweredNode(string name, Func<bool> hasPower, Func<PowerFailure, AgentNode> compose) : INode
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    // A worn battery: of the machine's time, or a fast farm's node could not send a thing.
    private static readonly TimeSpan BatteryLasts = TimeSpan.FromSeconds(4);

    private readonly Lock gate = new();
    private AgentNode? running;
    private long sampledBefore;
    private long heldBefore;

    public string Name => name;

    public long Sampled
    {
        get
        {
            lock (gate)
            {
                return sampledBefore + (running?.Sampled ?? 0);
            }
        }
    }

    public long Held
    {
        get
        {
            lock (gate)
            {
                return running?.Held ?? heldBefore;
            }
        }
    }

    public async Task RunAsync(TimeSpan drain, CancellationToken stopSampling, CancellationToken stop)
    {
        while (!stopSampling.IsCancellationRequested)
        {
            await PowerIsAsync(true, stopSampling);
            if (!stopSampling.IsCancellationRequested)
            {
                await RunUntilPowerFailsAsync(drain, stopSampling, stop);
            }
        }

        await BringCardAsync(drain, stopSampling, stop);
    }

    public void Dispose() => running?.Dispose();

    private async Task RunUntilPowerFailsAsync(TimeSpan drain, CancellationToken stopSampling, CancellationToken stop)
    {
        using var sensorsOff = new CancellationTokenSource();
        using var powerLost = new CancellationTokenSource();
        using var endSampling = CancellationTokenSource.CreateLinkedTokenSource(stopSampling, powerLost.Token);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, powerLost.Token);
        using var node = compose(new PowerFailure(sensorsOff.Token, powerLost.Token));
        lock (gate)
        {
            running = node;
        }

        var work = node.RunAsync(drain, endSampling.Token, end.Token);
        await PowerIsAsync(false, endSampling.Token, work);
        if (!stopSampling.IsCancellationRequested)
        {
            await sensorsOff.CancelAsync();
            await node.SendRestAsync(BatteryLasts, stop);
            await powerLost.CancelAsync();
        }

        await work;
        lock (gate)
        {
            (sampledBefore, heldBefore, running) = (sampledBefore + node.Sampled, node.Held, null);
        }
    }

    // What a dead board's card still holds is not lost: at the simulation's end it is put into another board, which only sends.
    private async Task BringCardAsync(TimeSpan drain, CancellationToken stopSampling, CancellationToken stop)
    {
        if (Held == 0 || drain == TimeSpan.Zero || stop.IsCancellationRequested)
        {
            return;
        }

        using var board = compose(new PowerFailure());
        await board.RunAsync(drain, stopSampling, stop);
        lock (gate)
        {
            heldBefore = board.Held;
        }
    }

    private async Task PowerIsAsync(bool wanted, CancellationToken stop, Task? orEnded = null)
    {
        while (hasPower() != wanted && orEnded is not { IsCompleted: true } && !stop.IsCancellationRequested)
        {
            await Task.Delay(Look, CancellationToken.None);
        }
    }
}
