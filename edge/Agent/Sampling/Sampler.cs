using Microsoft.Extensions.Logging;

namespace Vigia.Edge.Sampling;

/// <summary>Runs the lanes of a node, a thread each, and looks after them.</summary>
/// <param name="time">The machine's: it waits and looks by it.</param>
internal sealed partial class Sampler(IReadOnlyList<Lane> lanes, TimeProvider time, ILogger logger)
{
    private const int LaneStackBytes = 256 * 1024;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);

    // A lane that hangs in the kernel is left behind: its thread ends with the process.
    private static readonly TimeSpan LastTurn = TimeSpan.FromMilliseconds(500);

    /// <summary>How much faster than the machine's the sensors' time goes.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Samples until stopped; what was gathered by then is in the sink.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var threads = lanes.Select(lane => Start(lane, stop)).ToList();
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                ForEach(lane => lane.Look());
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Task.WhenAny(Task.WhenAll(threads), Task.Delay(LastTurn, CancellationToken.None));
            ForEach(lane => lane.Close());
        }
    }

    private Task Start(Lane lane, CancellationToken stop)
    {
        var ended = new TaskCompletionSource();
        var thread = new Thread(() => Run(lane, ended, stop), LaneStackBytes) { IsBackground = true, Name = lane.Name };
        thread.Start();
        return ended.Task;
    }

    private void Run(Lane lane, TaskCompletionSource ended, CancellationToken stop)
    {
        var wait = TimeSpan.Zero;
        while (!stop.WaitHandle.WaitOne(wait))
        {
            var untilDue = LongestRest;
            Try(lane, () => untilDue = lane.Turn());
            wait = Bounded(untilDue / Speed);
        }

        lane.Dispose();
        ended.SetResult();
    }

    private void ForEach(Action<Lane> what)
    {
        foreach (var lane in lanes)
        {
            Try(lane, () => what(lane));
        }
    }

    // Only the sink can fail here; what it could not take is lost, and named.
    private void Try(Lane lane, Action what)
    {
        try
        {
            what();
        }
        catch (Exception trouble)
        {
            LogLost(trouble, lane.Name);
        }
    }

    // Whole milliseconds, rounded up: to wait for half of one would be to spin.
    private static TimeSpan Bounded(TimeSpan untilDue) =>
        TimeSpan.FromMilliseconds(
            Math.Ceiling(Math.Clamp(untilDue.TotalMilliseconds, 0, LongestRest.TotalMilliseconds))
        );

    [LoggerMessage(Level = LogLevel.Error, Message = "{Lane}: a sweep found no place in the outbox")]
    private partial void LogLost(Exception trouble, string lane);
}
