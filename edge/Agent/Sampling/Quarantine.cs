namespace Vigia.Edge.Sampling;

/// <summary>Lets a failing sensor be asked ever more seldom, so that its time-outs leave the bus to the others.</summary>
internal sealed class Quarantine(TimeSpan every)
{
    /// <summary>Failures in a row after which the pauses begin to double.</summary>
    public const int Patience = 3;

    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private const int MostDoublings = 30;

    public int Failures { get; private set; }

    /// <summary>How long to wait before the next question.</summary>
    public TimeSpan After(bool failed)
    {
        Failures = failed ? Failures + 1 : 0;
        if (Failures <= Patience || every >= LongestPause)
        {
            return every;
        }

        var pause = every * Math.Pow(2, Math.Min(Failures - Patience, MostDoublings));
        return pause < LongestPause ? pause : LongestPause;
    }
}
