using Vigia.Server.Farm;

namespace Vigia.Server.Derive.Fire;

/// <summary>A rate of spread as people know speed: on their feet.</summary>
internal static class SpreadWords
{
    // m/min: 17 are 1 km/h, 50 a stroll of 3, 100 a walk of 6, 200 a run of 12, 330 a bicycle's or horse's 20.
    private static readonly (double Below, LocalText Words)[] Steps =
    [
        (0.1, new("no corre", "does not run")),
        (17, new("avanza más lento que quien pasea", "creeps, slower than a stroll")),
        (50, new("al paso de quien pasea", "as fast as a person strolls")),
        (100, new("al paso de quien camina", "as fast as a person walks")),
        (200, new("como una persona que corre", "as fast as a person runs")),
        (330, new("más rápido que una persona que corre", "faster than a person runs")),
        (double.PositiveInfinity, new("como un caballo al galope", "like a galloping horse")),
    ];

    /// <param name="metresAMinute">0 and more; none where there is no speed.</param>
    public static LocalText? Of(double metresAMinute)
    {
        foreach (var (below, words) in Steps)
        {
            if (metresAMinute < below)
            {
                return words;
            }
        }

        return null;
    }
}
