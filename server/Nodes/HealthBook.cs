using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Nodes;

/// <param name="Health">What the node last said of itself; null: nothing since the start.</param>
/// <param name="Clock">What stands behind its newest stamp; null: none came since the start.</param>
/// <param name="Gaps">Packs of its unfinished boots that are named lost.</param>
/// <param name="Version">Of its program; null: it was never born.</param>
internal readonly record struct NodeSelf(Wire.Health? Health, ClockQuality? Clock, long Gaps, string? Version);

/// <summary>What nodes last said of themselves, until the server ends. Safe for several threads; bounded as the register of nodes is.</summary>
internal sealed class HealthBook
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, NodeSelf> nodes = [];

    /// <param name="births">The last of each node, as the ledger has them.</param>
    public HealthBook(IEnumerable<BirthRecord> births)
    {
        foreach (var birth in births)
        {
            Born(birth.Node, birth.Version);
        }
    }

    public void Say(string node, Wire.Health health, long gaps) =>
        Change(node, self => self with { Health = health, Gaps = gaps });

    public void Stamp(string node, ClockQuality clock) => Change(node, self => self with { Clock = clock });

    public void Born(string node, string version) => Change(node, self => self with { Version = version });

    public NodeSelf Of(string node)
    {
        lock (gate)
        {
            return nodes.GetValueOrDefault(node);
        }
    }

    private void Change(string node, Func<NodeSelf, NodeSelf> change)
    {
        lock (gate)
        {
            if (nodes.ContainsKey(node) || nodes.Count < NodeRegister.MaxNodes)
            {
                nodes[node] = change(nodes.GetValueOrDefault(node));
            }
        }
    }
}
