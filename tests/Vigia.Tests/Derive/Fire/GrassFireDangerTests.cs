using Vigia.Server.Derive.Fire;

namespace Vigia.Tests.Derive.Fire;

public sealed class GrassFireDangerTests
{
    [Theory]
    [InlineData(30, 30, 20, 100, "13.48")]
    [InlineData(35, 20, 30, 100, "36.78")]
    [InlineData(33, 35, 25, 90, "10.94")]
    [InlineData(25, 60, 10, 60, "0.24")]
    public void McArthurs_meter_reads_as_printed(double t, double rh, double wind, double curing, string printed) =>
        Vector.Equal(printed, GrassFireDanger.Mk3(t, rh, wind, curing));

    [Theory]
    [InlineData(30, 30, 20, 100, "4.256")]
    [InlineData(35, 20, 30, 100, "8.060")]
    [InlineData(33, 35, 25, 90, "4.921")]
    public void A_front_runs_as_cheney_found(double t, double rh, double wind, double curing, string printed) =>
        Vector.Equal(printed, GrassSpread.FromWeather(t, rh, wind, curing));

    [Theory]
    [InlineData(80, "0.8196")]
    [InlineData(90, "0.9439")]
    [InlineData(19, "0")]
    public void Green_grass_slows_it(double curing, string printed) =>
        Vector.Equal(printed, GrassSpread.Curing(curing));

    [Theory]
    [InlineData(30, 30, double.NaN, 100)]
    [InlineData(30, 30, -1, 100)]
    [InlineData(30, 30, 20, 101)]
    [InlineData(90, 30, 20, 100)]
    [InlineData(30, 105, 20, 100)]
    public void What_cannot_be_has_no_danger(double t, double rh, double wind, double curing)
    {
        Assert.Null(GrassFireDanger.Mk3(t, rh, wind, curing));
        Assert.Null(GrassSpread.FromWeather(t, rh, wind, curing));
    }

    [Fact]
    public void Without_any_dead_grass_there_is_no_danger() => Assert.Equal(0, GrassFireDanger.Mk3(30, 30, 20, 0));

    [Theory]
    [InlineData(0, "no corre", "does not run")]
    [InlineData(80, "al paso de quien camina", "as fast as a person walks")]
    [InlineData(134, "como una persona que corre", "as fast as a person runs")]
    public void A_speed_is_told_as_people_know_it(double metresAMinute, string spanish, string english)
    {
        var words = SpreadWords.Of(metresAMinute)!;

        Assert.Equal((spanish, english), (words.Spanish, words.English));
    }

    [Fact]
    public void No_speed_has_no_words() => Assert.Null(SpreadWords.Of(double.NaN));
}
