using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>
/// Where packs wait: in the memory file system (young) or on the card. Keyed by boot and seq, boots in the order in which they came.
/// Safe for several threads. Throws <see cref="PackStoreException"/> when the medium fails; nothing has changed then.
/// </summary>
internal interface IPackStore : IDisposable
{
    /// <summary>Every boot it knows of, oldest first: also those whose rows were lost.</summary>
    IReadOnlyList<KnownBoot> Boots { get; }

    StoreTotals Totals { get; }

    /// <summary>Rows found unreadable since it was opened: set aside, never served.</summary>
    long BadRows { get; }

    /// <summary>Inserts or replaces, all or none. On the card it is safe from a power cut when this returns.</summary>
    void Write(IReadOnlyList<StoredPack> packs);

    /// <summary>The first pack of a boot at or above <paramref name="seq"/>.</summary>
    StoredPack? Next(BootId boot, long seq);

    long? LowOf(BootId boot);

    /// <summary>The packs that came first, ≤ <paramref name="most"/>; without those that hold an alarm if so asked.</summary>
    IReadOnlyList<StoredPack> Oldest(int most, bool withAlarms);

    IReadOnlyList<StoredPack> Drafts(int most);

    /// <summary>How many it deleted. Not flushed: after a power cut some may be back.</summary>
    long Delete(BootId boot, SeqRange seqs);

    /// <summary>Keeps a copy beside the packs, with the reason; at the bound the oldest copy goes.</summary>
    void KeepAside(StoredPack pack, string reason);

    /// <summary>Nothing of this boot will be asked for again.</summary>
    void Forget(BootId boot);
}

internal enum StoreTrouble
{
    Full,
    Damaged,
    Failed,
}

internal sealed class PackStoreException(StoreTrouble trouble, Exception cause)
    : IOException($"The pack store is {trouble}: {cause.Message}", cause)
{
    public StoreTrouble Trouble => trouble;
}
