using System.Collections.Immutable;
using Vigia.Server.Derive.Water;

namespace Vigia.Server.Derive.Live;

/// <summary>
/// The water that misses in the soil (depletion Dr, mm; FAO-56 chapter 8). While a probe is good it is what the probes say; without
/// one it goes on by evapotranspiration, rain and irrigation: an estimate, told each hour.
/// </summary>
/// <param name="Depletion">mm missing to field capacity.</param>
/// <param name="Day">Lowest and highest temperature of the day; of <paramref name="Thermometer"/>.</param>
/// <param name="HeardMs">When that was heard last.</param>
/// <param name="Hour">The last it was told of, counted from 1970.</param>
/// <param name="OpenSinceMs">The irrigation valve; 0: it is shut.</param>
internal sealed record BalanceMemory(
    double Depletion,
    DayMemory? Day,
    string Thermometer,
    long HeardMs,
    long Hour,
    long OpenSinceMs
)
{
    private const long HourMs = 3_600_000;

    /// <summary>Of the wind in a greenhouse, m/s: FAO-56 has no less.</summary>
    private const double StillAir = 0.5;

    private static BalanceMemory Fresh { get; } = new(0, null, "", 0, 0, 0);

    /// <summary>The memory after a good reading, and the depletion where an hour has begun.</summary>
    public static (BalanceMemory Memory, double? Told) Hear(
        BalanceMemory? before,
        ImmutableDictionary<string, ProbeMemory> probes,
        string node,
        in Measured reading,
        ZoneSettings settings
    )
    {
        var memory = before ?? Fresh;
        memory = reading.Point switch
        {
            "temperature" => HearDay(memory, node, reading, settings),
            "rain" when !settings.IsUnderRoof => Wetter(memory, reading.Value, settings),
            "state-valve" => HearValve(memory, reading, settings),
            "rain" => memory,
            _ => HearProbes(memory, probes, settings),
        };
        var hour = reading.Ms / HourMs;
        return hour == memory.Hour
            ? (memory, null)
            : (memory with { Hour = hour }, before is null ? null : memory.Depletion);
    }

    private static BalanceMemory HearProbes(
        BalanceMemory memory,
        ImmutableDictionary<string, ProbeMemory> probes,
        ZoneSettings settings
    )
    {
        double[] good = [.. probes.Values.Where(probe => !probe.IsOut).Select(probe => probe.Value).Order()];
        return good.Length > 0 && settings.Soil.AvailableWater(good[good.Length / 2]) is { } water
            ? memory with
            {
                Depletion = Bounded((1 - water) * settings.Soil.TotalWater, settings),
            }
            : memory;
    }

    private static BalanceMemory HearDay(BalanceMemory memory, string node, in Measured reading, ZoneSettings settings)
    {
        // One thermometer makes the day; another is taken where that one is silent for an hour.
        if (memory.Thermometer != node && memory.Day is not null && reading.Ms - memory.HeardMs < HourMs)
        {
            return memory;
        }

        var (day, et0) = DayMemory.Hear(
            memory.Thermometer == node ? memory.Day : null,
            reading,
            settings,
            settings.IsUnderRoof ? StillAir : null
        );
        memory = memory with { Day = day, Thermometer = node, HeardMs = reading.Ms };
        return
            et0 is { } lost
            && SoilWaterBalance.Next(
                settings.Soil.On(lost * settings.CropCoefficient),
                memory.Depletion,
                new WaterDay(0, 0, lost, settings.CropCoefficient)
            )
                is { } evening
            ? memory with
            {
                Depletion = evening.Depletion,
            }
            : memory;
    }

    private static BalanceMemory HearValve(BalanceMemory memory, in Measured reading, ZoneSettings settings)
    {
        if (memory.OpenSinceMs > 0)
        {
            var hours = Math.Min(reading.Ms - memory.OpenSinceMs, HourMs) / (double)HourMs;
            memory = Wetter(memory, hours * settings.IrrigationRate, settings);
        }

        return memory with
        {
            OpenSinceMs = reading.Value > 0.5 ? reading.Ms : 0,
        };
    }

    private static BalanceMemory Wetter(BalanceMemory memory, double millimetres, ZoneSettings settings) =>
        memory with
        {
            Depletion = Bounded(memory.Depletion - millimetres, settings),
        };

    private static double Bounded(double depletion, ZoneSettings settings) =>
        Math.Clamp(depletion, 0, settings.Soil.TotalWater);
}
