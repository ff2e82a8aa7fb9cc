using Vigia.Edge.Simulation.Electronics;

namespace Vigia.Tests.Edge.Simulation;

public sealed class OccasionsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(1)]
    [InlineData(600)]
    public void What_comes_once_an_hour_comes_once_however_often_one_looks(int everySeconds)
    {
        var occasions = new Occasions(3, Hour);
        var came = 0;
        for (var now = FarmWeek.Morning; now < FarmWeek.Morning + (24 * Hour); now = now.AddSeconds(everySeconds))
        {
            came += occasions.Came(now) ? 1 : 0;
        }

        Assert.InRange(came, 23, 24);
    }

    [Fact]
    public void A_brown_out_lasts_as_long_as_it_lasts()
    {
        var occasions = new Occasions(3, 24 * Hour);
        var seconds = Enumerable
            .Range(0, 24 * 3600)
            .Count(s => occasions.IsDuring(FarmWeek.Morning.AddSeconds(s), TimeSpan.FromSeconds(90)));

        Assert.InRange(seconds, 89, 180);
    }

    [Fact]
    public void What_never_comes_has_no_occasions() => Assert.Null(Occasions.Every(1, 0, Hour));
}
