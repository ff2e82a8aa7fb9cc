using System.Buffers;

namespace Vigia.Wire;

/// <summary>What a topic below <c>vigia/v1/SITE/NODE/</c> is about.</summary>
public enum Channel
{
    Birth,
    Death,
    Data,
    Alarm,
    Health,
    TimeAsk,
    CommandReply,
    Plain,
    Ack,
    Time,
    Command,
    Config,
}

/// <summary>Every topic of Vigía; no other file spells one.</summary>
public static class Topics
{
    public const string Root = "vigia/v1/";

    /// <summary>The name no node may bear: it is the server's own.</summary>
    public const string Server = "server";

    /// <summary>Longest site or node name.</summary>
    public const int MaxNameLength = 32;

    private static readonly string[] Suffixes =
    [
        "birth",
        "death",
        "data",
        "alarm",
        "health",
        "time/ask",
        "cmd/reply",
        "plain",
        "ack",
        "time",
        "cmd",
        "config",
    ];

    private static readonly SearchValues<char> NameLetters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789-"
    );

    /// <summary>Channels that a node writes; all others are the server's.</summary>
    public static IReadOnlyList<Channel> NodeWrites { get; } =
    [
        Channel.Birth,
        Channel.Death,
        Channel.Data,
        Channel.Alarm,
        Channel.Health,
        Channel.TimeAsk,
        Channel.CommandReply,
        Channel.Plain,
    ];

    /// <summary>Channels that the server writes to a node.</summary>
    public static IReadOnlyList<Channel> ServerWrites { get; } =
    [Channel.Ack, Channel.Time, Channel.Command, Channel.Config];

    /// <summary>Site and node names: <c>[a-z0-9-]{1,32}</c>.</summary>
    public static bool IsName(ReadOnlySpan<char> name) =>
        name.Length is >= 1 and <= MaxNameLength && !name.ContainsAnyExcept(NameLetters);

    /// <summary>A node's name: as any name, but never <c>server</c>.</summary>
    public static bool IsNodeName(ReadOnlySpan<char> name) => IsName(name) && name is not Server;

    /// <summary>MQTT user and client id of a node.</summary>
    public static string ClientId(string site, string node) => $"{site}.{node}";

    public static string Of(string site, string node, Channel channel) =>
        $"{Root}{site}/{node}/{Suffixes[(int)channel]}";

    /// <summary>Filter that matches <paramref name="channel"/> of every node of a site.</summary>
    public static string OfEveryNode(string site, Channel channel) => $"{Root}{site}/+/{Suffixes[(int)channel]}";

    /// <summary>Retained, every 10 s, and the server's last will.</summary>
    public static string Heartbeat(string site) => $"{Root}{site}/{Server}";

    /// <summary>Takes apart a topic of a node. False for the heartbeat and for whatever is not Vigía's.</summary>
    public static bool TryParse(string topic, out string site, out string node, out Channel channel)
    {
        site = node = "";
        channel = default;
        if (!topic.StartsWith(Root, StringComparison.Ordinal))
        {
            return false;
        }

        var parts = topic[Root.Length..].Split('/', 3);
        if (parts.Length != 3 || !IsName(parts[0]) || !IsNodeName(parts[1]))
        {
            return false;
        }

        var index = Array.IndexOf(Suffixes, parts[2]);
        (site, node, channel) = (parts[0], parts[1], (Channel)index);
        return index >= 0;
    }
}
