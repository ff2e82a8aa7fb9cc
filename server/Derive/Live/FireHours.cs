using Vigia.Server.Derive.Channels;
using Vigia.Server.Derive.Fire;

namespace Vigia.Server.Derive.Live;

/// <summary>
/// The grassland fire chain, an hour of the farm's clock a step, by the time readings were measured. Up to
/// <see cref="MostFilled"/> missing hours go by the last known weather; after more the chain begins again. Pure.
/// </summary>
internal static class FireHours
{
    public const int MostFilled = 3;

    private const long HourMs = 3_600_000;

    public static long HourOf(long ms, ZoneSettings settings) =>
        (long)Math.Floor((ms + settings.UtcOffset.TotalMilliseconds) / HourMs);

    /// <summary>Takes a good reading in; one of a later hour ends those before it. What belongs to an hour that ended is too late.</summary>
    public static FireMemory Hear(FireMemory memory, in Measured reading, ZoneSettings settings)
    {
        var hour = HourOf(reading.Ms, settings);
        if (hour < memory.Hour)
        {
            return memory;
        }

        if (hour > memory.Hour)
        {
            memory = memory.Hour == 0 ? memory : EndUpTo(memory, hour, settings);
            memory = memory with { Hour = hour, Sums = HourSums.Empty };
        }

        return memory with
        {
            Sums = memory.Sums.With(reading, settings.WindShare),
        };
    }

    private static FireMemory EndUpTo(FireMemory memory, long hour, ZoneSettings settings)
    {
        memory = memory.Sums.Weather is { } weather
            ? Measure(memory, weather, settings)
            : Fill(memory, memory.Hour, settings);
        if (hour - memory.Hour - 1 > MostFilled)
        {
            return Restart(memory);
        }

        for (var missing = memory.Hour + 1; missing < hour; missing++)
        {
            memory = Fill(memory, missing, settings);
        }

        return memory;
    }

    private static FireMemory Measure(FireMemory memory, HourWeather weather, ZoneSettings settings)
    {
        var (fuel, danger) = Next(memory, weather, memory.Hour, settings);
        return danger is { } found
            ? memory with
            {
                Last = weather,
                Filled = 0,
                Fuel = fuel,
                Step = FireStep.Measured,
                Danger = DangerOf(memory.Hour, found, weather, settings),
            }
            : Fill(memory, memory.Hour, settings);
    }

    private static FireMemory Fill(FireMemory memory, long hour, ZoneSettings settings)
    {
        if (memory.Last is not { } last)
        {
            return memory with { Danger = null };
        }

        if (memory.Filled >= MostFilled)
        {
            return Restart(memory);
        }

        var (fuel, _) = Next(memory, last with { Rain = 0 }, hour, settings);
        return memory with { Filled = memory.Filled + 1, Fuel = fuel, Step = FireStep.Filled, Danger = null };
    }

    private static FireMemory Restart(FireMemory memory) =>
        memory with
        {
            Last = null,
            Filled = 0,
            Fuel = FireMemory.StartFuel,
            Step = FireStep.Restarted,
            Danger = null,
        };

    private static (double[] Fuel, FireDanger? Danger) Next(
        FireMemory memory,
        HourWeather weather,
        long hour,
        ZoneSettings settings
    )
    {
        var sun = SunHour.At(PlaceOf(hour, settings));
        var dry = new FireHour(weather.Temperature, weather.Humidity, weather.Wind, weather.Rain, Radiation: 0).Clipped;
        var (fuel, danger) = FireWeather.Next(
            FireChain.FromNumbers(memory.Fuel),
            dry with
            {
                Radiation = sun.Radiation(dry.Temperature, dry.Humidity),
            },
            GrassOf(hour, settings)
        );
        return (FireChain.ToNumbers(fuel), danger);
    }

    private static Grass GrassOf(long hour, ZoneSettings settings) => settings.GrassIn(TimeOf(hour).Month);

    // On the farm's clock.
    private static DateTime TimeOf(long hour) => DateTimeOffset.FromUnixTimeMilliseconds(hour * HourMs).UtcDateTime;

    // The sun of the hour's middle, as the weather is its mean.
    private static PlaceAndHour PlaceOf(long hour, ZoneSettings settings)
    {
        var time = TimeOf(hour);
        return new PlaceAndHour(
            settings.Latitude,
            settings.Longitude,
            settings.UtcOffset.TotalHours,
            DateOnly.FromDateTime(time),
            time.Hour + 0.5
        );
    }

    private static HourDanger DangerOf(long hour, FireDanger danger, HourWeather weather, ZoneSettings settings) =>
        new(
            hour,
            danger.GrassFireIndex,
            danger.GrassSpreadIndex,
            danger.GrassCode,
            danger.Spread,
            GrassFireDanger.Mk3(weather.Temperature, weather.Humidity, weather.Wind, GrassOf(hour, settings).Curing),
            weather.Wind
        );
}
