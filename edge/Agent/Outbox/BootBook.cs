using System.Buffers.Binary;
using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>
/// A small file beside a store's database: of each boot the next seq to come, so that what a damaged database lost can still be named.
/// Slots of boot, next and CRC, in the order in which the boots came; a slot that does not fit its CRC is passed over.
/// </summary>
internal sealed class BootBook : IDisposable
{
    private const int SlotBytes = 20;
    private const int MaxSlots = 8192;

    private readonly FileStream file;
    private readonly bool flush;
    private readonly Dictionary<BootId, Slot> slots = [];
    private long free;

    private record struct Slot(long Index, long Next);

    public BootBook(string path, bool flush)
    {
        this.flush = flush;
        var known = Load(path);
        WriteAnew(path + ".new", known);
        File.Move(path + ".new", path, overwrite: true);
        file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
    }

    public IReadOnlyList<KnownBoot> Boots =>
        [.. slots.OrderBy(s => s.Value.Index).Select(s => new KnownBoot(s.Key, s.Value.Next))];

    /// <summary>Only ever raises what it knows.</summary>
    public void Raise(BootId boot, long next)
    {
        if (!slots.TryGetValue(boot, out var slot))
        {
            slot = new Slot(free++, 0);
        }

        if (next > slot.Next)
        {
            Write(boot, slot with { Next = next });
        }
    }

    public void Forget(BootId boot)
    {
        if (slots.Remove(boot, out var slot))
        {
            RandomAccess.Write(file.SafeFileHandle, new byte[SlotBytes], slot.Index * SlotBytes);
        }
    }

    public void Settle()
    {
        if (flush)
        {
            file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => file.Dispose();

    private void WriteAnew(string path, List<KnownBoot> known)
    {
        using var fresh = new FileStream(path, FileMode.Create, FileAccess.Write);
        foreach (var boot in known)
        {
            var slot = new Slot(free++, boot.Next);
            slots[boot.Boot] = slot;
            fresh.Write(Encode(boot.Boot, slot.Next));
        }

        fresh.Flush(flush);
    }

    private void Write(BootId boot, Slot slot)
    {
        RandomAccess.Write(file.SafeFileHandle, Encode(boot, slot.Next), slot.Index * SlotBytes);
        slots[boot] = slot;
    }

    private static byte[] Encode(BootId boot, long next)
    {
        var bytes = new byte[SlotBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, boot.Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), next);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16), PackCrc.Of(bytes.AsSpan(0, 16)));
        return bytes;
    }

    private static List<KnownBoot> Load(string path)
    {
        var known = new List<KnownBoot>();
        if (!File.Exists(path))
        {
            return known;
        }

        using var old = new FileStream(path, FileMode.Open, FileAccess.Read);
        var bytes = new byte[Math.Min(old.Length, MaxSlots * SlotBytes)];
        var length = old.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        for (var at = 0; at + SlotBytes <= length; at += SlotBytes)
        {
            var slot = bytes.AsSpan(at, SlotBytes);
            var next = BinaryPrimitives.ReadInt64LittleEndian(slot[8..]);
            if (BinaryPrimitives.ReadUInt32LittleEndian(slot[16..]) == PackCrc.Of(slot[..16]) && next > 0)
            {
                known.Add(new KnownBoot(new BootId(BinaryPrimitives.ReadUInt64LittleEndian(slot)), next));
            }
        }

        return known;
    }
}
