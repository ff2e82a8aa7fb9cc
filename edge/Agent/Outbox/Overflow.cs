using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>Makes room in a store that is at its bound: the oldest pack without an alarm goes first, then the oldest. Each is counted.</summary>
internal sealed class Overflow(Tally tally)
{
    private const int AtOnce = 64;

    /// <summary>Those of <paramref name="coming"/> that find a place; called back for each pack that had to go.</summary>
    public List<StoredPack> MakeRoom(
        IPackStore store,
        long mostBytes,
        IReadOnlyList<StoredPack> coming,
        Action<StoredPack> dropped
    )
    {
        var kept = coming.ToList();
        var over = store.Totals.Bytes + coming.Sum(p => p.Size) - mostBytes;
        while (over > 0 && Victims(store, kept) is { Count: > 0 } victims)
        {
            foreach (var victim in victims.TakeWhile(_ => over > 0))
            {
                over -= victim.Size;
                if (!kept.Remove(victim))
                {
                    store.Delete(victim.Boot, new SeqRange(victim.Seq, victim.Seq));
                }

                tally.Drop(DropReason.OutboxFull);
                dropped(victim);
            }
        }

        return kept;
    }

    private static IReadOnlyList<StoredPack> Victims(IPackStore store, List<StoredPack> coming)
    {
        if (store.Oldest(AtOnce, withAlarms: false) is { Count: > 0 } plain)
        {
            return plain;
        }

        var plainComing = coming.FindAll(p => !p.Alarm);
        return plainComing.Count > 0 ? plainComing
            : store.Oldest(AtOnce, withAlarms: true) is { Count: > 0 } alarms ? alarms
            : coming.ToList();
    }
}
