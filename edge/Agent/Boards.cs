using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation;

namespace Vigia.Edge;

/// <summary>The board that a node's sensors hang on: this machine's, or a simulated one.</summary>
internal static class Boards
{
    public static IBoard Open(string node, IReadOnlyList<SensorLine> sensors, SimulatedFarm? farm) =>
        farm is null ? new KernelBoard() : new SimulatedBoard(node, sensors, farm);
}
