using Vigia.Edge.Outbox;
using Vigia.Wire;
using NodeOutbox = Vigia.Edge.Outbox.Outbox;

namespace Vigia.Tests.Edge.Outbox;

/// <summary>An outbox over given stores with its clock, and the few words that tests say to it.</summary>
internal sealed class OutboxRig
{
    public const string Server = "server-1";
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public OutboxRig(OutboxStores stores, ManualClock? clock = null, OutboxLimits? limits = null)
    {
        Stores = stores;
        Clock = clock ?? Timed();
        Who = new NodeIdentity("farm", "inv1", Server, BootId.Draw());
        Box = new NodeOutbox(Who, Clock, stores, limits ?? new OutboxLimits()) { Dice = new Random(1) };
    }

    public NodeIdentity Who { get; }

    public ManualClock Clock { get; }

    public OutboxStores Stores { get; }

    public NodeOutbox Box { get; }

    public static ManualClock Timed()
    {
        var clock = new ManualClock();
        clock.Learn(1_764_000_000_000, clock.UpMs, ClockQuality.Ntp);
        return clock;
    }

    public OutboxRig Put(int count = 1, bool alarm = false)
    {
        for (var i = 0; i < count; i++)
        {
            Clock.UpMs += 10;
            var (time, quality) = Clock.Now();
            Box.Put(new Sweep(time, Clock.UpMs, quality, [new Reading("air", "Cel", 20 + i)], alarm));
        }

        return this;
    }

    public OutboxRig Connect()
    {
        Box.Tick(Clock.UpMs);
        Box.Connected(Clock.UpMs);
        return this;
    }

    public OutboxRig Beat(string run = "run-1", string store = StoreState.Ok, bool retained = false, string id = Server)
    {
        Box.HeartbeatSeen(new(id, run, 1, 1, ClockQuality.Ntp, store), retained, Clock.UpMs);
        return this;
    }

    public OutboxRig Pass(double seconds)
    {
        for (var left = TimeSpan.FromSeconds(seconds); left > TimeSpan.Zero; left -= Second)
        {
            Clock.Pass(left < Second ? left : Second);
            Box.Tick(Clock.UpMs);
        }

        return this;
    }

    public IReadOnlyList<StoredPack> Take(int room = 16) => Box.TakeNext(Clock.UpMs, room);

    /// <summary>Takes until there is nothing more to publish.</summary>
    public List<StoredPack> TakeAll(int room = 16)
    {
        var all = new List<StoredPack>();
        while (Take(room) is { Count: > 0 } some)
        {
            all.AddRange(some);
        }

        return all;
    }

    public OutboxRig Ack(long upTo, BootId? boot = null, string by = Server, params RefusedSeq[] refused)
    {
        Box.Acked(new Ack(by, boot ?? Who.Boot, upTo, [], refused, []));
        return this;
    }

    public OutboxRig AckAlso(params SeqRange[] more)
    {
        Box.Acked(new Ack(Server, Who.Boot, -1, more, [], []));
        return this;
    }

    public Health Report() => Box.Report(new Dictionary<string, long>())!;

    public HeldBoot HeldOf(BootId boot) => Report().Held.Single(h => h.Boot == boot);
}
