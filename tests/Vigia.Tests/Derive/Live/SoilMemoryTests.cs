using System.Collections.Immutable;
using Vigia.Server.Derive.Live;
using Vigia.Server.Derive.Water;
using Vigia.Wire;

namespace Vigia.Tests.Derive.Live;

/// <summary>Probes out of the soil, and the soil's water while there is none that can be believed.</summary>
public sealed class SoilMemoryTests
{
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;

    // Four in UTC is midnight at the farm.
    private const long Midnight = (20_000 * Day) + (4 * Hour);

    private static readonly ZoneSettings Tomato = new() { CropCoefficient = 1.15, Latitude = 9.9 };

    [Fact]
    public void A_fall_within_one_sample_is_a_probe_pulled_out_until_it_is_back()
    {
        bool[] said = [.. Hear(0.30, 0.28, 0.15, 0.15, 0.26)];

        Assert.Equal([false, false, true, true, false], said);
    }

    [Fact]
    public void Soil_that_dries_over_hours_is_no_probe_pulled_out_and_air_always_is()
    {
        Assert.All(Hear(0.30, 0.25, 0.20, 0.15, 0.10), Assert.False);
        Assert.Equal([true, false], Hear(0.01, 0.05));
    }

    [Fact]
    public void Good_probes_say_what_misses_and_without_them_each_day_takes_its_evapotranspiration()
    {
        var probes = ImmutableDictionary<string, ProbeMemory>.Empty.Add("n/soil_moisture-1", new(0.25, 0, null, 0));
        var (memory, _) = BalanceMemory.Hear(null, probes, "n", Soil(0.25, Midnight), Tomato);
        Assert.Equal(0, memory.Depletion, 9);

        // No probe from here on: 21 to 35 °C, as the reference has it for February.
        var none = ImmutableDictionary<string, ProbeMemory>.Empty;
        double? told = null;
        for (var hour = 0; hour <= 24; hour++)
        {
            var warmth = 28 - (7 * Math.Cos(hour * Math.PI / 12));
            (memory, told) = BalanceMemory.Hear(memory, none, "n", Air(warmth, Midnight + (hour * Hour)), Tomato);
        }

        var sun = SunAndDay.At(9.9, DateTimeOffset.FromUnixTimeMilliseconds(20_000 * Day).DayOfYear)!;
        var et0 = Evapotranspiration.Hargreaves(21, 35, sun.Radiation)!.Value;
        Assert.Equal(1.15 * et0, memory.Depletion, 6);
        Assert.Equal(memory.Depletion, told);
    }

    [Fact]
    public void Rain_and_an_open_valve_fill_the_soil_and_a_roof_keeps_the_rain_off()
    {
        var none = ImmutableDictionary<string, ProbeMemory>.Empty;
        var dry = new BalanceMemory(30, null, "", 0, 0, 0);
        var rain = new Measured("rain", 12, QartodFlag.Pass, Midnight);

        Assert.Equal(18, BalanceMemory.Hear(dry, none, "n", rain, Tomato).Memory.Depletion, 9);
        Assert.Equal(
            30,
            BalanceMemory.Hear(dry, none, "n", rain, Tomato with { IsUnderRoof = true }).Memory.Depletion,
            9
        );

        var settings = Tomato with { IrrigationRate = 6 };
        var (open, _) = BalanceMemory.Hear(
            dry,
            none,
            "n",
            new Measured("state-valve", 1, QartodFlag.Pass, Midnight),
            settings
        );
        var (shut, _) = BalanceMemory.Hear(
            open,
            none,
            "n",
            new Measured("state-valve", 0, QartodFlag.Pass, Midnight + (Hour / 2)),
            settings
        );
        Assert.Equal(27, shut.Depletion, 9);
    }

    private static IEnumerable<bool> Hear(params double[] values)
    {
        ProbeMemory? probe = null;
        for (var i = 0; i < values.Length; i++)
        {
            probe = ProbeMemory.Hear(probe, Soil(values[i], Midnight + (i * 30_000)));
            yield return probe.IsOut;
        }
    }

    private static Measured Soil(double value, long ms) => new("soil_moisture-1", value, QartodFlag.Pass, ms);

    private static Measured Air(double value, long ms) => new("temperature", value, QartodFlag.Pass, ms);
}
