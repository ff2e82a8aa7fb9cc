namespace Vigia.Server.Report;

/// <summary>How much of a period a node was there: from each of its packs, in order of their time, for as long as it may be silent.</summary>
internal sealed class PresenceTally(TimeSpan allowed)
{
    private long? firstMs;
    private long lastMs;
    private TimeSpan missing;

    public TimeSpan LongestGap { get; private set; }

    public void Hear(long timeMs)
    {
        if (firstMs is null)
        {
            firstMs = timeMs;
        }
        else
        {
            Pass(lastMs, timeMs);
        }

        lastMs = timeMs;
    }

    /// <summary>The share of <paramref name="known"/> in which it was there; to be asked once, at the end.</summary>
    public double End(Span known)
    {
        Pass(known.FromMs, firstMs ?? known.ToMs);
        if (firstMs is not null)
        {
            Pass(lastMs, known.ToMs);
        }

        return known.ToMs > known.FromMs ? Math.Clamp(1 - (missing / known.Length), 0, 1) : 0;
    }

    private void Pass(long fromMs, long toMs)
    {
        var gap = TimeSpan.FromMilliseconds(toMs - fromMs);
        if (gap <= allowed)
        {
            return;
        }

        missing += gap;
        LongestGap = gap > LongestGap ? gap : LongestGap;
    }
}
