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
    private readonly DuelBoard board;
    private readonly Random dice;
    private readonly MemoryPackStore young = new(PackStorePlace.Young);
    private readonly MemoryPackStore card = new(PackStorePlace.Card);
    private readonly List<StoredPack> deleted = [];
    private NodeOutbox outbox = null!;
    private double value;
    private long next;

    public DuelNode(DuelBoard board, Random dice, long nowMs)
    {
        (this.board, this.dice) = (board, dice);
        (young.Deleted, card.Deleted) = (deleted.Add, deleted.Add);
        Clock.Learn(nowMs, Clock.UpMs, board.ClockAtStart);
        Start();
    }

    public ManualClock Clock { get; } = new();

    public bool Connected { get; private set; }

    /// <summary>Every pack it ever froze.</summary>
    public Dictionary<PackKey, PackHeader> Sampled { get; } = [];

    /// <summary>Those that no server may store.</summary>
    public HashSet<PackKey> Misnamed { get; } = [];

    /// <summary>What a power cut took from the memory file system.</summary>
    public HashSet<PackKey> Lost { get; } = [];

    /// <summary>What had to go at a bound of the outbox.</summary>
    public HashSet<PackKey> Dropped { get; } = [];

    /// <summary>Of what is gone: what the node itself can't name, because nothing is left that tells of its boot.</summary>
    public HashSet<PackKey> Forgotten { get; } = [];

    public IEnumerable<PackKey> GivenUp => card.Aside.Where(a => a.Reason == "NoAnswer").Select(a => KeyOf(a.Pack));

    public long Held => young.Totals.Packs + card.Totals.Packs;

    public bool Holds(PackKey key) =>
        young.Next(key.Boot, key.Seq)?.Seq == key.Seq || card.Next(key.Boot, key.Seq)?.Seq == key.Seq;

    public void Sample(bool misnamed = false)
    {
        Clock.UpMs += 1 + dice.Next(2_000);
        var (timeMs, quality) = Clock.Now();
        value += 0.5;
        var key = new PackKey(board.Name, outbox.Who.Boot, next++);
        var reading = new Reading(misnamed ? "aire malo" : "air", "Cel", value);
        Watched(() => outbox.Put(new Sweep(timeMs, Clock.UpMs, quality, [reading])));
        if (young.Next(key.Boot, key.Seq) is not { } pack)
        {
            Dropped.Add(key);
            Sampled.Add(key, new PackHeader(key.Boot, key.Seq, quality, timeMs, Clock.UpMs, Clock.KernelBoot));
            return;
        }

        Sampled.Add(key, pack.Header);
        if (misnamed)
        {
            Misnamed.Add(key);
        }
    }

    public IEnumerable<(PackKey Key, byte[] Bytes)> Speak()
    {
        Watched(() => outbox.Tick(Clock.UpMs));
        return Connected ? outbox.TakeNext(Clock.UpMs, 16).Select(p => (KeyOf(p), p.Bytes)) : [];
    }

    public Health? Report() => outbox.Report(new Dictionary<string, long>());

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
        Watched(() => outbox.Tick(Clock.UpMs));
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
        var known = card.Boots.ToDictionary(b => b.Boot, b => b.Next);
        Forgotten.UnionWith(Gone.Where(key => key.Seq >= known.GetValueOrDefault(key.Boot)));
        var now = Clock.Now().TimeMs;
        Clock.UpMs = 1_000;
        Clock.KernelBoot = (uint)dice.Next(1, int.MaxValue);
        Clock.Learn(now, Clock.UpMs, board.HasClock ? ClockQuality.Rtc : ClockQuality.None);
        Start();
    }

    /// <summary>The clock is stepped, and is believed by its owner.</summary>
    public void StepClock(long ms)
    {
        var (timeMs, quality) = Clock.Now();
        Clock.Learn(timeMs + ms, Clock.UpMs, quality == ClockQuality.None ? quality : ClockQuality.Rtc);
    }

    /// <summary>What is neither held nor settled by anybody, and has to be named.</summary>
    public IEnumerable<PackKey> Gone => Dropped.Concat(GivenUp);

    private void Start()
    {
        (Connected, next) = (false, 0);
        var who = new NodeIdentity("farm", board.Name, DuelServer.Id, new BootId((ulong)dice.NextInt64()));
        var before = KnownBoots();
        Watched(() => outbox = new NodeOutbox(who, Clock, new OutboxStores(young, card), board.Limits) { Dice = dice });
        before.ExceptWith(KnownBoots());
        if (before.Count > 0)
        {
            Forgotten.UnionWith(Gone.Where(key => before.Contains(key.Boot)));
        }
    }

    private HashSet<BootId> KnownBoots() => [.. young.Boots.Concat(card.Boots).Select(b => b.Boot)];

    // What goes from a store without an ack, and not into the other one, had to make room.
    private void Watched(Action work)
    {
        deleted.Clear();
        work();
        Dropped.UnionWith(deleted.Select(KeyOf).Where(key => !Holds(key)));
        deleted.Clear();
    }

    private PackKey KeyOf(StoredPack pack) => new(board.Name, pack.Boot, pack.Seq);
}
