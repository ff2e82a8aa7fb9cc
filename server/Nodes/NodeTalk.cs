using System.Collections.Concurrent;

namespace Vigia.Server.Nodes;

/// <summary>
/// What each node last said of itself: once a minute, on each connection and after a drop. Kept in memory, for at most
/// <see cref="NodeRegister.MaxNodes"/> nodes. Safe for several threads.
/// </summary>
internal sealed class NodeTalk
{
    private readonly ConcurrentDictionary<string, NodeSaying> sayings = [];

    public void Hear(string node, Wire.Health health, long receivedMs)
    {
        if (sayings.Count < NodeRegister.MaxNodes || sayings.ContainsKey(node))
        {
            sayings[node] = new NodeSaying(health, receivedMs);
        }
    }

    /// <summary>Null: nothing since this server began.</summary>
    public NodeSaying? Of(string node) => sayings.GetValueOrDefault(node);
}

/// <param name="ReceivedMs">Unix milliseconds of its arrival.</param>
internal sealed record NodeSaying(Wire.Health Health, long ReceivedMs);
