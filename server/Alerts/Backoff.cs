namespace Vigia.Server.Alerts;

/// <summary>Growing pauses with jitter, so that those who wait for the same thing do not all come back at once.</summary>
internal sealed class Backoff(TimeSpan shortest, TimeSpan longest)
{
    private TimeSpan? next;

    public void Reset() => next = null;

    /// <summary>Between half and all of a pause that doubles from call to call.</summary>
    public TimeSpan Next()
    {
        var pause = next ?? shortest;
        next = pause * 2 < longest ? pause * 2 : longest;
        return pause * (0.5 + (0.5 * Random.Shared.NextDouble()));
    }
}
