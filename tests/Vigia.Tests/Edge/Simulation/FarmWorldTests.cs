using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.Edge.Simulation;

namespace Vigia.Tests.Edge.Simulation;

public sealed class FarmWorldTests : IDisposable
{
    // Ten in the morning in Caracas.
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 4, 1, 14, 0, 0, TimeSpan.Zero));
    private readonly string file = Path.GetTempFileName();
    private DateTime written = DateTime.UtcNow;

    public void Dispose() => File.Delete(file);

    [Fact]
    public void It_is_hottest_and_driest_in_the_early_afternoon()
    {
        var day = new DateTimeOffset(2026, 4, 1, 4, 0, 0, TimeSpan.Zero);
        var hours = Enumerable.Range(0, 24).Select(h => (Hour: h, Air: GreenhouseDay.At(day.AddHours(h), 0))).ToList();

        Assert.InRange(hours.MaxBy(h => h.Air.Celsius).Hour, 12, 16);
        Assert.InRange(hours.MinBy(h => h.Air.Humidity).Hour, 12, 16);
        Assert.All(hours, h => Assert.InRange(h.Air.Celsius, 15, 40));
    }

    [Fact]
    public void The_same_seed_gives_the_same_weather_and_another_seed_another()
    {
        Assert.Equal(World(7).AirAt(0), World(7).AirAt(0));
        Assert.NotEqual(World(7).AirAt(0), World(8).AirAt(0));
        Assert.NotEqual(World(7).AirAt(0), World(7).AirAt(1));
    }

    [Fact]
    public void A_test_can_heat_the_greenhouse_and_let_it_cool()
    {
        var world = World(0);

        Wish("heat=45");
        Assert.Equal(45, world.AirAt(0).Celsius);

        Wish("fault=stuck");
        Assert.InRange(world.AirAt(0).Celsius, 15, 40);
        Assert.Equal(BusTrouble.Stuck, world.Trouble);
    }

    [Theory]
    [InlineData("heat=hot")]
    [InlineData("heat=1000")]
    [InlineData("fault=fire")]
    [InlineData("rain=1")]
    public void A_world_that_cannot_be_understood_changes_nothing(string text)
    {
        var world = World(0);
        Wish("heat=45");
        Assert.Equal(45, world.AirAt(0).Celsius);

        Wish(text);

        Assert.Equal(45, world.AirAt(0).Celsius);
    }

    private FarmWorld World(int seed) => new(time, seed, file, NullLogger.Instance);

    private void Wish(string text)
    {
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, written = written.AddSeconds(1));
    }
}
