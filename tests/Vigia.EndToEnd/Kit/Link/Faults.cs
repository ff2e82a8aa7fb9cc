using Vigia.Wire;

namespace Vigia.EndToEnd.Kit.Link;

/// <summary>Rules for a <see cref="FaultyLink"/>; all chance comes from one seed.</summary>
internal sealed class Faults(int seed)
{
    private readonly Random random = new(seed);
    private readonly Lock gate = new();

    /// <summary>Loses every <paramref name="n"/>th PUBLISH that <paramref name="which"/> chooses.</summary>
    public static Func<Passing, Verdict> LoseEvery(int n, Func<Passing, bool> which)
    {
        long count = 0;
        return passing => which(passing) && Interlocked.Increment(ref count) % n == 0 ? Verdict.Drop : Verdict.Pass;
    }

    /// <summary>Each chosen PUBLISH is lost, doubled, late or passes, at random.</summary>
    public Func<Passing, Verdict> Shuffle(Func<Passing, bool> which, TimeSpan latest) =>
        passing => which(passing) ? Any(latest) : Verdict.Pass;

    /// <summary>Cuts the connection at about every <paramref name="n"/>th chosen PUBLISH.</summary>
    public Func<Passing, Verdict> CutAbout(int n, Func<Passing, bool> which) =>
        passing => which(passing) && Chance(1.0 / n) ? Verdict.Cut : Verdict.Pass;

    public bool Chance(double probability)
    {
        lock (gate)
        {
            return random.NextDouble() < probability;
        }
    }

    public TimeSpan Within(TimeSpan latest)
    {
        lock (gate)
        {
            return latest * random.NextDouble();
        }
    }

    private Verdict Any(TimeSpan latest)
    {
        lock (gate)
        {
            return random.Next(4) switch
            {
                0 => Verdict.Drop,
                1 => Verdict.Double,
                2 => Verdict.Late(latest * random.NextDouble()),
                _ => Verdict.Pass,
            };
        }
    }
}
