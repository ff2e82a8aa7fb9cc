using System.Text.Json;
using Vigia.Edge.Outbox;
using Vigia.Server.Ledger;
using Vigia.Tests.Edge.Outbox;
using Vigia.Wire;
using NodeOutbox = Vigia.Edge.Outbox.Outbox;

namespace Vigia.Tests.Duel;

/// <summary>A node of the duel: the shipped outbox on stores that forget what a kill or a power cut takes.</summary>
internal sealed class DuelNode
{
    private readonly string name;
    private readonly Random dice;
    private readonly MemoryPackStore young = new(PackStorePlace.Young);
    private readonly MemoryPackStore card = new(PackStorePlace.Card);
    private NodeOutbox outbox = null!;
    private double value;
    private long next;

    public DuelNode(string name, Random dice, long nowMs)
    {
        (this.name, this.dice) = (name, dice);
        Clock.Learn(nowMs, Clock.UpMs, ClockQuality.Ntp);
        Start();
    }

    public ManualClock Clock { get; } = new();

    public bool Connected { get; private set; }

    /// <summary>Every pack it ever froze.</summary>
    public Dictionary<PackKey, PackHeader> Sampled { get; } = [];

    /// <summary>What a power cut took from the memory file system.</summary>
    public HashSet<PackKey> Lost { get; } = [];

    public IEnumerable<PackKey> GivenUp => card.Aside.Where(a => a.Reason == "NoAnswer").Select(a => KeyOf(a.Pack));

    public IEnumerable<PackKey> Refused => card.Aside.Where(a => a.Reason != "NoAnswer").Select(a => KeyOf(a.Pack));

    public long Held => young.Totals.Packs + card.Totals.Packs;

    public void Sample()
    {
        Clock.UpMs += 1 + dice.Next(2_000);
        var (timeMs, quality) = Clock.Now();
        value += 0.5;
        outbox.Put(new Sweep(timeMs, Clock.UpMs, quality, [new Reading("air", "Cel", value)]));
        var pack = young.Next(outbox.Who.Boot, next++)!;
        Sampled.Add(KeyOf(pack), pack.Header);
    }

    public IEnumerable<(Channel Channel, byte[] Bytes)> Speak()
    {
        outbox.Tick(Clock.UpMs);
        return Connected ? outbox.TakeNext(Clock.UpMs, 16).Select(p => (Channel.Data, p.Bytes)) : [];
    }

    public byte[]? Health() =>
        outbox.Report(new Dictionary<string, long>()) is { } report
            ? JsonSerializer.SerializeToUtf8Bytes(report, WireJson.Default.Health)
            : null;

    public void Hear(byte[] bytes)
    {
        if (Ack.TryRead(bytes, out var ack))
        {
            outbox.Acked(ack);
        }
    }

    public void Hear(Heartbeat heartbeat) => outbox.HeartbeatSeen(heartbeat, retained: false, Clock.UpMs);

    public void Connect()
    {
        outbox.Tick(Clock.UpMs);
        outbox.Connected(Clock.UpMs);
        Connected = true;
    }

    public void Disconnect()
    {
        outbox.Disconnected();
        Connected = false;
    }

    /// <summary>The process dies; what it had put stays.</summary>
    public void Kill() => Start();

    /// <summary>The board loses power: the memory file system is empty, the card brings back what was not flushed.</summary>
    public void PowerCut()
    {
        Lost.UnionWith(young.All.Select(KeyOf));
        young.PowerCut();
        card.PowerCut();
        Lost.ExceptWith(card.All.Select(KeyOf));
        var now = Clock.Now().TimeMs;
        Clock.UpMs = 1_000;
        Clock.KernelBoot = (uint)dice.Next(1, int.MaxValue);
        Clock.Learn(now, Clock.UpMs, ClockQuality.Rtc);
        Start();
    }

    /// <summary>The clock is stepped, and is believed by its owner.</summary>
    public void StepClock(long ms) => Clock.Learn(Clock.Now().TimeMs + ms, Clock.UpMs, ClockQuality.Rtc);

    private void Start()
    {
        (Connected, next) = (false, 0);
        var who = new NodeIdentity("farm", name, DuelServer.Id, new BootId((ulong)dice.NextInt64()));
        outbox = new NodeOutbox(who, Clock, new OutboxStores(young, card), new OutboxLimits()) { Dice = dice };
    }

    private PackKey KeyOf(StoredPack pack) => new(name, pack.Boot, pack.Seq);
}
