using Vigia.Wire;

namespace Vigia.Server.Ledger;

/// <summary>
/// The ledger as its one writer sees it. Everything between <see cref="Begin"/> and <see cref="Commit"/> is on the disk
/// when Commit returns, or none of it is: then it throws <see cref="LedgerUnavailableException"/>, everything is rolled back,
/// and the same may be tried again. For one thread.
/// </summary>
internal interface ILedgerStore
{
    IEnumerable<BootSets> LoadOpenBoots();

    /// <summary>A boot that is closed, or null when the ledger has never heard of it.</summary>
    BootSets? FindBoot(string node, BootId boot);

    string? ReasonOfRefusal(string node, BootId boot, long seq);

    /// <summary>The oldest first.</summary>
    IEnumerable<(string Node, uint KernelBoot, long AtMs)> LoadAnchors();

    IEnumerable<BirthRecord> LoadBirths();

    /// <summary>Names of a node's points, and of which nobody knows the quantity.</summary>
    IEnumerable<(string Name, bool Other)> LoadPoints(string node);

    /// <summary>Identities and hashes of the newest packs, newest first.</summary>
    IEnumerable<(PackKey Key, ulong Hash)> LoadNewestHashes(int limit);

    /// <summary>Highest time any reading of the node is stored at, or null.</summary>
    long? NewestTime(string node);

    /// <summary>Highest arrival time of all rows, 0 when there is none.</summary>
    long NewestReceived { get; }

    /// <summary>Packs of a node whose readings may lie between two times.</summary>
    IReadOnlyList<(long TimeMs, bool Plain, byte[] Bytes)> Overlapping(string node, long fromMs, long toMs);

    void Begin();

    void Append(in NewRow row);

    /// <summary>Remembers the payload of a plain device; false when it was stored before.</summary>
    bool TryRememberPlain(string node, long hash);

    void AppendRefused(in RefusedRow row);

    void Save(BootSets sets);

    void SaveAnchor(string node, uint kernelBoot, long atMs);

    void DropAnchor(string node, uint kernelBoot);

    void DropAnchors();

    void SaveBirth(BirthRecord birth);

    void SavePoint(string node, string point, bool other);

    /// <summary>Writes something that means nothing: can the ledger be written again?</summary>
    void Probe();

    void Commit();

    void Rollback();
}

/// <summary>Identity of a pack. Of a plain device's: boot 0 and the payload's hash.</summary>
internal readonly record struct PackKey(string Node, BootId Boot, long Seq);

/// <summary>What is decided of a pack at commit, with its bytes.</summary>
internal readonly record struct NewRow(
    PackKey Key,
    bool Plain,
    long ReceivedMs,
    StoredTime Time,
    long SpanMs,
    string? Zone,
    ulong Hash,
    ReadOnlyMemory<byte> Bytes
);

/// <summary>The time a pack is stored and judged at.</summary>
internal readonly record struct StoredTime(long Ms, ClockQuality Clock, bool ClockOff);

/// <summary>Bytes that were refused. <paramref name="Settles"/>: the refusal is what became of that seq.</summary>
internal readonly record struct RefusedRow(
    PackKey? Key,
    string Node,
    Refusal Reason,
    bool Settles,
    long ReceivedMs,
    ReadOnlyMemory<byte> Bytes
);

/// <summary>A node's last birth.</summary>
internal sealed record BirthRecord(
    string Node,
    BootId Boot,
    int Conn,
    string Machine,
    string Version,
    long ReceivedMs,
    bool Dead
);

/// <summary>The ledger took nothing of this turn. <see cref="NoRoom"/>: for want of disk.</summary>
internal sealed class LedgerUnavailableException(string message, bool noRoom, Exception? inner = null)
    : IOException(message, inner)
{
    public bool NoRoom { get; } = noRoom;
}
