namespace Vigia.Server.Report;

/// <summary>
/// How long and how often a point was on (or off), by its readings in order of time. A reading holds until the next, but no
/// longer than <see cref="Holds"/>: what nobody saw is not counted.
/// </summary>
internal sealed class RunTally
{
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);

    private long? lastMs;
    private bool wasSo;
    private TimeSpan current;

    public TimeSpan Total { get; private set; }

    public int Times { get; private set; }

    public TimeSpan Longest { get; private set; }

    public void Hear(long timeMs, bool isSo)
    {
        var since = lastMs is { } last ? TimeSpan.FromMilliseconds(timeMs - last) : TimeSpan.Zero;
        var isSeen = lastMs is not null && since <= Holds;
        if (wasSo && isSeen)
        {
            Total += since;
            current += since;
            Longest = current > Longest ? current : Longest;
        }

        if (isSo && !(wasSo && isSeen))
        {
            Times++;
            current = TimeSpan.Zero;
        }

        (lastMs, wasSo) = (timeMs, isSo);
    }
}
