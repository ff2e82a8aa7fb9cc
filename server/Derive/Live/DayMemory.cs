using System.Numerics;
using Vigia.Server.Derive.Water;

namespace Vigia.Server.Derive.Live;

/// <summary>One day of one thermometer on the farm's clock, from midnight on.</summary>
/// <param name="Day">Counted from 1970.</param>
/// <param name="Hours">A bit for each hour that was measured in.</param>
internal sealed record DayMemory(long Day, double Lowest, double Highest, int Hours)
{
    /// <summary>A day with fewer measured hours may have missed its heat or its cold: it has no evapotranspiration.</summary>
    public const int FewestHours = 20;

    private const long DayMs = 86_400_000;
    private const long HourMs = 3_600_000;

    /// <summary>The memory after a good temperature, and ET0 (mm) of the day that it ended; null where it ended none that counts.</summary>
    /// <param name="wind">m/s at 2 m: by Penman and Monteith (FAO-56 eq. 6); null: by Hargreaves, from the thermometer alone.</param>
    public static (DayMemory Memory, double? Et0) Hear(
        DayMemory? memory,
        in Measured reading,
        ZoneSettings settings,
        double? wind = null
    )
    {
        var local = reading.Ms + (long)settings.UtcOffset.TotalMilliseconds;
        var day = local / DayMs;
        var hour = 1 << (int)(local % DayMs / HourMs);
        if (memory is null || day > memory.Day)
        {
            return (new DayMemory(day, reading.Value, reading.Value, hour), memory?.Et0(settings, wind));
        }

        return day < memory.Day
            ? (memory, null)
            : (
                memory with
                {
                    Lowest = Math.Min(memory.Lowest, reading.Value),
                    Highest = Math.Max(memory.Highest, reading.Value),
                    Hours = memory.Hours | hour,
                },
                null
            );
    }

    private double? Et0(ZoneSettings settings, double? wind)
    {
        if (BitOperations.PopCount((uint)Hours) < FewestHours)
        {
            return null;
        }

        var dayOfYear = DateTimeOffset.FromUnixTimeMilliseconds(Day * DayMs).DayOfYear;
        if (SunAndDay.At(settings.Latitude, dayOfYear) is not { } sun)
        {
            return null;
        }

        return wind is { } air
            ? Evapotranspiration.PenmanMonteith(new WeatherDay(Lowest, Highest, settings.Altitude, sun, air))
            : Evapotranspiration.Hargreaves(Lowest, Highest, sun.Radiation);
    }
}
