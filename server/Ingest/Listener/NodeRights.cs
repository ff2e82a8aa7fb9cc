using System.Text;
using Vigia.Wire;

namespace Vigia.Server.Ingest.Listener;

/// <summary>What a node has asked to be sent, of what it may ask.</summary>
[Flags]
internal enum Listens
{
    Nothing = 0,
    Ack = 1,
    Time = 2,
    Command = 4,
    Config = 8,
    Heartbeat = 16,
}

/// <summary>The topics of one node, spelled once at login: all it may write, all it may read.</summary>
internal sealed class NodeRights(string site, string node)
{
    private readonly byte[][] serverWrites =
    [
        .. Topics.ServerWrites.Select(channel => Encoding.ASCII.GetBytes(Topics.Of(site, node, channel))),
    ];

    private readonly byte[] data = Encoding.ASCII.GetBytes(Topics.Of(site, node, Channel.Data));
    private readonly byte[] plain = Encoding.ASCII.GetBytes(Topics.Of(site, node, Channel.Plain));

    public string Node => node;

    public string DeathTopic { get; } = Topics.Of(site, node, Channel.Death);

    /// <summary>True for the two topics that bear readings: compared as bytes, for this is asked of every packet.</summary>
    public bool IsReadings(ReadOnlySpan<byte> topic, out Channel channel)
    {
        channel = topic.SequenceEqual(data) ? Channel.Data : Channel.Plain;
        return channel == Channel.Data || topic.SequenceEqual(plain);
    }

    public bool MayWrite(string topic, out Channel channel) =>
        Topics.TryParse(topic, out var itsSite, out var itsNode, out channel)
        && itsSite == site
        && itsNode == node
        && Topics.NodeWrites.Contains(channel);

    /// <summary>A filter is a topic of its own or the heartbeat, letter by letter: no wildcard is ever needed.</summary>
    public bool MayRead(string filter, out Listens listens)
    {
        listens = filter == Topics.Heartbeat(site) ? Listens.Heartbeat : Listens.Nothing;
        if (
            Topics.TryParse(filter, out var itsSite, out var itsNode, out var channel)
            && itsSite == site
            && itsNode == node
        )
        {
            listens = Of(channel);
        }

        return listens != Listens.Nothing;
    }

    /// <summary>Topic of a channel the server writes.</summary>
    public ReadOnlySpan<byte> TopicOf(Channel channel) => serverWrites[channel - Topics.ServerWrites[0]];

    public static Listens Of(Channel channel) =>
        channel switch
        {
            Channel.Ack => Listens.Ack,
            Channel.Time => Listens.Time,
            Channel.Command => Listens.Command,
            Channel.Config => Listens.Config,
            _ => Listens.Nothing,
        };
}
