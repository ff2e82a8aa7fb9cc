using Microsoft.Extensions.Logging;
using Vigia.Edge.Cli;
using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation;

namespace Vigia.Edge;

/// <summary>The board that a node's sensors hang on: this machine's, or a simulated one.</summary>
internal static class Boards
{
    // So far apart that the seeds of two nodes' sensors don't meet.
    private const int SeedsOfANode = 1000;

    public static IBoard Open(
        IReadOnlyList<SensorLine> sensors,
        SimulationOptions? simulation,
        int index,
        SensorTime time,
        ILoggerFactory loggers
    )
    {
        if (simulation is null)
        {
            return new KernelBoard();
        }

        var seed = unchecked(simulation.Seed + (index * SeedsOfANode));
        var logger = loggers.CreateLogger<FarmWorld>();
        return new SimulatedBoard(sensors, new FarmWorld(time.World, seed, simulation.WorldFile, logger), time);
    }
}
