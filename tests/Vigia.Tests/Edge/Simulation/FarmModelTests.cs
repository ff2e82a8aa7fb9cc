using System.Globalization;
using Vigia.Edge.Simulation;
using Vigia.Edge.Simulation.Nature;

namespace Vigia.Tests.Edge.Simulation;

[Trait("beside", "browser")]
public sealed class FarmModelTests(ITestOutputHelper say)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 8)]
    [InlineData(3, 11)]
    public void A_calm_week_with_a_hot_noon_stays_within_every_limit(int seed, int month)
    {
        var from = new DateTimeOffset(2026, month, 2, 10, 0, 0, TimeSpan.Zero);

        var week = FarmWeek.Of(FarmWeek.Farm(seed: seed, beginning: from));

        Say(week);
        Assert.InRange(week.Extremes["outside temperature"].Most, 37.9, 38);
        Assert.InRange(week.Extremes["greenhouse temperature"].Most, 30, 39);
        Assert.InRange(week.Extremes["barn temperature"].Least, 24, 30);
        Assert.InRange(week.Extremes["barn temperature"].Most, 28, 33);
        Assert.InRange(week.Extremes["barn co2"].Most, 420, 4500);
        Assert.InRange(week.Extremes["soil"].Least, 0.202, 0.235);
        Assert.InRange(week.Extremes["tank"].Least, 0.25, 0.6);
        Assert.InRange(week.Extremes["post temperature"].Most, 30, 45);
        Assert.InRange(week.Extremes["smoke"].Most, 0.9, 1.3);
        Assert.InRange(week.Extremes["grain"].Most, 25, 40);
        Assert.Equal(0, week.Extremes["flame"].Most);
        Assert.Equal(1, week.Extremes["fan"].Least);
        Assert.All(["valve", "pump", "door"], what => Assert.Equal((0, 1), week.Extremes[what]));
    }

    [Fact]
    public void In_a_frost_the_pigs_have_warmth_and_air()
    {
        var hours = Enumerable
            .Range(0, 24)
            .Select(h => new WeatherRow(new DateTime(2026, 1, 1, h, 0, 0), new Air(-5, 80), 2, 0));
        var frost = new WeatherReplay(new WeatherRows([.. hours]), new DateOnly(2026, 3, 2));

        var day = FarmWeek.Of(FarmWeek.Farm(weather: frost), TimeSpan.FromDays(1));

        Assert.InRange(day.Extremes["barn temperature"].Least, 25, 29);
        Assert.InRange(day.Extremes["barn co2"].Most, 420, 4800);
        Assert.Equal(1, day.Extremes["fan"].Least);
    }

    [Fact]
    public void On_the_hottest_day_nothing_warms_as_fast_as_a_fire_or_a_barn_without_air()
    {
        var farm = FarmWeek.Farm();
        var (fastestPost, fastestBarn) = (0.0, 0.0);
        for (var minute = 0; minute < 2 * 24 * 60; minute++)
        {
            var (post, barn) = (farm.FirePosts[0].Air.Celsius, farm.Barn.Air.Celsius);
            farm.AdvanceTo(farm.Now + Minute);
            fastestPost = Math.Max(fastestPost, farm.FirePosts[0].Air.Celsius - post);
            fastestBarn = Math.Max(fastestBarn, farm.Barn.Air.Celsius - barn);
        }

        Assert.InRange(fastestPost, 0, 0.5);
        Assert.InRange(fastestBarn, 0, 0.2);
    }

    [Fact]
    public void The_pump_gives_its_full_flow_within_8_seconds()
    {
        var farm = FarmWeek.Farm("dry-pump");

        farm.AdvanceTo(farm.Now + TimeSpan.FromSeconds(8));

        Assert.True(farm.Well.IsRunning);
        Assert.InRange(farm.Well.WaterFlow, 0.7, 0.76);
    }

    [Fact]
    public void The_farm_is_the_same_however_often_it_is_asked()
    {
        var (often, once) = (FarmWeek.Farm("fire"), FarmWeek.Farm("fire"));
        var end = often.Now + TimeSpan.FromHours(20);
        var dice = new Random(1);
        while (often.Now < end - Minute)
        {
            often.AdvanceTo(often.Now + TimeSpan.FromSeconds(dice.NextDouble() * 60));
        }

        often.AdvanceTo(end);
        once.AdvanceTo(end);
        Assert.Equal(Everything(once), Everything(often));
    }

    [Fact]
    public void A_machine_that_slept_for_a_year_is_caught_up_with_day_by_day()
    {
        var farm = FarmWeek.Farm();
        var from = farm.Now;

        farm.AdvanceTo(from + TimeSpan.FromDays(365));

        Assert.Equal(from + FarmModel.MostAtOnce, farm.Now);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    public void A_barn_without_its_fan_warms_by_up_to_a_degree_a_minute(int hour)
    {
        var farm = FarmWeek.Farm("barn-fan", beginning: FarmWeek.Morning.AddHours(hour));
        farm.AdvanceTo(farm.Now + (3 * Minute));
        var before = farm.Barn.Air.Celsius;

        farm.AdvanceTo(farm.Now + (2 * Minute));

        Assert.False(farm.Barn.FanIsRunning);
        Assert.InRange(before, 28, 33);
        Assert.InRange((farm.Barn.Air.Celsius - before) / 2, 0.6, 1);
        Assert.InRange(farm.Barn.Co2, 700, 4000);
    }

    [Fact]
    public void A_grass_fire_is_smelt_felt_and_seen_and_goes_on_to_the_next_post()
    {
        var farm = FarmWeek.Farm("fire");
        var burning = FarmWeek.Of(farm, 8 * Minute);
        Assert.InRange(burning.Extremes["smoke"].Most, 2.5, 6);
        Assert.InRange(burning.Extremes["post temperature"].Most, 45, 80);
        Assert.Equal(1, burning.Extremes["flame"].Most);
        Assert.Equal(1, farm.FirePosts[0].Smoke);

        farm.AdvanceTo(farm.Now + (7 * Minute));

        Assert.True(farm.FirePosts[0].Smoke > 2.5);
        Assert.Equal(1, farm.FirePosts[2].Smoke);
    }

    [Fact]
    public void A_well_that_runs_dry_gives_no_water_while_its_pump_turns_lightly()
    {
        var farm = FarmWeek.Farm("dry-pump");

        farm.AdvanceTo(farm.Now + (4 * Minute));

        Assert.True(farm.Well.IsRunning);
        Assert.Equal(0, farm.Well.WaterFlow);
        Assert.InRange(farm.Well.Current / 8.2, 0.5, 0.6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void In_a_drought_the_beds_are_dry_within_half_an_hour_and_the_valve_stays_shut(int hour)
    {
        var farm = FarmWeek.Farm("drought", beginning: FarmWeek.Morning.AddHours(hour));

        farm.AdvanceTo(farm.Now + (25 * Minute));

        var soil = farm.Greenhouses[1].Soil;
        Assert.All([0, 1, 2], probe => Assert.InRange(soil.At(probe), 0.15, 0.198));
        Assert.False(soil.ValveIsOpen);
        Assert.True(farm.Greenhouses[0].Soil.At(0) > 0.21);
    }

    [Fact]
    public void A_power_cut_stops_the_pump_for_six_minutes_and_not_the_barns_fan()
    {
        var farm = FarmWeek.Farm("power-cut");

        farm.AdvanceTo(farm.Now + (5 * Minute));
        Assert.False(farm.Barn.HasMains);
        Assert.False(farm.Well.IsRunning);
        Assert.True(farm.Barn.FanIsRunning);

        farm.AdvanceTo(farm.Now + (5 * Minute));
        Assert.True(farm.Barn.HasMains);
    }

    [Fact]
    public void Another_seed_is_another_week()
    {
        var (one, other) = (FarmWeek.Farm(seed: 1), FarmWeek.Farm(seed: 2));

        one.AdvanceTo(one.Now + TimeSpan.FromDays(1));
        other.AdvanceTo(other.Now + TimeSpan.FromDays(1));

        Assert.NotEqual(one.Outside.Air, other.Outside.Air);
    }

    [Fact]
    public void The_sun_is_highest_half_an_hour_after_the_clocks_noon()
    {
        var midnight = new DateTimeOffset(2026, 4, 1, 0, 0, 0, Sun.UtcOffset);
        var minutes = Enumerable.Range(0, 24 * 60).Select(m => Sun.Height(midnight.AddMinutes(m))).ToList();

        Assert.InRange(minutes.IndexOf(minutes.Max()) / 60.0, 12.5, 12.8);
        Assert.Equal(0, minutes[0]);
        Assert.InRange(minutes.Max(), 0.97, 1);
    }

    private void Say(FarmWeek week)
    {
        foreach (var (what, (least, most)) in week.Extremes)
        {
            say.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {least:0.###} – {most:0.###}"));
        }
    }

    private static object Everything(FarmModel farm) =>
        (
            farm.Outside,
            farm.Greenhouses[0].Air,
            farm.Greenhouses[1].Soil.At(2),
            farm.Barn.Air,
            (farm.Barn.Co2, farm.Well.Volume.Total, farm.Well.Tank, farm.Warehouse.FirstHeap),
            (farm.Mast.RainFallen.Total, farm.Mast.WindRun.Total),
            farm.FirePosts[1].Air
        );
}
