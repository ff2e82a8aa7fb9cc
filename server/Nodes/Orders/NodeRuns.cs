using System.Text.Json;
using Vigia.Wire;

namespace Vigia.Server.Nodes.Orders;

/// <summary>
/// Which run of a node is there, and its uptime now: what the node last said of it (birth, health, reply), counted on by this
/// machine's clock that nobody steps. The way of that word makes the count too low, never too high: an order may expire early,
/// and the reply corrects it. What a broker remembers of a node tells nothing here. Bounded by those that are asked about.
/// </summary>
/// <param name="isWanted">Of which nodes it is to be known.</param>
internal sealed class NodeRuns(Func<string, bool> isWanted, TimeProvider machine)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, NodeRun> runs = [];

    /// <summary>Null: it has said nothing since this server began.</summary>
    public NodeRun? Of(string node)
    {
        lock (gate)
        {
            return runs.GetValueOrDefault(node);
        }
    }

    /// <summary>Seconds.</summary>
    public double UpNow(NodeRun run) => run.Up + machine.GetElapsedTime(run.At).TotalSeconds;

    /// <summary>The reply, where that is what it said. What cannot be read is nothing: the ledger's way counts and keeps it.</summary>
    public CommandReply? Hear(string node, Channel channel, ReadOnlySpan<byte> payload)
    {
        if (!isWanted(node))
        {
            return null;
        }

        try
        {
            return Take(node, channel, payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private CommandReply? Take(string node, Channel channel, ReadOnlySpan<byte> payload)
    {
        switch (channel)
        {
            case Channel.Birth when JsonSerializer.Deserialize(payload, WireJson.Default.Birth) is { } birth:
                Learn(node, birth.Boot, birth.Up);
                return null;
            case Channel.Health when JsonSerializer.Deserialize(payload, WireJson.Default.Health) is { } health:
                Learn(node, health.Boot, health.Up);
                return null;
            case Channel.CommandReply
                when JsonSerializer.Deserialize(payload, WireJson.Default.CommandReply) is { } reply:
                Learn(node, reply.Boot, reply.Up);
                return reply;
            default:
                return null;
        }
    }

    private void Learn(string node, BootId boot, double up)
    {
        if (!double.IsFinite(up) || up is < 0 or > 1e10)
        {
            return;
        }

        lock (gate)
        {
            runs[node] = new NodeRun(boot, up, machine.GetTimestamp());
        }
    }
}

/// <param name="Up">Seconds of its uptime when it said so.</param>
/// <param name="At">Timestamp of this machine then.</param>
internal sealed record NodeRun(BootId Boot, double Up, long At);
