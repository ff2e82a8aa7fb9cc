using Vigia.Edge.Uplink;

namespace Vigia.Edge.Simulation;

/// <summary>The simulated network between one node and the server.</summary>
internal sealed class SimulatedWay(SimulatedFarm farm, int seed) : ILinkTrouble
{
    private readonly Random dice = new(seed);
    private readonly Lock gate = new();

    public bool IsDown => farm.IsNetworkDown;

    public bool LosesNextPack()
    {
        if (farm.LinkLoss == 0)
        {
            return false;
        }

        lock (gate)
        {
            return dice.NextDouble() < farm.LinkLoss;
        }
    }
}
