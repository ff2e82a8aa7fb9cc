using Vigia.Server.Derive.Water;

namespace Vigia.Tests.Derive.Water;

public sealed class PulseMeterTests
{
    private const double YfS201 = 450;

    [Theory]
    [InlineData(7.5, 1)]
    [InlineData(75, 10)]
    [InlineData(150, 20)]
    [InlineData(225, 30)]
    public void Pulses_a_second_are_litres_a_minute(double hertz, double litres) =>
        Assert.Equal(litres, PulseMeter.Flow(hertz, YfS201)!.Value, 9);

    [Fact]
    public void Between_two_readings_so_many_litres_have_passed() =>
        Assert.Equal((20, 10), PulseMeter.Between(1000, 5500, 30, YfS201));

    [Fact]
    public void A_counter_that_went_backwards_is_a_restart_and_no_flow() =>
        Assert.Null(PulseMeter.Between(1000, 10, 30, YfS201));

    [Fact]
    public void A_trickle_counts_as_standing_still_and_its_water_is_kept()
    {
        var passed = PulseMeter.Between(0, 45, 60, YfS201)!.Value;

        Assert.Equal(0, passed.Flow);
        Assert.Equal(0.1, passed.Volume, 9);
    }

    [Theory]
    [InlineData(double.NaN, 1, 1, 1)]
    [InlineData(0, 1, 0, 1)]
    [InlineData(0, 1, 1, 0)]
    [InlineData(0, double.PositiveInfinity, 1, 1)]
    public void Without_time_or_constant_there_is_no_flow(double before, double now, double seconds, double k)
    {
        Assert.Null(PulseMeter.Between(before, now, seconds, k));
        Assert.Null(PulseMeter.Flow(double.NaN, YfS201));
        Assert.Null(PulseMeter.Flow(7.5, 0));
    }
}
