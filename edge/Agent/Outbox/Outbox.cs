using Vigia.Edge.Clock;
using Vigia.Edge.Heartbeat;
using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>
/// Holds every pack from its sweep until the server has settled it. Knows neither MQTT nor timers: all is told to it, with the uptime
/// of that moment. <see cref="Put"/> may be called by any thread; all else by one, the uplink's.
/// After <c>kill -9</c> it goes on with all that was put; after a power cut with all that was on the card.
/// </summary>
internal sealed class Outbox : ISweepSink
{
    private readonly Lock gate = new();
    private readonly NodeIdentity who;
    private readonly INodeClock clock;
    private readonly OutboxStores stores;
    private readonly OutboxLimits limits;
    private readonly Tally tally = new();
    private readonly StampOrder order = new();
    private readonly Boots boots;
    private readonly Sending sending;
    private readonly Drafts drafts;
    private readonly Shelf shelf;
    private readonly Settling settling;
    private readonly Overflow overflow;
    private long next;
    private long holdUntil = long.MaxValue;
    private long? nextRoundAt;

    public Outbox(NodeIdentity who, INodeClock clock, OutboxStores stores, OutboxLimits limits)
    {
        (this.who, this.clock, this.stores, this.limits) = (who, clock, stores, limits);
        Server = new HeartbeatWatch(who.Server, limits.HeartbeatAway);
        boots = new Boots(who.Boot, stores.Card.Boots, stores.Young.Boots);
        sending = new Sending(who, stores, boots, limits, tally);
        drafts = new Drafts(stores, who, clock, order, gate);
        shelf = new Shelf(stores, limits, clock, tally, sending.Dropped);
        settling = new Settling(stores, boots, sending, shelf, tally);
        overflow = new Overflow(tally);
        DropOldestBoots();
    }

    /// <summary>Writes down what is sampled, for loss tests.</summary>
    public Referee? Referee { get; init; }

    /// <summary>Where jitter comes from.</summary>
    public Random Dice { get; init; } = Random.Shared;

    /// <summary>Told after each <see cref="Put"/>, on its thread.</summary>
    public Action? Woken { get; set; }

    public HeartbeatWatch Server { get; }

    public Tally Tally => tally;

    public NodeIdentity Who => who;

    public void Put(Sweep sweep)
    {
        if (sweep.Readings.Count == 0)
        {
            tally.Fault("EmptySweep");
            return;
        }

        lock (gate)
        {
            PutInTurn(sweep);
        }

        Woken?.Invoke();
    }

    public void Connected(long now)
    {
        holdUntil = Math.Min(holdUntil, now + (long)limits.TimeHold.TotalMilliseconds);
        nextRoundAt = null;
        sending.Connected();
    }

    /// <summary>Everything that is held may be sent once more, as in a new connection.</summary>
    public void SendAgain() => sending.StartRound();

    public void Disconnected()
    {
        sending.Disconnected();
    }

    public HeartbeatMeaning HeartbeatSeen(Wire.Heartbeat heartbeat, bool retained, long now)
    {
        var meaning = Server.Seen(heartbeat, retained, now);
        if (meaning == HeartbeatMeaning.Foreign)
        {
            tally.Fault("ForeignServer");
        }
        else if (meaning == HeartbeatMeaning.NewRun)
        {
            nextRoundAt = now + (long)(Dice.NextDouble() * limits.RunJitter.TotalMilliseconds);
        }

        return meaning;
    }

    /// <summary>What to publish next, ≤ <paramref name="room"/>: live packs first; history only while the server stores it.</summary>
    public IReadOnlyList<StoredPack> TakeNext(long now, int room)
    {
        var taken = new List<StoredPack>();
        Guarded(() => sending.TakeLive(taken, now, room));
        if (Server.Stores(now) && !drafts.Pending)
        {
            Guarded(() => sending.TakeHistory(taken, now, room));
        }

        return taken;
    }

    public void Acked(Ack ack)
    {
        if (ack.By != who.Server)
        {
            tally.Fault("ForeignAck");
            return;
        }

        CrashPoint.Here("edge.before-delete");
        Guarded(() => settling.Settle(ack));
    }

