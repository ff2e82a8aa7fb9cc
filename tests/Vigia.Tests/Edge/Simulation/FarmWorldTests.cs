using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.Edge.Simulation;

namespace Vigia.Tests.Edge.Simulation;

public sealed class FarmWorldTests : IDisposable
{
    private readonly FakeTimeProvider time = new(FarmWeek.Morning);
    private readonly string file = Path.GetTempFileName();
    private DateTime written = DateTime.UtcNow;

    public void Dispose() => File.Delete(file);

    [Fact]
    public void The_farm_lives_on_with_the_worlds_time()
    {
        var world = World();

        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(time.GetUtcNow(), world.See((farm, _) => farm.Now));
        time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(0.25, world.See((_, share) => share), 6);
    }

    [Fact]
    public void A_test_can_heat_the_farm_and_let_it_cool()
    {
        var world = World();

        Wish("heat=45");
        Assert.Equal(45, world.Heat);

        Wish("fault=stuck");
        Assert.Null(world.Heat);
        Assert.Equal(BusTrouble.Stuck, world.Trouble);
    }

    [Theory]
    [InlineData("heat=hot")]
    [InlineData("heat=1000")]
    [InlineData("fault=fire")]
    [InlineData("rain=1")]
    public void A_world_that_cannot_be_understood_changes_nothing(string text)
    {
        var world = World();
        Wish("heat=45");
        Assert.Equal(45, world.Heat);

        Wish(text);

        Assert.Equal(45, world.Heat);
    }

    [Fact]
    public async Task Many_nodes_look_at_the_same_farm_at_once()
    {
        var world = World();

        var seen = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(_ => Task.Run(() => Enumerable.Range(0, 200).Select(_ => Look(world)).Last()))
        );

        Assert.Equal(time.GetUtcNow(), world.See((farm, _) => farm.Now));
        Assert.All(seen, now => Assert.True(now <= time.GetUtcNow()));
    }

    private DateTimeOffset Look(FarmWorld world)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return world.See((farm, _) => farm.Now);
    }

    private FarmWorld World() => new(time, FarmWeek.Farm(), file, NullLogger.Instance);

    private void Wish(string text)
    {
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, written = written.AddSeconds(1));
    }
}
