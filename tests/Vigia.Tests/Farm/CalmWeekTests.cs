using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation.Scenarios;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Tests.Edge.Simulation;
using Vigia.Tests.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Farm;

/// <summary>The demo farm's week without sockets: the world, the shipped drivers on its boards, and the farm file's rules.</summary>
[Trait("part", "farm")]
public sealed class CalmWeekTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);

    [Fact]
    public void A_calm_week_raises_no_alarm()
    {
        using var rules = new RulesPlace();
        rules.StartFarm(FarmFile.DemoText());
        var bench = new SimulatedBench(
            simulation => simulation with { Scenario = ScenarioBook.Find(ScenarioBook.Ordinary) },
            RulesPlace.Ten
        );
        var nodes = SimulatedBench.Nodes.Select(node => (Node: node, Sensors: bench.Open(node))).ToList();

        var look = RulesPlace.Ten;
        while (bench.Time.GetUtcNow() < RulesPlace.Ten.AddDays(7))
        {
            bench.Time.Advance(Every);
            rules.Clock.SetUtcNow(bench.Time.GetUtcNow());
            foreach (var (node, sensors) in nodes.Where(n => !bench.Farm.IsDown(n.Node)))
            {
                rules.Watch.Hear(node);
                rules.Ledger.Add(rules.Clock.GetUtcNow(), node, [.. sensors.Values.SelectMany(Readings)]);
            }

            // Rows are judged as of their arrival: a look each five minutes finds the same, and writes less.
            if (bench.Time.GetUtcNow() >= look)
            {
                rules.Follower.FollowOnce();
                look += LookEvery;
            }
        }

        rules.Follower.FollowOnce();
        Assert.Equal(0, rules.Follower.LagRows);
        Assert.True(rules.Ledger.LastRow > 100_000);
        Assert.True(Raised(rules) is [], string.Join('\n', Raised(rules)));
        Assert.Empty(rules.Texts());
    }

    // By rule, so that a failure says which.
    private static List<string> Raised(RulesPlace rules) =>
        rules.Data.Store.Read(
            db =>
                db.Rows(
                    // How the grass would burn in the dry season is no incident; it is shown, and told by the bulletin.
                    "SELECT zone, rule, count(*), min(value), max(value) FROM alert WHERE rule NOT LIKE 'fire-danger%' GROUP BY zone, rule",
                    row =>
                        $"{row.GetString(0)} {row.GetString(1)}: {row.GetInt64(2)} times, {row.GetDouble(3):0.##} to {row.GetDouble(4):0.##}"
                ),
            ["the store cannot be read"]
        );

    // A fault is told as such; the rules have no value then.
    private static IEnumerable<Reading> Readings((SensorLine Line, ISensor Sensor) sensor)
    {
        var measured = sensor.Sensor.Measure();
        return measured.Fault is not null
            ? []
            : from pair in measured.Samples.Zip(sensor.Line.Points)
            where pair.First.Fault is null && pair.Second.Name is not null
            select new Reading(pair.Second.Name!, pair.Second.Output.Unit, pair.First.Value);
    }
}
