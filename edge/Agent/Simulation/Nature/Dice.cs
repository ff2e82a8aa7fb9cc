namespace Vigia.Edge.Simulation.Nature;

/// <summary>Chance without memory: the same seed and number always give the same throw.</summary>
internal static class Dice
{
    /// <summary>From −1 up to 1.</summary>
    public static double Throw(int seed, long number)
    {
        // The mixer of SplitMix64.
        var mixed = unchecked(((ulong)number * 0x9E3779B97F4A7C15) + ((ulong)(uint)seed << 32) + 0x632BE59BD9B4E019);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return (((mixed ^ (mixed >> 31)) >> 11) / (double)(1UL << 52)) - 1;
    }

    /// <summary>From 0 up to 1.</summary>
    public static double Share(int seed, long number) => (Throw(seed, number) + 1) / 2;

    /// <summary>A throw at every whole number and a smooth way between: what drifts, as clouds and gusts do.</summary>
    public static double Drift(int seed, double at)
    {
        var whole = (long)Math.Floor(at);
        var way = at - whole;
        var eased = way * way * (3 - (2 * way));
        return (Throw(seed, whole) * (1 - eased)) + (Throw(seed, whole + 1) * eased);
    }
}
