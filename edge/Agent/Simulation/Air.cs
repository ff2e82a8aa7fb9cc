namespace Vigia.Edge.Simulation;

/// <summary>What surrounds a sensor.</summary>
internal readonly record struct Air(double Celsius, double Humidity);

/// <summary>
/// A day in a greenhouse of the llanos: coolest and wettest before dawn, hottest and driest in the early afternoon.
/// The same instant and seed give the same air.
/// </summary>
internal static class GreenhouseDay
{
    // The llanos' clock (UTC−4, no summer time), and the hour of the greatest heat.
    private const double HoursFromUtc = -4;
    private const double HottestHour = 14;

    private const double MeanCelsius = 27;
    private const double SwingCelsius = 7;
    private const double MeanHumidity = 70;
    private const double SwingHumidity = 22;

    public static Air At(DateTimeOffset time, int seed)
    {
        var hour = time.TimeOfDay.TotalHours + HoursFromUtc;
        var sun = Math.Cos((hour - HottestHour) / 24 * Math.Tau);
        return new Air(
            MeanCelsius + (SwingCelsius * sun) + (0.3 * Noise(time, seed)),
            Math.Clamp(MeanHumidity - (SwingHumidity * sun) + (1.5 * Noise(time, seed + 1)), 0, 100)
        );
    }

    // Between −1 and 1, by millisecond and seed alone: a run can be repeated.
    private static double Noise(DateTimeOffset time, int seed)
    {
        var mixed = unchecked((ulong)time.ToUnixTimeMilliseconds() * 0x9E3779B97F4A7C15) ^ ((ulong)(uint)seed << 32);
        mixed = unchecked((mixed ^ (mixed >> 31)) * 0xBF58476D1CE4E5B9);
        return ((mixed >> 11) / (double)(1UL << 52)) - 1;
    }
}
