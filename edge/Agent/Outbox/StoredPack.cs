using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>A pack as a store holds it.</summary>
/// <param name="Ready">Its bytes are frozen; a draft may still be re-dated and is never published.</param>
/// <param name="MadeMs">Uptime when it was put: says how long it waits, within one kernel boot.</param>
internal sealed record StoredPack(PackHeader Header, bool Ready, bool Alarm, long MadeMs, byte[] Bytes)
{
    /// <summary>What a row costs beside its bytes, roughly.</summary>
    private const int RowBytes = 64;

    public BootId Boot => Header.Boot;

    public long Seq => Header.Seq;

    public long Size => Bytes.Length + RowBytes;

    public static long SizeOf(long bytes) => bytes + RowBytes;
}

/// <summary>What a store knows of one run of the process, rows or not.</summary>
internal readonly record struct KnownBoot(BootId Boot, long Next);

/// <summary>How much a store holds, and how much it keeps aside.</summary>
internal readonly record struct StoreTotals(long Packs, long Bytes, long Aside, long AsideBytes);
