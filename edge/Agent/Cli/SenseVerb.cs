using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation;

namespace Vigia.Edge.Cli;

/// <param name="Names">Of sensors or points; none for all of them.</param>
/// <param name="Simulation">Null for the sensors of this board.</param>
internal sealed record SenseOptions(
    IReadOnlyList<string> Names,
    string NodeFile,
    bool Live,
    SimulationOptions? Simulation
);

/// <summary>Finds the sensors that were asked for and lets <see cref="Sense"/> ask them.</summary>
internal sealed class SenseVerb(Texts texts, TextWriter output, TextWriter errors)
{
    public async Task<int> RunAsync(SenseOptions options)
    {
        if (new NodeFiles(texts).TryRead(options.NodeFile, errors) is not { } node)
        {
            return ExitCode.Wrong;
        }

        var sensors = options.Names.Count == 0 ? node.Sensors : [.. node.Sensors.Where(s => IsAsked(s, options.Names))];
        if (options.Names.FirstOrDefault(name => !node.Sensors.Any(s => IsCalled(s, name))) is { } unknown)
        {
            errors.WriteLine(NoSuchSensor(unknown, node.Sensors));
            return ExitCode.Usage;
        }

        var time = new SensorTime(TimeProvider.System, Pauses.Real);
        using var board = Boards.Open(node.Node, node.Sensors, FarmOf(options.Simulation));
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, s => Stop(s, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, s => Stop(s, stop));
        var sense = new Sense(texts, output, time);
        return options.Live
            ? await sense.LiveAsync(sensors, board, stop.Token)
            : await sense.OnceAsync(sensors, board, stop.Token);
    }

    private static SimulatedFarm? FarmOf(SimulationOptions? simulation) =>
        simulation is null ? null : new SimulatedFarm(simulation, TimeProvider.System, NullLogger.Instance);

    private static bool IsAsked(SensorLine sensor, IReadOnlyList<string> names) => names.Any(n => IsCalled(sensor, n));

    private static bool IsCalled(SensorLine sensor, string name) =>
        sensor.Name == name || sensor.Points.Any(p => p.Name == name);

    private string NoSuchSensor(string name, IReadOnlyList<SensorLine> sensors)
    {
        var known = sensors.Select(s => s.Name).ToList();
        return texts.NoSuchSensor(name, string.Join(", ", known), Nearest.To(name, known));
    }

    // The first signal ends it in order; the second ends it where it hangs.
    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }
}
