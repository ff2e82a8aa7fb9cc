namespace Vigia.Edge.Outbox;

/// <summary>
/// How much of what is published never gets an answer, by the first sends of the last few hundred packs: so that a pack that the
/// server will never answer is told from one that had bad luck on a bad line. (First sends only: a pack that is never answered
/// counts once, however often it is tried.)
/// </summary>
internal sealed class LineLoss
{
    // Older outcomes weigh half as soon as there are so many.
    private const int Remembered = 512;

    // One pack in a million may be set aside for bad luck.
    private const double BadLuck = 1e-6;

    private double lost;
    private double arrived;

    public void Lost()
    {
        lost++;
        Fade();
    }

    public void Arrived()
    {
        arrived++;
        Fade();
    }

    /// <summary>Sends without an answer that chance alone does not explain; the pack that is asked about is one of the lost.</summary>
    public int SendsBeyondChance()
    {
        var others = Math.Max(0, lost - 1);
        return others == 0 ? 1
            : arrived == 0 ? int.MaxValue
            : (int)Math.Min(int.MaxValue, Math.Ceiling(Math.Log(BadLuck) / Math.Log(others / (others + arrived))));
    }

    private void Fade()
    {
        if (lost + arrived > Remembered)
        {
            lost /= 2;
            arrived /= 2;
        }
    }
}
