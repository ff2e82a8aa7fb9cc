using System.Security.Cryptography;
using System.Text.Json;
using Vigia.Server.Ledger;
using Vigia.Server.Nodes;
using Vigia.Wire;

namespace Vigia.Server.Ingest;

/// <summary>
/// One turn: everything that arrived becomes one transaction of the ledger, and what is settled by it. Knows nothing of
/// sockets, threads or clocks. When the ledger fails, nothing of the turn has happened and nothing of it is acknowledged.
/// </summary>
internal sealed class Intake
{
    private readonly ILedgerStore store;
    private readonly INodeRegister register;
    private readonly BootBook boots;
    private readonly HashMemory hashes;
    private readonly FreeTime freeTime;
    private readonly NodePoints points;
    private readonly PackDecoder decoder = new();
    private readonly Pack pack = new();
    private readonly Dictionary<BootSets, Touched> touched = [];
    private TurnOutcome outcome = new();
    private bool mustReload;

    public Intake(ILedgerStore store, INodeRegister register)
    {
        (this.store, this.register) = (store, register);
        boots = new BootBook(store);
        hashes = new HashMemory(key => boots.Find(key) is { } sets && key.Seq > sets.UpTo);
        freeTime = new FreeTime(store);
        points = new NodePoints(store);
        Anchors = new Anchors(store);
        Births = new BirthBook(store);
        Healths = new HealthBook(Births.All.Values);
        foreach (var (key, hash) in store.LoadNewestHashes(HashMemory.Capacity).Reverse())
        {
            hashes.Remember(key, hash);
        }
    }

    public Anchors Anchors { get; }

    public BirthBook Births { get; }
    public HealthBook Healths { get; }

    /// <summary>Told of each health a node sends, with its arrival. On the intake's thread: hand over and return.</summary>
    public Action<string, Wire.Health, long>? HealthHeard { get; set; }

    /// <summary>Throws <see cref="LedgerUnavailableException"/>, having undone everything.</summary>
    /// <param name="clockStepped">The server's clock was stepped: what is known of the nodes' clocks goes first.</param>
    public TurnOutcome Turn(IReadOnlyList<Queued> arrivals, bool serverHasTime, bool clockStepped = false)
    {
        outcome = new TurnOutcome();
        touched.Clear();
        try
        {
            store.Begin();
            if (mustReload)
            {
                Reload();
            }

            if (clockStepped)
            {
                Anchors.DropAll();
            }

            if (arrivals.Count == 0)
            {
                store.Probe();
            }

            foreach (var queued in arrivals)
            {
                Take(queued, serverHasTime);
            }

            foreach (var boot in touched.Values.Where(t => t.Changed))
            {
                store.Save(boot.Sets);
            }

            CrashPoint.Here("server.before-commit");
            store.Commit();
        }
        catch (LedgerUnavailableException)
        {
            Undo();
            throw;
        }

        boots.Sort(touched.Keys);
        outcome.Touched.AddRange(touched.Values);
        return outcome;
    }

    /// <summary>What the failed turn would have stored: rules judge it all the same.</summary>
    public IReadOnlyList<LedgerRow> Unstored => outcome.Rows.ConvertAll(AsRow);

    private void Take(Queued queued, bool serverHasTime)
    {
        if (queued.Anchor is { } anchor)
        {
            Anchors.Learn(anchor);
            return;
        }

        var arrival = queued.Arrival;
        switch (arrival.Channel)
        {
            case Channel.Data:
                TakePack(queued, serverHasTime);
                break;
            case Channel.Plain:
                TakePlain(queued, serverHasTime);
                break;
            case Channel.Health:
                TakeHealth(queued);
                break;
            case Channel.Birth:
                TakeMessage(queued, WireJson.Default.Birth, birth => TakeBirth(arrival.Node, birth, queued.ReceivedMs));
                break;
            case Channel.Death:
                TakeMessage(queued, WireJson.Default.Death, death => Births.Died(arrival.Node, death));
                break;
        }
    }

