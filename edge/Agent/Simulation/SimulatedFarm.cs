using Microsoft.Extensions.Logging;
using Vigia.Edge.Cli;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation.Electronics;
using Vigia.Edge.Simulation.Nature;
using Vigia.Edge.Simulation.Scenarios;
using Vigia.Edge.Uplink;
using Vigia.Wire;

namespace Vigia.Edge.Simulation;

/// <summary>Everything that the simulated nodes of one process share: their time, their world and how good their electronics are.</summary>
internal sealed class SimulatedFarm
{
    // So far apart that the seeds of two sensors don't meet.
    private const int SeedsOfASensor = 101;

    private readonly Scenario scenario;
    private readonly ElectronicsPlan electronics;
    private readonly bool isRealWeather;
    private readonly int seed;

    /// <param name="pause">Null for one that really waits.</param>
    public SimulatedFarm(SimulationOptions options, TimeProvider machine, ILogger logger, Pause? pause = null)
    {
        var origin = options.Origin ?? machine.GetUtcNow();
        Time = new WorldTime(machine, origin, options.Speed);
        SensorTime = new SensorTime(Time, pause ?? (options.Speed == 1 ? Pauses.Real : new WorldPause(Time).For));
        OutputsFile = options.OutputsFile;
        scenario = options.Scenario ?? Scenario.Nothing;
        electronics =
            options.Electronics ?? (options.Scenario is null ? ElectronicsPlan.Ideal : ElectronicsReader.Ordinary());
        isRealWeather = options.Weather is not null;
        seed = unchecked(options.Seed + electronics.Seed);
        var firstDay = DateOnly.FromDateTime(Sun.LocalTime(origin).DateTime);
        IWeather weather = options.Weather is { } rows
            ? new WeatherReplay(rows, firstDay)
            : new Climate(seed, firstDay);
        World = new FarmWorld(
            Time,
            new FarmModel(seed, scenario, weather, origin, Time.GetUtcNow()),
            options.WorldFile,
            logger
        );
    }

    /// <summary>Where it is written down what the nodes' output lines are set to; null: nowhere.</summary>
    public string? OutputsFile { get; }

    public WorldTime Time { get; }

    public SensorTime SensorTime { get; }

    public FarmWorld World { get; }

    /// <summary>Share of the data packs that never arrive.</summary>
    public double LinkLoss => electronics.LinkLoss;

    /// <summary>The switch in the office has no battery.</summary>
    public bool IsNetworkDown => Now.Has(Happening.MainsLost);

    public bool CanFail(string node) => scenario.Events.Any(e => e.What == Happening.NodeDown && e.Where == node);

    public bool IsDown(string node) => Now.Has(Happening.NodeDown, node);

    public ILinkTrouble WayOf(string node) => new SimulatedWay(this, SeedOf(node));

    public BoardSupply SupplyOf(string node) => new(electronics, SeedOf(node));

    /// <summary>Under real weather the mast says exactly what was observed.</summary>
    public SensorFlaws FlawsOf(string node, int sensor, string chip, NodePlace place) =>
        isRealWeather && place.IsMast
            ? SensorFlaws.None
            : new SensorFlaws(electronics.Of(chip), unchecked(SeedOf(node) + (SeedsOfASensor * (sensor + 1))));

    private Happenings Now => scenario.At(Time.GetUtcNow() - Time.Origin);

    // The same on every machine, which string.GetHashCode is not.
    private int SeedOf(string node) => node.Aggregate(seed, (mixed, letter) => unchecked((mixed * 31) + letter));
}
