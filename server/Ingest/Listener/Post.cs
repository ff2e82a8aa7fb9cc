using System.Collections.Concurrent;
using System.Text;
using Vigia.Server.Nodes;
using Vigia.Wire;

namespace Vigia.Server.Ingest.Listener;

/// <summary>Who is there, and what goes out to them. Keeps what MQTT calls retained: the heartbeat and each node's config.</summary>
internal sealed class Post(string site, INodeRegister register)
{
    private readonly ConcurrentDictionary<string, Connection> present = [];
    private readonly ConcurrentDictionary<string, byte[]> configs = [];
    private readonly byte[] heartbeatTopic = Encoding.ASCII.GetBytes(Topics.Heartbeat(site));
    private volatile byte[]? heartbeat;

    public int Count => present.Count;

    /// <summary>False when the node has a connection, <paramref name="other"/>.</summary>
    public bool TryEnter(string node, Connection connection, out Connection other)
    {
        other = present.GetOrAdd(node, connection);
        return other == connection;
    }

    public void Leave(Connection connection)
    {
        if (connection.Rights is { } rights)
        {
            present.TryRemove(KeyValuePair.Create(rights.Node, connection));
        }
    }

    public bool Send(string node, Channel channel, ReadOnlySpan<byte> payload)
    {
        var kept = channel == Channel.Config && TryKeep(node, payload);
        var sent = present.TryGetValue(node, out var connection) && Send(connection, channel, payload, retain: false);
        IngressMeter.CountSend(channel, sent);
        return sent || kept;
    }

    public void SendHeartbeat(ReadOnlySpan<byte> payload)
    {
        heartbeat = payload.ToArray();
        foreach (var (_, connection) in present)
        {
            if (connection.ListensTo(Listens.Heartbeat))
            {
                connection.Publish(heartbeatTopic, payload, retain: false);
            }
        }
    }

    /// <summary>A new subscriber gets what is retained.</summary>
    public void Greet(Connection connection, Listens news)
    {
        if (news.HasFlag(Listens.Heartbeat) && heartbeat is { } last)
        {
            connection.Publish(heartbeatTopic, last, retain: true);
        }

        if (news.HasFlag(Listens.Config) && configs.TryGetValue(connection.Rights!.Node, out var config))
        {
            Send(connection, Channel.Config, config, retain: true);
        }
    }

    private static bool Send(Connection connection, Channel channel, ReadOnlySpan<byte> payload, bool retain) =>
        connection.ListensTo(NodeRights.Of(channel))
        && connection.Publish(connection.Rights!.TopicOf(channel), payload, retain);

    // Bounded by the nodes there are, and by what a message may have.
    private bool TryKeep(string node, ReadOnlySpan<byte> payload)
    {
        if (!register.Knows(node) || payload.Length > Pack.MaxBytes)
        {
            return false;
        }

        configs[node] = payload.ToArray();
        return true;
    }
}
