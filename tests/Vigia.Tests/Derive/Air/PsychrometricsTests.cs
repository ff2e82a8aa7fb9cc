using Vigia.Server.Derive.Air;

namespace Vigia.Tests.Derive.Air;

public sealed class PsychrometricsTests
{
    [Theory]
    [InlineData(15, "1.7053")]
    [InlineData(18, "2.0640")]
    [InlineData(24.5, "3.0746")]
    [InlineData(25, "3.1678")]
    [InlineData(14.8, "1.6835")]
    [InlineData(20, "2.3383")]
    [InlineData(30, "4.2431")]
    [InlineData(35, "5.6227")]
    [InlineData(40, "7.3756")]
    [InlineData(1, "0.6567")]
    [InlineData(45, "9.5825")]
    public void Air_is_saturated_at_the_pressure_FAO_prints(double temperature, string printed) =>
        Vector.Equal(printed, Psychrometrics.SaturationPressure(temperature));

    [Theory]
    [InlineData(20, "2.33834")]
    [InlineData(30, "4.24513")]
    [InlineData(40, "7.38236")]
    public void Buck_is_asked_for_a_second_opinion(double temperature, string printed) =>
        Vector.Equal(printed, Psychrometrics.SaturationPressureBuck(temperature));

    [Fact]
    public void Both_opinions_agree_to_a_thousandth_where_plants_grow()
    {
        for (var t = 0.0; t <= 40; t += 0.5)
        {
            var ratio = Psychrometrics.SaturationPressure(t) / Psychrometrics.SaturationPressureBuck(t);

            Assert.InRange(ratio!.Value, 0.999, 1.001);
        }
    }

    [Theory]
    [InlineData(20, 60, "0.9353")]
    [InlineData(25, 50, "1.5839")]
    [InlineData(25, 80, "0.6336")]
    [InlineData(30, 40, "2.5458")]
    [InlineData(40, 20, "5.9005")]
    [InlineData(25, 100, "0.0000")]
    [InlineData(25, 102, "0.0000")]
    public void The_air_pulls_at_a_leaf(double temperature, double humidity, string printed) =>
        Vector.Equal(printed, Psychrometrics.VapourPressureDeficit(temperature, humidity));

    [Theory]
    [InlineData(20, 60, "12.004")]
    [InlineData(25, 50, "13.858")]
    [InlineData(25, 80, "21.307")]
    [InlineData(30, 40, "14.926")]
    [InlineData(10, 90, "8.438")]
    [InlineData(25, 100, "25.000")]
    public void Dew_falls_where_the_air_is_full(double temperature, double humidity, string printed) =>
        Vector.Equal(printed, Psychrometrics.DewPoint(temperature, humidity));

    [Fact]
    public void A_cubic_metre_of_air_holds_grams_of_water() =>
        Vector.Equal("11.484", Psychrometrics.AbsoluteHumidity(25, 50));

    [Theory]
    [InlineData(20, 50, "13.699")]
    [InlineData(30, 70, "25.596")]
    public void A_wet_cloth_cools_to_the_wet_bulb(double temperature, double humidity, string printed) =>
        Vector.Equal(printed, Psychrometrics.WetBulb(temperature, humidity));

    [Theory]
    [InlineData(25, -1)]
    [InlineData(25, 105)]
    [InlineData(25, double.NaN)]
    [InlineData(double.NaN, 50)]
    [InlineData(-237.3, 50)]
    [InlineData(double.PositiveInfinity, 50)]
    public void What_no_sensor_can_measure_has_no_value(double temperature, double humidity)
    {
        Assert.Null(Psychrometrics.VapourPressureDeficit(temperature, humidity));
        Assert.Null(Psychrometrics.DewPoint(temperature, humidity));
        Assert.Null(Psychrometrics.AbsoluteHumidity(temperature, humidity));
        Assert.Null(Psychrometrics.WetBulb(temperature, humidity));
        Assert.Null(HeatStress.Index(temperature, humidity));
        Assert.Null(HeatStress.IndexMader(temperature, humidity));
    }

    [Fact]
    public void Perfectly_dry_air_has_no_dew_point() => Assert.Null(Psychrometrics.DewPoint(25, 0));

    [Theory]
    [InlineData(20, 50, "65.25", "65.20")]
    [InlineData(25, 60, "72.82", "72.76")]
    [InlineData(28, 70, "78.37", "78.32")]
    [InlineData(30, 60, "79.84", "79.76")]
    [InlineData(32, 70, "84.39", "84.32")]
    [InlineData(38, 40, "86.41", "86.24")]
    [InlineData(25, 100, "77.00", "77.00")]
    public void Pigs_suffer_by_the_index(double temperature, double humidity, string nrc, string mader)
    {
        Vector.Equal(nrc, HeatStress.Index(temperature, humidity));
        Vector.Equal(mader, HeatStress.IndexMader(temperature, humidity));
    }
}
