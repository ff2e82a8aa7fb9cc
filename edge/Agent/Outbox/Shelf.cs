using Vigia.Edge.Clock;
using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>
/// Carries what the server does not settle from the memory file system to the card, in groups, so that with the server reachable
/// the card is not written; and drops what is too old.
/// </summary>
internal sealed class Shelf(
    OutboxStores stores,
    OutboxLimits limits,
    INodeClock clock,
    Tally tally,
    Action<StoredPack> dropped
)
{
    private const int AtOnce = 256;

    private readonly Overflow overflow = new(tally);
    private long? outageSince;
    private long nextGroup;
    private long nextAgeCheck;

    /// <summary>The server settles packs: what waits next is the beginning of another outage.</summary>
    public void Answered() => outageSince = null;

    public void Tick(long now)
    {
        var pressed = stores.Young.Totals.Bytes > limits.YoungBytes / 4 * 3;
        if (pressed || now >= nextGroup)
        {
            Carry(now, pressed ? TimeSpan.Zero : limits.CardAfter);
        }

        if (now >= nextAgeCheck)
        {
            nextAgeCheck = now + (long)limits.AgeCheck.TotalMilliseconds;
            DropOld();
        }
    }

    /// <summary>Before the power goes: all that is young.</summary>
    public void CarryAll(long now) => Carry(now, TimeSpan.Zero);

    private void Carry(long now, TimeSpan waited)
    {
        while (Waiting(now, waited) is { Count: > 0 } packs)
        {
            outageSince ??= now;
            nextGroup = now + (long)Group(now).TotalMilliseconds;
            stores.Card.Write(overflow.MakeRoom(stores.Card, limits.CardBytes, packs, dropped));
            foreach (var (boot, seqs) in Runs(packs))
            {
                stores.Young.Delete(boot, seqs);
            }
        }
    }

    private TimeSpan Group(long now) =>
        now - outageSince < limits.EarlyOutage.TotalMilliseconds ? limits.GroupEarly : limits.GroupLate;

    private List<StoredPack> Waiting(long now, TimeSpan waited) =>
        [
            .. stores
                .Young.Oldest(AtOnce, withAlarms: true)
                .TakeWhile(p => p.Header.KernelBoot != clock.KernelBoot || now - p.MadeMs >= waited.TotalMilliseconds),
        ];

    private static IEnumerable<(BootId Boot, SeqRange Seqs)> Runs(List<StoredPack> packs)
    {
        for (var first = 0; first < packs.Count; )
        {
            var last = first;
            while (last + 1 < packs.Count && Follows(packs[last], packs[last + 1]))
            {
                last++;
            }

            yield return (packs[first].Boot, new SeqRange(packs[first].Seq, packs[last].Seq));
            first = last + 1;
        }
    }

    private static bool Follows(StoredPack one, StoredPack other) => one.Boot == other.Boot && one.Seq + 1 == other.Seq;

    // A pack without a time is never too old; the size bound takes it in its turn.
    private void DropOld()
    {
        var (timeMs, quality) = clock.Now();
        if (quality == ClockQuality.None)
        {
            return;
        }

        var oldest = timeMs - (long)limits.MaxAge.TotalMilliseconds;
        while (TooOld(oldest) is { Count: > 0 } packs)
        {
            foreach (var pack in packs)
            {
                stores.Card.Delete(pack.Boot, new SeqRange(pack.Seq, pack.Seq));
                tally.Drop(DropReason.TooOld);
                dropped(pack);
            }
        }
    }

    private List<StoredPack> TooOld(long oldestMs) =>
        [
            .. stores
                .Card.Oldest(AtOnce, withAlarms: true)
                .Where(p => p.Header.Clock != ClockQuality.None && p.Header.TimeMs < oldestMs),
        ];
}