    private void TakeBirth(string node, Birth birth, long receivedMs)
    {
        Healths.Born(node, birth.Version);
        if (Births.Born(node, birth, receivedMs) == BirthMeaning.TwoMachines)
        {
            outcome.TwoMachines.Add(node);
        }
    }

    private void TakePack(in Queued queued, bool serverHasTime)
    {
        var node = queued.Arrival.Node;
        var refusal = decoder.Decode(queued.Arrival.Payload, node, pack);
        if (decoder.Identity is not var (boot, seq))
        {
            RefuseUnsettled(queued, refusal ?? Refusal.NoIdentity);
            return;
        }

        if (boots.Get(node, boot) is not { } sets)
        {
            RefuseUnsettled(queued, Refusal.TooManyBoots);
            return;
        }

        var touch = Touch(sets);
        touch.Received(seq);
        var key = new PackKey(node, boot, seq);
        var hash = HashOf(queued.Arrival.Payload);
        var standing = sets.Of(seq);
        if (standing == Standing.Unknown && !boots.HasRoomFor(sets, seq))
        {
            standing = Standing.TooFar;
        }

        switch (standing)
        {
            case Standing.Stored when hashes.IsSame(key, hash) == false:
                Refuse(queued, touch, key, Refusal.SeqReused, settles: false);
                break;
            case Standing.Stored:
                outcome.Repeats++;
                break;
            case Standing.Refused:
                outcome.Repeats++;
                touch.Refused(seq, store.ReasonOfRefusal(node, boot, seq) ?? nameof(Refusal.NotSenml));
                break;
            case Standing.TooFar:
                Refuse(queued, touch, key, Refusal.SeqTooFar, settles: true);
                break;
            default:
                refusal ??= points.Admit(node, pack);
                if (refusal is { } reason)
                {
                    Refuse(queued, touch, key, reason, settles: true);
                }
                else
                {
                    Store(queued, touch, key, hash, serverHasTime);
                }

                break;
        }
    }

    private void Store(in Queued queued, Touched touch, in PackKey key, ulong hash, bool serverHasTime)
    {
        var anchor = Anchors.Of(key.Node, pack.Header.KernelBoot);
        var decided = PackTime.Decide(pack.Header, anchor, queued.ReceivedMs, serverHasTime);
        var byArrival = decided is { Clock: ClockQuality.None, ClockOff: false } && anchor is null;
        Append(queued, key, hash, plain: false, freeTime.Find(key.Node, pack, decided, byArrival));
        touch.Sets.Store(key.Seq);
        touch.Changed = true;
        hashes.Remember(key, hash);
    }

    private void TakePlain(in Queued queued, bool serverHasTime)
    {
        var node = queued.Arrival.Node;
        if ((decoder.DecodePlain(queued.Arrival.Payload, node, pack) ?? points.Admit(node, pack)) is { } refusal)
        {
            RefuseUnsettled(queued, refusal);
        }
        else
        {
            StorePlain(queued, serverHasTime);
        }

        if (queued.Arrival.Receipt is { } receipt)
        {
            outcome.Receipts.Add(receipt);
        }
    }

    private void StorePlain(in Queued queued, bool serverHasTime)
    {
        var node = queued.Arrival.Node;
        var hash = HashOf(queued.Arrival.Payload);
        var key = new PackKey(node, default, (long)(hash >> 1));
        var header = pack.Header with { Clock = pack.Untimed ? ClockQuality.None : ClockQuality.Rtc };
        var decided = PackTime.Decide(header, anchorMs: null, queued.ReceivedMs, serverHasTime);
        if (!pack.Untimed && !store.TryRememberPlain(node, key.Seq))
        {
            outcome.Repeats++;
            return;
        }

        Append(queued, key, hash, plain: true, freeTime.Find(node, pack, decided, byArrival: pack.Untimed));
    }

    private void Append(in Queued queued, in PackKey key, ulong hash, bool plain, in StoredTime time)
    {
        var bytes = queued.Arrival.Buffer.AsMemory(0, queued.Arrival.Length);
        var zone = register.ZoneOf(key.Node);
        var row = new NewRow(key, plain, queued.ReceivedMs, time, pack.SpanMs, zone, hash, bytes);
        outcome.Rows.Add(row);
        store.Append(row);
        Healths.Stamp(key.Node, time.Clock);
    }

