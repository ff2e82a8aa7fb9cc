using Vigia.Wire;

namespace Vigia.EndToEnd.Kit.Link;

internal enum Heading
{
    ToServer,
    ToNode,
}

internal enum Fate
{
    Pass,

    /// <summary>Lost; where its sender waits for a PUBACK, the link gives it one.</summary>
    Drop,
    Double,

    /// <summary>Passes later, overtaken by what follows.</summary>
    Late,

    /// <summary>Passes with another payload.</summary>
    Replace,

    /// <summary>Lost, and the connection with it.</summary>
    Cut,
}

/// <summary>A PUBLISH on its way through the link.</summary>
/// <param name="Channel">Null for the server's heartbeat.</param>
/// <param name="Number">Counts what went this way on this channel, from 1.</param>
internal readonly record struct Passing(Heading Heading, Channel? Channel, long Number, ReadOnlyMemory<byte> Payload)
{
    public bool IsPack => Heading == Heading.ToServer && Channel == Wire.Channel.Data;

    public bool IsAck => Heading == Heading.ToNode && Channel == Wire.Channel.Ack;
}

/// <summary>What the link does with it.</summary>
internal readonly record struct Verdict(Fate Fate, ReadOnlyMemory<byte> Payload = default, TimeSpan Delay = default)
{
    public static Verdict Pass => default;
    public static readonly Verdict Drop = new(Fate.Drop);
    public static readonly Verdict Double = new(Fate.Double);
    public static readonly Verdict Cut = new(Fate.Cut);

    public static Verdict Late(TimeSpan delay) => new(Fate.Late, default, delay);

    public static Verdict Replace(ReadOnlyMemory<byte> payload) => new(Fate.Replace, payload);
}
