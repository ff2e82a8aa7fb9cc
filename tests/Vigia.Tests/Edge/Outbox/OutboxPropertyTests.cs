using FsCheck.Xunit;
using Vigia.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Outbox;

/// <summary>Random lives of a node: puts, sends, acks, refusals, kills and power cuts in any order, judged by sets.</summary>
public sealed class OutboxPropertyTests
{
    [Property(MaxTest = 300)]
    public void Whatever_happens_each_pack_is_held_settled_or_named(int seed) => new NodeLife(seed).Live(400).Judge();

    [Property(MaxTest = 60)]
    public void Whatever_happens_the_bounds_hold_and_each_drop_is_counted(int seed) =>
        new NodeLife(seed, new OutboxLimits { CardBytes = 6_000, YoungBytes = 4_000 }) { PowerMayGo = false }
            .Live(600)
            .Judge();
}

/// <summary>One node over memory stores, with everything a server and fate can do to it, and a memory of what must be true.</summary>
internal sealed class NodeLife
{
    private readonly Random fate;
    private readonly OutboxLimits limits;
    private readonly ManualClock clock = OutboxRig.Timed();
    private readonly MemoryPackStore young = new(PackStorePlace.Young);
    private readonly MemoryPackStore card = new(PackStorePlace.Card);
    private readonly Dictionary<(BootId, long), byte[]> published = [];
    private readonly HashSet<(BootId, long)> put = [];
    private readonly HashSet<(BootId, long)> settled = [];
    private readonly HashSet<(BootId, long)> lostWithPower = [];
    private long dropsBefore;
    private OutboxRig rig;
    private bool connected;

    public NodeLife(int seed, OutboxLimits? limits = null)
    {
        fate = new Random(seed);
        this.limits = limits ?? new OutboxLimits();
        rig = Start();
    }

    public bool PowerMayGo { get; init; } = true;

    public NodeLife Live(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Step(fate.Next(100));
            Assert.True(young.Totals.Bytes <= limits.YoungBytes);
            Assert.True(card.Totals.Bytes <= limits.CardBytes);
        }

        return this;
    }

    public void Judge()
    {
        var held = young.All.Concat(card.All).Select(p => (p.Boot, p.Seq)).ToHashSet();
        var missing = put.Except(held).Except(settled).Except(lostWithPower).Count();

        Assert.Equal(dropsBefore + rig.Box.Tally.DropsInAll(), missing);
        Assert.Superset(held, put);
        foreach (var boot in held.Select(h => h.Item1).Distinct())
        {
            Assert.Equal(held.Where(h => h.Item1 == boot).Min(h => h.Item2), rig.HeldOf(boot).Low);
        }
    }

    private void Step(int dice)
    {
        Action step = dice switch
        {
            < 35 => Put,
            < 60 => Take,
            < 72 => Ack,
            < 76 => Refuse,
            < 88 => () => rig.Pass(fate.Next(1, 8)),
            < 94 => () => rig.Beat($"run-{fate.Next(2)}", fate.Next(5) == 0 ? StoreState.Full : StoreState.Ok),
            < 97 => ConnectOrNot,
            < 99 => Restart,
            _ => PowerCut,
        };
        step();
    }

    private void Put()
    {
        var next = rig.HeldOf(rig.Who.Boot).Next;
        var count = fate.Next(1, 5);
        rig.Put(count, alarm: fate.Next(10) == 0);
        put.UnionWith(Enumerable.Range(0, count).Select(i => (rig.Who.Boot, next + i)));
    }

    private void Take()
    {
        foreach (var pack in rig.Take(fate.Next(1, 20)))
        {
            Assert.True(connected);
            Assert.True(pack.Ready);
            var bytes = published.GetValueOrDefault((pack.Boot, pack.Seq), pack.Bytes);
            Assert.Equal(bytes, pack.Bytes);
            published[(pack.Boot, pack.Seq)] = pack.Bytes;
        }
    }

    private void Ack()
    {
        if (Some() is not var (boot, seq))
        {
            return;
        }

        var last = seq + fate.Next(3);
        Settle(boot, new SeqRange(seq, last));
        rig.Box.Acked(new Ack(OutboxRig.Server, boot, -1, [new SeqRange(seq, last)], [], []));
    }

    private void Refuse()
    {
        if (Some() is not var (boot, seq))
        {
            return;
        }

        Settle(boot, new SeqRange(seq, seq));
        rig.Box.Acked(
            new Ack(OutboxRig.Server, boot, -1, [new SeqRange(seq, seq)], [new RefusedSeq(seq, "BadTime")], [])
        );
    }

    // What was dropped before it was settled stays a drop.
    private void Settle(BootId boot, SeqRange seqs) =>
        settled.UnionWith(
            young.All.Concat(card.All).Where(p => p.Boot == boot && seqs.Contains(p.Seq)).Select(p => (p.Boot, p.Seq))
        );

    private (BootId Boot, long Seq)? Some() =>
        published.Count == 0 ? null : published.Keys.ElementAt(fate.Next(published.Count));

    private void ConnectOrNot()
    {
        connected = !connected;
        if (connected)
        {
            rig.Connect();
        }
        else
        {
            rig.Box.Disconnected();
        }
    }

    private void Restart()
    {
        dropsBefore += rig.Box.Tally.DropsInAll();
        connected = false;
        rig = Start();
    }

    private void PowerCut()
    {
        if (!PowerMayGo)
        {
            return;
        }

        lostWithPower.UnionWith(young.All.Select(p => (p.Boot, p.Seq)).Except(card.All.Select(p => (p.Boot, p.Seq))));
        young.PowerCut();
        card.PowerCut();
        clock.KernelBoot++;
        Restart();
    }

    private OutboxRig Start() => new(new OutboxStores(young, card), clock, limits);
}
