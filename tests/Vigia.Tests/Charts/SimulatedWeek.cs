using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation.Scenarios;
using Vigia.Server.Farm;
using Vigia.Server.Nodes;
using Vigia.Tests.Edge.Simulation;
using Vigia.Wire;

namespace Vigia.Tests.Charts;

/// <summary>
/// A week of the demo farm, by the shipped drivers on simulated boards: a power cut on its fourth day, a sensor that dies three hours
/// before its end, and a grass fire in its last half hour. It is looked at ever more closely toward its end.
/// </summary>
internal static class SimulatedWeek
{
    public const string DeadNode = "inv-1";
    public const string DeadPoint = "soil_moisture-2";
    public const string Burning = "fuego-2";

    /// <summary>A zone whose valve is open for a quarter of an hour, four hours before the end.</summary>
    public const string Watered = "invernadero-2";

    private const string Valve = "state-valve";

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(7);
    private static readonly TimeSpan CutAfter = TimeSpan.FromDays(6.5);
    private static readonly TimeSpan Cut = TimeSpan.FromMinutes(40);
    private static readonly TimeSpan DeadFor = TimeSpan.FromHours(3);
    private static readonly TimeSpan WateredFrom = TimeSpan.FromHours(4);
    private static readonly TimeSpan WateredTo = TimeSpan.FromHours(3.75);

    private static readonly Scenario Played = new(
        "week",
        [
            new(Happening.MainsLost, "", CutAfter, Cut),
            new(Happening.GrassFire, Burning, Lasts - TimeSpan.FromMinutes(25)),
            new(Happening.GrassFire, "fuego-1", Lasts - TimeSpan.FromMinutes(17)),
        ]
    );

    /// <param name="everyMinute">States as the service writes them; without it less often, which is as good for queries and sooner.</param>
    public static async Task<ChartsPlace> LiveAsync(
        Uri influx,
        string database,
        DateTimeOffset end,
        bool everyMinute = false
    )
    {
        var place = new ChartsPlace(FarmFile.DemoText(), influx, database, end - Lasts);
        var bench = new SimulatedBench(simulation => simulation with { Scenario = Played }, end - Lasts);
        var nodes = SimulatedBench.Nodes.Select(node => (Node: node, Sensors: bench.Open(node))).ToList();
        var held = new List<(string Node, DateTimeOffset At, List<Reading> Readings)>();
        var chartAt = place.Now;
        while (place.Now < end)
        {
            var left = end - place.Now;
            bench.Time.Advance(StepOf(left));
            place.Clock.SetUtcNow(bench.Time.GetUtcNow());
            var since = place.Now - (end - Lasts);
            foreach (var (node, sensors) in nodes.Where(n => !bench.Farm.IsDown(n.Node)))
            {
                held.Add(
                    (
                        node,
                        place.Now,
                        [
                            .. sensors
                                .Values.SelectMany(s => Readings(node, s, left < DeadFor))
                                .Select(each => Watering(node, each, left)),
                        ]
                    )
                );
            }

            TellHealth(place, nodes.Select(n => n.Node), held.Count / nodes.Count);
            if (since < CutAfter || since > CutAfter + Cut)
            {
                held.ForEach(pack => place.Say(pack.Node, pack.At, pack.Readings));
                held.Clear();
            }

            place.Follow();
            if (left <= TimeSpan.FromMinutes(1))
            {
                FireTexts.Tell(place);
            }

            if (place.Now >= chartAt || left <= TimeSpan.FromMinutes(1))
            {
                await place.SendAsync();
                chartAt = place.Now + (everyMinute ? TimeSpan.FromMinutes(1) : ChartEvery(left));
            }
        }

        return place;
    }

    private static Reading Watering(string node, in Reading reading, TimeSpan left) =>
        node == "inv-2" && reading.Point == Valve
            ? reading with
            {
                Value = left <= WateredFrom && left > WateredTo ? 1 : 0,
            }
            : reading;

    private static TimeSpan StepOf(TimeSpan left) =>
        left.TotalHours > 24 ? TimeSpan.FromMinutes(10)
        : left.TotalHours > 2 ? TimeSpan.FromMinutes(1)
        : TimeSpan.FromSeconds(10);

    private static TimeSpan ChartEvery(TimeSpan left) =>
        left.TotalHours > 24 ? TimeSpan.FromHours(1)
        : left.TotalHours > 2 ? TimeSpan.FromMinutes(6)
        : TimeSpan.FromMinutes(1);

    private static void TellHealth(ChartsPlace place, IEnumerable<string> nodes, int held)
    {
        foreach (var node in nodes)
        {
            var up = place.Now.ToUnixTimeSeconds() % 1_000_000;
            place
                .Get<HealthBook>()
                .Say(node, new Health(default, up, "kb", [], 0, held, Counts(), 0, Counts(), Sound), gaps: 0);
        }
    }

    private static BoardState Sound { get; } = new(Cpu: 51.5, Disk: 0.24, Weak: false);

    private static Dictionary<string, long> Counts() => [];

    private static IEnumerable<Reading> Readings(string node, (SensorLine Line, ISensor Sensor) sensor, bool isDead)
    {
        var measured = sensor.Sensor.Measure();
        return measured.Fault is not null
            ? []
            : from pair in measured.Samples.Zip(sensor.Line.Points)
            where pair.First.Fault is null && pair.Second.Name is not null
            select isDead && node == DeadNode && pair.Second.Name == DeadPoint
                ? new Reading(DeadPoint, pair.Second.Output.Unit, null, Fault: "NoAnswer", Flag: QartodFlag.Missing)
                : new Reading(pair.Second.Name!, pair.Second.Output.Unit, pair.First.Value);
    }
}