    private void TakeHealth(Queued queued) =>
        TakeMessage(
            queued,
            WireJson.Default.Health,
            health =>
            {
                var node = queued.Arrival.Node;
                HealthHeard?.Invoke(node, health, queued.ReceivedMs);
                foreach (var held in health.Held.Take(Wire.Health.MaxHeld))
                {
                    if (boots.Get(node, held.Boot) is { } sets)
                    {
                        Hold(sets, held);
                    }
                }

                if (health.Rest == 0)
                {
                    CloseAllBut(node, health);
                }

                Healths.Say(node, health, boots.Open(node).Sum(sets => sets.Gaps.Count));
            }
        );

    private void Hold(BootSets sets, in HeldBoot held)
    {
        var touch = Touch(sets);
        touch.Changed |= !sets.Persisted || held.Next > sets.Next || held.Low > sets.UpTo + 1;
        touch.Changed |= sets.Closed;
        sets.Reopen();
        touch.Spoken = true;
        outcome.NamedGaps += sets.NameGapsBelow(held.Low);
        touch.Changed |= sets.TakeBackGapsFrom(held.Low) > 0;
        sets.SeeNext(held.Next);
    }

    private void CloseAllBut(string node, Wire.Health health)
    {
        var held = health.Held.Select(h => h.Boot).ToHashSet();
        foreach (var sets in boots.Open(node).Where(s => s.Boot != health.Boot && !held.Contains(s.Boot)).ToList())
        {
            Touch(sets).Changed = true;
            outcome.NamedGaps += sets.Close();
        }
    }

    private void TakeMessage<T>(
        Queued queued,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type,
        Action<T> take
    )
    {
        try
        {
            if (JsonSerializer.Deserialize(queued.Arrival.Payload, type) is { } message)
            {
                take(message);
                return;
            }
        }
        catch (JsonException)
        {
            // Counted and kept below, as any refusal.
        }

        RefuseUnsettled(queued, Refusal.BadMessage);
    }

    private void Refuse(in Queued queued, Touched touch, in PackKey key, Refusal reason, bool settles)
    {
        store.AppendRefused(queued.Refused(reason, key, settles));
        outcome.Refusals.Add((key.Node, reason));
        touch.Refused(key.Seq, reason.ToString());
        if (settles)
        {
            touch.Sets.Refuse(key.Seq, reason);
            touch.Changed = true;
        }
    }

    // Without an identity nothing can be settled: the node gives up by itself (NoAnswer) and the gap is named.
    private void RefuseUnsettled(in Queued queued, Refusal reason)
    {
        store.AppendRefused(queued.Refused(reason, key: null, settles: false));
        outcome.Refusals.Add((queued.Arrival.Node, reason));
    }

    private Touched Touch(BootSets sets)
    {
        if (!touched.TryGetValue(sets, out var touch))
        {
            touched.Add(sets, touch = new Touched(sets));
        }

        return touch;
    }

    private void Undo()
    {
        foreach (var row in outcome.Rows)
        {
            hashes.Forget(row.Key);
        }

        touched.Clear();
        freeTime.Forget();
        points.Forget();
        mustReload = true;
        store.Rollback();
        Reload();
    }

    // Where the ledger can't even be read, the next turn begins with it: memory must not know more than the ledger holds.
    private void Reload()
    {
        boots.Reload();
        Anchors.Reload();
        Births.Reload();
        mustReload = false;
    }

    private static LedgerRow AsRow(NewRow row) =>
        new(
            Row: 0,
            row.Key.Node,
            row.Key.Boot,
            row.Key.Seq,
            row.Plain,
            row.ReceivedMs,
            row.Time.Ms,
            row.Time.Clock,
            row.Time.ClockOff,
            row.Zone,
            row.Bytes.ToArray()
        );

    private static ulong HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return BitConverter.ToUInt64(digest);
    }
}
