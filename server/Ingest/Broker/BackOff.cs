namespace Vigia.Server.Ingest.Broker;

/// <summary>Growing pauses, each shortened at random so that many do not come back in one moment.</summary>
internal sealed class BackOff(TimeSpan first, TimeSpan longest)
{
    private TimeSpan next;

    public TimeSpan Next()
    {
        var pause = next > first ? next : first;
        next = pause * 2 < longest ? pause * 2 : longest;
        return pause * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    public TimeSpan Longest()
    {
        next = longest;
        return Next();
    }

    public void Reset() => next = TimeSpan.Zero;
}
