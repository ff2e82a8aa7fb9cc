using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Tests.Duel;

/// <summary>
/// What is under way between the nodes and the server. Within one connection MQTT keeps the order of what it carries; what it loses
/// or doubles is ours to bear.
/// </summary>
internal sealed class DuelLink(DuelServer server, IReadOnlyDictionary<string, DuelNode> nodes, Random dice)
{
    /// <summary>Of each boot every fiftieth pack can never be read, not even whose it is: the node has to give it up.</summary>
    private const int Unreadable = 50;

    private readonly List<Message> up = [];
    private readonly List<(string Node, byte[] Bytes)> down = [];

    private readonly record struct Message(string Node, Channel Channel, byte[] Bytes, PackKey? Key = null);

    public double Loss { get; set; }

    /// <summary>How many of the packs arrive cut short.</summary>
    public double Cut { get; set; }

    /// <summary>Packs of which the server saw a shortened copy.</summary>
    public HashSet<PackKey> CutShort { get; } = [];

    public int Shed { get; private set; }

    public int HealthsLost { get; private set; }

    public int HealthsRepeated { get; private set; }

    public bool IsIdle => up.Count + down.Count == 0;

    public void Say(string node, IEnumerable<(PackKey Key, byte[] Bytes)> packs) =>
        up.AddRange(packs.Select(p => new Message(node, Channel.Data, p.Bytes, p.Key)));

    public void Say(string node, byte[] health) => up.Add(new Message(node, Channel.Health, health));

    public void Answer(IEnumerable<(string Node, byte[] Ack)> acks) => down.AddRange(acks);

    /// <summary>A connection that breaks takes what is under way with it.</summary>
    public void Break(string node)
    {
        up.RemoveAll(m => m.Node == node);
        down.RemoveAll(m => m.Node == node);
    }

    /// <summary>The server dies with what it had not taken up.</summary>
    public void BreakAtServer() => up.Clear();

    /// <summary>The server's queue is full: packs are dropped, and the node believes them sent.</summary>
    public void Overload() => Shed += up.RemoveAll(m => m.Channel == Channel.Data);

    public void Carry()
    {
        for (var i = Math.Min(dice.Next(20), up.Count); i > 0; i--)
        {
            var message = up[0];
            up.RemoveAt(0);
            Deliver(message);
        }

        for (var i = Math.Min(dice.Next(20), down.Count); i > 0; i--)
        {
            Deliver(TakeAck());
        }
    }

    private void Deliver(in Message message)
    {
        var times = Times();
        if (message.Channel == Channel.Health)
        {
            HealthsLost += times == 0 ? 1 : 0;
            HealthsRepeated += times == 2 ? 1 : 0;
        }

        for (; times > 0; times--)
        {
            server.Receive(message.Node, message.Channel, Arriving(message));
        }
    }

    private byte[] Arriving(in Message message)
    {
        if (message.Key is not { } key)
        {
            return message.Bytes;
        }

        if (key.Seq % Unreadable == Unreadable - 1)
        {
            return message.Bytes[..8];
        }

        if (dice.NextDouble() >= Cut)
        {
            return message.Bytes;
        }

        CutShort.Add(key);
        return message.Bytes[..dice.Next(message.Bytes.Length)];
    }

    private void Deliver(in (string Node, byte[] Bytes) ack)
    {
        for (var times = Times(); times > 0; times--)
        {
            nodes[ack.Node].Hear(ack.Bytes);
        }
    }

    private (string Node, byte[] Bytes) TakeAck()
    {
        var at = dice.Next(10) == 0 ? dice.Next(down.Count) : 0;
        var taken = down[at];
        down.RemoveAt(at);
        return taken;
    }

    private int Times() =>
        dice.NextDouble() < Loss ? 0
        : dice.NextDouble() < 0.05 ? 2
        : 1;
}