    public void Tick(long now)
    {
        if (nextRoundAt <= now)
        {
            nextRoundAt = null;
            sending.StartRound();
        }

        Guarded(() => Freeze(now));
        Guarded(() => shelf.Tick(now));
    }

    /// <summary>Before the power goes: everything onto the card.</summary>
    public void Flush(long now) => Guarded(() => shelf.CarryAll(now));

    /// <summary>Null when a store can't tell: a wrong low would be taken for a gap.</summary>
    public Health? Report(IReadOnlyDictionary<string, long> otherFaults)
    {
        Health? report = null;
        Guarded(() =>
        {
            var held = HeldBoots.Of(boots, stores, Running());
            var rest = HeldBoots.Left(boots);
            var dropped = tally.Drops().ToDictionary();
            if (stores.Young.BadRows + stores.Card.BadRows is > 0 and var bad)
            {
                dropped[nameof(DropReason.BadCrc)] = bad;
            }

            var faults = otherFaults.Concat(tally.Faults()).ToDictionary();
            var up = clock.UpMs / 1000.0;
            var kb = clock.KernelBoot.ToString("x8");
            report = new(who.Boot, up, kb, held, rest, stores.Packs, dropped, stores.Card.Totals.Aside, faults);
        });
        return report;
    }

    private void PutInTurn(Sweep sweep)
    {
        var pack = Compose(sweep);
        Referee?.Write(pack.Header, sweep.Readings);
        next++;
        if (pack.Ready)
        {
            CrashPoint.Here("edge.before-ready");
        }
        else
        {
            drafts.Expect();
        }

        if (TryStore(pack) && pack.Ready)
        {
            CrashPoint.Here("edge.after-ready");
            sending.Live(pack.Seq);
        }
    }

    private StoredPack Compose(Sweep sweep)
    {
        var now = clock.UpMs;
        var (timeMs, quality) = (sweep.TimeMs, sweep.Clock);
        if (quality == ClockQuality.None)
        {
            (timeMs, quality) = clock.At(sweep.UpMs);
        }

        timeMs = order.Next(sweep.Readings[0].Point, quality, timeMs);
        var ready = quality != ClockQuality.None || sweep.Alarm || now >= holdUntil;
        var header = new PackHeader(who.Boot, next, quality, timeMs, sweep.UpMs, clock.KernelBoot);
        return new(header, ready, sweep.Alarm, now, PackEncoder.Encode(who.Node, header, sweep.Readings));
    }

    private bool TryStore(StoredPack pack)
    {
        try
        {
            stores.Young.Write(overflow.MakeRoom(stores.Young, limits.YoungBytes, [pack], _ => { }));
            return true;
        }
        catch (PackStoreException e)
        {
            tally.Drop(DropReason.StoreFailed);
            tally.Fault($"Store{e.Trouble}");
            return false;
        }
    }

    private void Freeze(long now)
    {
        foreach (var pack in drafts.Freeze(waitIsOver: now >= holdUntil))
        {
            if (pack.Boot == who.Boot)
            {
                sending.Live(pack.Seq);
            }
        }
    }

    private HeldBoot Running()
    {
        var card = stores.Card.LowOf(who.Boot);
        lock (gate)
        {
            var low = Math.Min(stores.Young.LowOf(who.Boot) ?? next, card ?? next);
            return new HeldBoot(who.Boot, low, next);
        }
    }

    private void DropOldestBoots()
    {
        while (boots.Count > limits.MaxBoots)
        {
            var oldest = boots[0].Boot;
            tally.Drop(DropReason.OutboxFull, stores.Delete(oldest, new SeqRange(0, Pack.MaxSeq)));
            stores.Forget(oldest);
            boots.Remove(oldest);
        }
    }

    /// <summary>A store that fails is counted and asked again at the next turn; what it holds stays where it is.</summary>
    private void Guarded(Action turn)
    {
        try
        {
            turn();
        }
        catch (PackStoreException e)
        {
            tally.Fault($"Store{e.Trouble}");
        }
    }
}
