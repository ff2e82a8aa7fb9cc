using System.Text;
using Vigia.Wire;

namespace Vigia.Server.Ingest.Broker;

/// <summary>Mosquitto's <c>acl_file</c>: each node exactly its own topics, by name; its patterns would also allow any unknown channel.</summary>
internal static class Acl
{
    public static string For(string site, IEnumerable<string> nodes)
    {
        var text = new StringBuilder();
        Server(text, site);
        foreach (var node in nodes.Order(StringComparer.Ordinal))
        {
            Node(text, site, node);
        }

        return text.ToString();
    }

    private static void Server(StringBuilder text, string site)
    {
        User(text, Topics.ClientId(site, Topics.Server));
        Allow(text, "readwrite", Topics.Heartbeat(site));
        foreach (var channel in Topics.NodeWrites)
        {
            Allow(text, "read", Topics.OfEveryNode(site, channel));
        }

        foreach (var channel in Topics.ServerWrites)
        {
            Allow(text, "write", Topics.OfEveryNode(site, channel));
        }
    }

    private static void Node(StringBuilder text, string site, string node)
    {
        if (!Topics.IsNodeName(node))
        {
            throw new ArgumentException($"\"{node}\" is no name of a node", nameof(node));
        }

        User(text, Topics.ClientId(site, node));
        Allow(text, "read", Topics.Heartbeat(site));
        foreach (var channel in Topics.NodeWrites)
        {
            Allow(text, "write", Topics.Of(site, node, channel));
        }

        foreach (var channel in Topics.ServerWrites)
        {
            Allow(text, "read", Topics.Of(site, node, channel));
        }
    }

    private static void User(StringBuilder text, string user) => text.Append($"\nuser {user}\n");

    private static void Allow(StringBuilder text, string access, string topic) =>
        text.Append($"topic {access} {topic}\n");
}
