using Vigia.Edge.Simulation.Scenarios;
using Told = Vigia.Server.Demo.Scenario;

namespace Vigia.Tests.Farm;

public sealed class ScenarioTimesTests
{
    public static TheoryData<string> Names => [.. Told.All.Select(scenario => scenario.Name)];

    [Fact]
    public void The_demonstration_tells_the_scenarios_that_the_simulated_farm_plays()
    {
        Assert.Equal(
            ScenarioBook.All.Select(scenario => scenario.Name).Order(),
            Told.All.Select(scenario => scenario.Name).Order()
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_told_beforehand_happens_when_it_is_told(string name)
    {
        var played = ScenarioBook.Find(name)!.Events;
        var told = Told.All.Single(scenario => scenario.Name == name).Events;

        var moments = played
            .Select(e => e.After)
            .Concat(played.Where(e => e.For is not null).Select(e => e.After + e.For!.Value));
        Assert.All(told, planned => Assert.Contains(planned.After, moments));
        Assert.All(played, e => Assert.Contains(e.After, told.Select(planned => planned.After)));
    }
}
