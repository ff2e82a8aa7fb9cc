using Vigia.Server.Derive.Channels;
using Vigia.Server.Derive.Fire;
using Vigia.Server.Derive.Live;
using Vigia.Server.Farm;
using Vigia.Wire;

namespace Vigia.Tests.Derive.Live;

public sealed class FireHoursTests
{
    private static readonly ZoneSettings Settings = new();

    // Noon of the farm's clock.
    private static readonly DateTimeOffset Noon = new(2026, 2, 10, 16, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_hour_ends_when_the_next_is_heard_and_goes_by_its_means_and_its_rain()
    {
        var memory = Hear(FireMemory.Fresh, 0, 30, 40, 5, 0.2);
        memory = Hear(memory, 30, 34, 30, 7, 0.4);
        Assert.Null(memory.Danger);

        memory = Hear(memory, 60, 33, 35, 6, 0);

        var weather = Assert.IsType<HourWeather>(memory.Last);
        Assert.Equal((32, 35), (weather.Temperature, weather.Humidity));
        Assert.Equal(21.6, weather.Wind, 9);
        Assert.Equal(0.6, weather.Rain, 9);
        Assert.Equal((FireStep.Measured, memory.Hour - 1), (memory.Step, memory.Danger!.Hour));
    }

    [Fact]
    public void Each_hour_is_the_published_chain_with_the_sun_of_its_middle()
    {
        var memory = FireMemory.Fresh;
        var expected = FuelState.Start;
        for (var hour = 0; hour < 30; hour++)
        {
            memory = Hear(memory, 60 * hour, 30 + hour % 7, 40 + hour % 5, 6, 0);
            if (hour > 0)
            {
                expected = Step(expected, hour - 1);
                Assert.Equal(FireChain.ToNumbers(expected), memory.Fuel);
            }
        }
    }

    [Fact]
    public void Three_missing_hours_go_by_the_last_weather_and_show_no_danger()
    {
        var memory = Hear(Hear(FireMemory.Fresh, 0, 32, 35, 6, 1), 60, 32, 35, 6, 0);
        var fuel = memory.Fuel;

        memory = Hear(memory, 60 * 5, 32, 35, 6, 0);

        Assert.Equal((FireStep.Filled, 3), (memory.Step, memory.Filled));
        Assert.NotEqual(fuel, memory.Fuel);
        Assert.Null(memory.Danger);
        Assert.Equal(FireStep.Measured, Hear(memory, 60 * 6, 32, 35, 6, 0).Step);
    }

    [Fact]
    public void A_longer_hole_begins_the_chain_again_and_says_so()
    {
        var memory = Hear(Hear(FireMemory.Fresh, 0, 32, 35, 6, 1), 60, 32, 35, 6, 0);

        memory = Hear(memory, 60 * 6, 32, 35, 6, 0);

        Assert.Equal(FireStep.Restarted, memory.Step);
        Assert.Equal(FireMemory.StartFuel, memory.Fuel);
    }

    [Fact]
    public void An_hour_without_wind_is_a_missing_hour()
    {
        var memory = Hear(FireMemory.Fresh, 0, 32, 35, 6, 0);
        memory = FireHours.Hear(memory, At(60, "temperature", 32), Settings);
        memory = FireHours.Hear(memory, At(120, "temperature", 32), Settings);

        Assert.Equal((FireStep.Filled, 1), (memory.Step, memory.Filled));
    }

    [Fact]
    public void What_belongs_to_an_hour_that_ended_changes_nothing()
    {
        var memory = Hear(Hear(FireMemory.Fresh, 0, 32, 35, 6, 0), 60, 32, 35, 6, 0);

        Assert.Same(memory, FireHours.Hear(memory, At(30, "temperature", 60), Settings));
    }

    /// <summary>Three quarters of the wind at 10 m are read at 2 m: the fire runs before all of it.</summary>
    [Fact]
    public void A_mast_of_two_metres_tells_the_danger_of_the_wind_at_ten()
    {
        var low = Zone("settings: { wind_height: 2, curing: 100 }");
        var high = Zone("settings: { curing: 100 }");

        Assert.Equal(0.748, low.WindShare, 3);
        Assert.Equal(1, high.WindShare, 9);

        var (below, above) = (Danger(low, wind: 0.748 * 8), Danger(high, wind: 8));
        Assert.Equal(above.Wind, below.Wind, 0.1);
        Assert.Equal(above.Gfwi, below.Gfwi, 0.1);
        Assert.True(Danger(high, wind: 0.748 * 8).Gfwi < above.Gfwi - 1.5);
    }

    [Theory]
    [InlineData("", 3, 100)]
    [InlineData("", 12, 60)]
    [InlineData("", 7, 40)]
    [InlineData("settings: { curing_dry: 85, curing_green: 25 }", 3, 85)]
    [InlineData("settings: { curing_dry: 85, curing_green: 25 }", 11, 25)]
    [InlineData("settings: { curing: 70, curing_green: 25 }", 11, 70)]
    public void Grass_is_as_dead_as_the_season_has_it_unless_somebody_says_how_dead(
        string settings,
        int month,
        double curing
    ) => Assert.Equal(curing, Zone(settings).GrassIn(month).Curing);

    [Fact]
    public void What_another_zone_says_of_its_grass_goes_for_the_mast()
    {
        var (plan, errors) = FarmFile.Parse(
            "zones: [{ name: z, kind: weather-mast }, { name: p, kind: fire-post, settings: { curing: 75 } }]",
            "farm.yaml"
        );

        Assert.Empty(errors);
        Assert.Equal(75, ZoneSettings.Of(plan!, plan!.Zone("z")!).GrassIn(3).Curing);
    }

    [Fact]
    public void Matted_grass_and_little_of_it_burn_less()
    {
        var ordinary = Danger(Zone("settings: { curing: 100 }"), wind: 6);

        Assert.True(Danger(Zone("settings: { curing: 100, grass_load: 0.15 }"), wind: 6).Gfwi < ordinary.Gfwi);
        // At night, when no sun dries what lies.
        var (standing, matted) = (Zone("settings: { curing: 100 }"), Zone("settings: { curing: 100, grass: matted }"));
        Assert.True(Danger(matted, wind: 6, from: 10).Spread < Danger(standing, wind: 6, from: 10).Spread);
    }

    private static ZoneSettings Zone(string settings)
    {
        var (plan, errors) = FarmFile.Parse($"zones: [{{ name: z, kind: weather-mast, {settings} }}]", "farm.yaml");
        Assert.Empty(errors);
        return ZoneSettings.Of(plan!, plan!.Zone("z")!);
    }

    private static HourDanger Danger(ZoneSettings settings, double wind, int from = 0)
    {
        var memory = FireMemory.Fresh;
        for (var hour = 0; hour < 4; hour++)
        {
            memory = Hear(memory, 60 * (from + hour), 35, 25, wind, 0, settings);
        }

        return memory.Danger!;
    }

    private static FuelState Step(FuelState state, int hour)
    {
        var weather = new FireHour(30 + hour % 7, 40 + hour % 5, 6 * 3.6, 0, 0);
        var local = (Noon + Settings.UtcOffset).AddHours(hour);
        var sun = SunHour.At(
            new(Settings.Latitude, Settings.Longitude, -4, DateOnly.FromDateTime(local.DateTime), local.Hour + 0.5)
        );
        weather = weather with { Radiation = sun.Radiation(weather.Temperature, weather.Humidity) };
        return FireWeather.Next(state, weather, Settings.Grass).State;
    }

    private static FireMemory Hear(
        FireMemory memory,
        int minute,
        double t,
        double rh,
        double wind,
        double rain,
        ZoneSettings? settings = null
    )
    {
        foreach (
            var reading in (Measured[])
                [
                    At(minute, "temperature", t),
                    At(minute, "humidity", rh),
                    At(minute, "wind_speed", wind),
                    At(minute, "rain", rain),
                ]
        )
        {
            memory = FireHours.Hear(memory, reading, settings ?? Settings);
        }

        return memory;
    }

    private static Measured At(int minute, string point, double value) =>
        new(point, value, QartodFlag.Pass, Noon.AddMinutes(minute).ToUnixTimeMilliseconds());
}
