namespace Vigia.Server.Health;

/// <summary>Growing pauses, each shortened at random so that those who wait for the same thing don't come back in one moment.</summary>
internal sealed class BackOff(TimeSpan shortest, TimeSpan longest)
{
    private TimeSpan? next;

    /// <summary>Between half and all of a pause that doubles from call to call.</summary>
    public TimeSpan Next()
    {
        var pause = next ?? shortest;
        next = pause * 2 < longest ? pause * 2 : longest;
        return pause * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    public TimeSpan Longest()
    {
        next = longest;
        return Next();
    }

    public void Reset() => next = null;
}
