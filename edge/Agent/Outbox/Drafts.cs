using Vigia.Edge.Clock;
using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>
/// Packs whose time is not known yet. They are dated anew and frozen as soon as it is, or when the wait is over; those of an
/// earlier kernel boot as they are, because nothing here knows when that was. Once frozen, bytes never change.
/// </summary>
internal sealed class Drafts(OutboxStores stores, NodeIdentity who, INodeClock clock, StampOrder order, Lock gate)
{
    private const int AtOnce = 256;
    private const int BatchesATurn = 8;

    private readonly PackDecoder decoder = new();
    private readonly Pack decoded = new();
    private volatile bool pending = true;
    private bool adopted;

    /// <summary>There may be some.</summary>
    public bool Pending => pending;

    public void Expect() => pending = true;

    /// <summary>Freezes what can be, a bounded part a turn.</summary>
    public IReadOnlyList<StoredPack> Freeze(bool waitIsOver)
    {
        var now = waitIsOver || clock.Now().Quality != ClockQuality.None;
        if (!pending || (!now && adopted))
        {
            return [];
        }

        adopted = true;
        var frozen = new List<StoredPack>();
        frozen.AddRange(FreezeIn(stores.Card, now));
        var left = stores.Card.Drafts(1).Count;
        lock (gate)
        {
            frozen.AddRange(FreezeIn(stores.Young, now));
            pending = left + stores.Young.Drafts(1).Count > 0;
        }

        return frozen;
    }

    private List<StoredPack> FreezeIn(IPackStore store, bool now)
    {
        var frozen = new List<StoredPack>();
        for (var batch = 0; batch < BatchesATurn; batch++)
        {
            var some = store.Drafts(AtOnce).Where(d => now || !IsOfThisKernel(d)).Select(Dated).ToList();
            if (some.Count == 0)
            {
                break;
            }

            CrashPoint.Here("edge.before-ready");
            store.Write(some);
            CrashPoint.Here("edge.after-ready");
            frozen.AddRange(some);
        }

        return frozen;
    }

    private bool IsOfThisKernel(StoredPack draft) => draft.Header.KernelBoot == clock.KernelBoot;

    private StoredPack Dated(StoredPack draft)
    {
        var ready = draft with { Ready = true };
        if (!IsOfThisKernel(draft) || draft.Header.UpMs is not { } up)
        {
            return ready;
        }

        var (timeMs, quality) = clock.At(up);
        if (quality <= draft.Header.Clock || decoder.Decode(draft.Bytes, who.Node, decoded) is not null)
        {
            return ready;
        }

        var lane = decoded.Readings[0].Point;
        var header = draft.Header with { TimeMs = order.Next(lane, quality, timeMs), Clock = quality };
        return ready with { Header = header, Bytes = PackEncoder.Encode(who.Node, header, decoded.Readings) };
    }
}
