using Vigia.Server.Derive.Produce;

namespace Vigia.Tests.Derive.Produce;

public sealed class ProduceTests
{
    [Fact]
    public void Dry_basis_of_maize_is_the_printed_one() => Vector.Equal("15.18", 100 * GrainMoisture.DryBasis(25, 65));

    [Theory]
    [InlineData(25, 65, "13.18")]
    [InlineData(30, 70, "13.63")]
    [InlineData(30, 60, "12.03")]
    [InlineData(35, 75, "14.23")]
    [InlineData(25, 80, "16.01")]
    public void Maize_takes_on_the_moisture_of_its_air(double temperature, double humidity, string printed) =>
        Vector.Equal(printed, GrainMoisture.WetBasis(temperature, humidity));

    [Theory]
    [InlineData(25, 100)]
    [InlineData(25, 0)]
    [InlineData(-40, 60)]
    [InlineData(double.NaN, 60)]
    public void Outside_its_equation_maize_has_no_value(double temperature, double humidity) =>
        Assert.Null(GrainMoisture.WetBasis(temperature, humidity));

    [Fact]
    public void Green_tomatoes_are_ripe_after_ten_days_at_twenty_degrees() =>
        Assert.Equal(1, new RipenessClock().Gain(20, 240)!.Value, 9);

    [Fact]
    public void Ten_degrees_more_ripen_twice_as_fast() =>
        Assert.Equal(2, (new RipenessClock().Gain(30, 1) / new RipenessClock().Gain(20, 1))!.Value, 9);

    [Fact]
    public void In_the_cold_room_nothing_ripens_and_in_the_heat_nothing_hurries()
    {
        var clock = new RipenessClock();

        Assert.Equal(0, clock.Gain(8, 24));
        Assert.Equal(clock.Gain(30, 24), clock.Gain(38, 24));
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(20, -1)]
    [InlineData(20, double.NaN)]
    [InlineData(500, 1)]
    public void Without_a_temperature_or_a_time_the_clock_says_nothing(double temperature, double hours) =>
        Assert.Null(new RipenessClock().Gain(temperature, hours));
}
