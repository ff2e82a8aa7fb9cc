using Vigia.Server.Derive.Produce;

namespace Vigia.Server.Derive.Live;

/// <summary>
/// How ripe the crates of a zone are: every hour since they were picked counts by its temperature, a gap by what was measured before
/// and after it. Before the first reading it counts as warm as then: an estimate, told each hour.
/// </summary>
/// <param name="Picked">The day, counted from 1970 on the farm's clock; another one begins anew.</param>
/// <param name="Ripe">/, 1 is ripe.</param>
/// <param name="Warmth">°C at <paramref name="Ms"/>, of <paramref name="Thermometer"/>.</param>
/// <param name="Hour">The last it was told of, counted from 1970.</param>
internal sealed record RipeningMemory(long Picked, double Ripe, double Warmth, long Ms, string Thermometer, long Hour)
{
    private const long DayMs = 86_400_000;
    private const long HourMs = 3_600_000;

    /// <summary>The memory after a good temperature, and the ripeness where an hour has begun.</summary>
    public static (RipeningMemory? Memory, double? Told) Hear(
        RipeningMemory? before,
        string node,
        in Measured reading,
        ZoneSettings settings
    )
    {
        if (settings.Picked is not { } picked)
        {
            // Sold, and no longer ripe.
            return (null, before is null ? null : 0);
        }

        var memory = before?.Picked == picked ? before : Begun(picked, node, reading.Value, settings);
        // One thermometer says it; another is taken where that one is silent for an hour.
        if (reading.Ms <= memory.Ms || (memory.Thermometer != node && reading.Ms - memory.Ms < HourMs))
        {
            return (memory, null);
        }

        var hours = (reading.Ms - memory.Ms) / (double)HourMs;
        var clock = settings.Ripening;
        if (clock.Gain(memory.Warmth, hours / 2) + clock.Gain(reading.Value, hours / 2) is not { } gain)
        {
            return (memory, null);
        }

        var hour = reading.Ms / HourMs;
        var next = new RipeningMemory(picked, memory.Ripe + gain, reading.Value, reading.Ms, node, hour);
        return (next, hour == memory.Hour ? null : next.Ripe);
    }

    private static RipeningMemory Begun(long picked, string node, double warmth, ZoneSettings settings) =>
        new(picked, 0, warmth, (picked * DayMs) - (long)settings.UtcOffset.TotalMilliseconds, node, 0);
}
