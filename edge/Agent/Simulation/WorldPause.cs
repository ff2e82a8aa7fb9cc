using Vigia.Wire;

namespace Vigia.Edge.Simulation;

/// <summary>
/// Holds a lane's thread until so much of the world's time has passed. A machine sleeps whole milliseconds, which may be seconds of
/// the world: what is less is waited for awake.
/// </summary>
internal sealed class WorldPause(WorldTime time)
{
    public void For(TimeSpan span)
    {
        var since = time.GetTimestamp();
        while (span - time.GetElapsedTime(since) is var left && left > TimeSpan.Zero)
        {
            var sleep = Math.Floor(time.OnMachine(left).TotalMilliseconds);
            if (sleep >= 1)
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(sleep));
            }
            else
            {
                Thread.Yield();
            }
        }
    }
}
