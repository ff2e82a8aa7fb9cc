using Vigia.Server.Derive.Air;
using Vigia.Server.Derive.Water;

namespace Vigia.Tests.Derive.Water;

/// <summary>The examples of FAO-56 by their numbers.</summary>
public sealed class EvapotranspirationTests
{
    [Fact]
    public void Example_2_thin_air_on_a_mountain()
    {
        Vector.Equal("81.8", WaterVapour.Pressure(1800));
        Vector.Equal("0.054", WaterVapour.Psychrometric(1800));
    }

    [Fact]
    public void Examples_3_and_5_vapour_of_a_day()
    {
        Vector.Equal("2.39", WaterVapour.MeanSaturation(15.0, 24.5));
        Vector.Equal("1.70", WaterVapour.Actual(18, 25, 54, 82));
        Vector.Equal("2.616", WaterVapour.MeanSaturation(18, 25));
        Vector.Equal("0.914", WaterVapour.MeanSaturation(18, 25) - WaterVapour.Actual(18, 25, 54, 82));
    }

    [Fact]
    public void Examples_8_and_9_the_sun_over_twenty_degrees_south()
    {
        var sun = SunAndDay.At(-20, 246)!;

        Vector.Equal("0.985", sun.Distance);
        Vector.Equal("0.120", sun.Declination);
        Vector.Equal("1.527", sun.SunsetHourAngle);
        Vector.Equal("32.194", sun.Radiation);
        Vector.Equal("11.666", sun.DaylightHours);
    }

    [Fact]
    public void Examples_10_and_12_sunshine_of_rio_in_may()
    {
        Vector.Equal("14.45", Sunshine.FromHours(7.1, 10.9, 25.1));
        Vector.Equal("11.1", Sunshine.NetShortwave(14.45));
    }

    [Fact]
    public void Example_14_wind_is_slower_near_the_ground()
    {
        Vector.Equal("2.4", WaterVapour.WindAt2m(3.2, 10));
        Vector.Equal("0.74795", WaterVapour.WindAt2m(1, 10));
        Vector.Equal("1.33699", 1 / WaterVapour.WindAt2m(1, 10));
    }

    [Fact]
    public void Example_15_clear_days_are_warm_and_clear_nights_cold() =>
        Vector.Equal("22.3", Sunshine.FromTemperature(14.8, 26.6, 40.6));

    [Fact]
    public void Example_17_april_in_bangkok()
    {
        var sun = SunAndDay.At(13 + 44 / 60.0, 105)!;
        var day = new WeatherDay(
            25.6,
            34.8,
            Altitude: 2,
            sun,
            Wind2m: 2,
            VapourPressure: 2.85,
            SolarRadiation: Sunshine.FromHours(8.5, sun.DaylightHours, sun.Radiation),
            SoilHeat: 0.14
        );

        Vector.Equal("0.246", WaterVapour.Slope(30.2));
        // Printed 0.0674, from a pressure rounded to 101.3 kPa; we round nothing on the way.
        Assert.InRange(WaterVapour.Psychrometric(2)!.Value, 0.0673, 0.0674);
        Vector.Equal("4.42", WaterVapour.MeanSaturation(25.6, 34.8));
        Vector.Equal("38.06", sun.Radiation);
        Vector.Equal("14.33", Evapotranspiration.NetRadiation(day));
        Vector.Equal("5.716", Evapotranspiration.PenmanMonteith(day));
    }

    [Fact]
    public void Example_18_a_july_day_in_uccle()
    {
        var sun = SunAndDay.At(50.8, 187)!;
        var wind = WaterVapour.WindAt2m(10 / 3.6, 10)!.Value;
        var vapour = WaterVapour.Actual(12.3, 21.5, 63, 84)!.Value;
        var solar = Sunshine.FromHours(9.25, sun.DaylightHours, sun.Radiation)!.Value;
        var clear = Sunshine.ClearSky(100, sun.Radiation);
        var day = new WeatherDay(12.3, 21.5, 100, sun, wind, vapour, solar);

        Vector.Equal("2.078", wind);
        Vector.Equal("0.122", WaterVapour.Slope(16.9));
        Vector.Equal("1.997", WaterVapour.MeanSaturation(12.3, 21.5));
        Vector.Equal("1.409", vapour);
        Vector.Equal("41.09", sun.Radiation);
        Vector.Equal("16.1", sun.DaylightHours);
        Vector.Equal("22.07", solar);
        Vector.Equal("30.90", clear);
        Vector.Equal("3.71", Sunshine.NetLongwave(12.3, 21.5, vapour, solar, clear));
        Vector.Equal("13.28", Evapotranspiration.NetRadiation(day));
        Vector.Equal("3.880", Evapotranspiration.PenmanMonteith(day));
    }

    [Fact]
    public void Example_20_july_in_lyon_from_little()
    {
        var sun = SunAndDay.At(45 + 43 / 60.0, 196)!;
        var day = new WeatherDay(14.8, 26.6, Altitude: 200, sun, Wind2m: 2);

        Vector.Equal("22.29", Sunshine.FromTemperature(14.8, 26.6, sun.Radiation));
        Vector.Equal("13.48", Evapotranspiration.NetRadiation(day));
        Vector.Equal("4.56", Evapotranspiration.PenmanMonteith(day));
        Vector.Equal("5.03", Evapotranspiration.Hargreaves(14.8, 26.6, sun.Radiation));
    }

    [Fact]
    public void A_thermometer_alone_tells_it_for_mehta() =>
        Vector.Equal("6.1008", Evapotranspiration.Hargreaves(28, 38, 38.93715, mean: 35));

    [Theory]
    [InlineData(46, 21, 35, "34.54", "5.56")]
    [InlineData(105, 23, 36, "37.91", "6.07")]
    [InlineData(196, 22, 31, "37.03", "4.62")]
    public void At_the_commune_a_thermometer_tells_it(
        double dayOfYear,
        double lowest,
        double highest,
        string radiation,
        string et0
    )
    {
        var sun = SunAndDay.At(9.9, dayOfYear)!;

        Vector.Equal(radiation, sun.Radiation);
        Vector.Equal(et0, Evapotranspiration.Hargreaves(lowest, highest, sun.Radiation));
    }

    [Fact]
    public void The_pole_has_its_night_and_its_day()
    {
        Assert.Equal(0, SunAndDay.At(85, 355)!.DaylightHours);
        Assert.Equal(24, SunAndDay.At(85, 172)!.DaylightHours);
    }

    [Fact]
    public void An_impossible_day_has_no_value()
    {
        var sun = SunAndDay.At(9.9, 46)!;

        Assert.Null(SunAndDay.At(91, 46));
        Assert.Null(SunAndDay.At(9.9, 0));
        Assert.Null(SunAndDay.At(double.NaN, 46));
        Assert.Null(Evapotranspiration.Hargreaves(30, 20, 35));
        Assert.Null(Evapotranspiration.PenmanMonteith(new(30, 20, 100, sun, 2)));
        Assert.Null(Evapotranspiration.PenmanMonteith(new(20, 30, double.NaN, sun, 2)));
        Assert.Null(Evapotranspiration.PenmanMonteith(new(20, 30, 100, sun, -1)));
        Assert.Null(Sunshine.FromHours(13, 12, 30));
        Assert.Null(WaterVapour.WindAt2m(3, 0));
        Assert.Null(Psychrometrics.SaturationPressure(500));
    }
}
