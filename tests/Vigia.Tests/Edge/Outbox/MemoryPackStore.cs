using Vigia.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Outbox;

/// <summary>
/// A pack store without a medium, for millions of steps. <see cref="PowerCut"/> does what it does to the real ones: the young store
/// forgets everything, the card brings back deletions that no later write has flushed.
/// </summary>
internal sealed class MemoryPackStore(PackStorePlace place, long asideBytes = 20 << 20) : IPackStore
{
    private readonly Lock turn = new();
    private readonly OrderedDictionary<BootId, MemoryBoot> boots = [];
    private readonly OrderedDictionary<BootId, long> book = [];
    private readonly List<StoredPack> unflushed = [];
    private readonly Queue<(StoredPack Pack, string Reason)> aside = new();
    private readonly HashSet<(BootId, long)> asideKeys = [];
    private KnownBoot[]? known;
    private long packs;
    private long bytes;
    private long kept;
    private long drafts;

    /// <summary>While set, every write fails as a full card does.</summary>
    public bool Fails { get; set; }

    /// <summary>Told of each pack that is deleted, for whatever reason.</summary>
    public Action<StoredPack>? Deleted { get; set; }

    public IReadOnlyList<KnownBoot> Boots
    {
        get
        {
            lock (turn)
            {
                return known ??= [.. book.Select(b => new KnownBoot(b.Key, b.Value))];
            }
        }
    }

    public StoreTotals Totals
    {
        get
        {
            lock (turn)
            {
                return new StoreTotals(packs, bytes, aside.Count, kept);
            }
        }
    }

    public long BadRows => 0;

    public IReadOnlyList<(StoredPack Pack, string Reason)> Aside => Run(() => aside.ToList());

    /// <summary>Every write so far, for tests that watch the card.</summary>
    public int Writes { get; private set; }

    public IReadOnlyList<StoredPack> All => Run(() => Rows.ToList());

    private IEnumerable<StoredPack> Rows => boots.Values.Where(b => b.Rows.Count > 0).SelectMany(b => b.Rows);

    public void Write(IReadOnlyList<StoredPack> written)
    {
        lock (turn)
        {
            if (Fails)
            {
                throw new PackStoreException(StoreTrouble.Full, new IOException("no space left"));
            }

            Writes++;
            unflushed.Clear();
            foreach (var pack in written)
            {
                Put(pack);
            }
        }
    }

    public StoredPack? Next(BootId boot, long seq)
    {
        lock (turn)
        {
            return boots.TryGetValue(boot, out var held) ? held.AtOrAfter(seq) : null;
        }
    }

    public long? LowOf(BootId boot)
    {
        lock (turn)
        {
            return boots.TryGetValue(boot, out var held) ? held.AtOrAfter(0)?.Seq : null;
        }
    }

    public IReadOnlyList<StoredPack> Oldest(int most, bool withAlarms) =>
        packs == 0 ? [] : Run(() => Rows.Where(p => withAlarms || !p.Alarm).Take(most).ToList());

    public IReadOnlyList<StoredPack> Drafts(int most) =>
        drafts == 0 ? [] : Run(() => Rows.Where(p => !p.Ready).Take(most).ToList());

    public long Delete(BootId boot, SeqRange seqs)
    {
        lock (turn)
        {
            if (!boots.TryGetValue(boot, out var held))
            {
                return 0;
            }

            var gone = held.Take(seqs);
            foreach (var pack in gone)
            {
                Count(pack, -1);
                Deleted?.Invoke(pack);
            }

            unflushed.AddRange(gone);
            return gone.Count;
        }
    }

    public void KeepAside(StoredPack pack, string reason)
    {
        lock (turn)
        {
            if (!asideKeys.Add((pack.Boot, pack.Seq)))
            {
                return;
            }

            aside.Enqueue((pack, reason));
            kept += pack.Size;
            while (kept > asideBytes && aside.TryDequeue(out var oldest))
            {
                asideKeys.Remove((oldest.Pack.Boot, oldest.Pack.Seq));
                kept -= oldest.Pack.Size;
            }
        }
    }

    public void Forget(BootId boot)
    {
        lock (turn)
        {
            known = null;
            book.Remove(boot);
            boots.Remove(boot);
        }
    }

    public void PowerCut()
    {
        lock (turn)
        {
            known = null;
            if (place == PackStorePlace.Young)
            {
                boots.Clear();
                book.Clear();
                (packs, bytes, drafts) = (0, 0, 0);
                return;
            }

            foreach (var pack in unflushed.ToList())
            {
                Put(pack);
            }

            unflushed.Clear();
        }
    }

    public void Dispose() { }

    private T Run<T>(Func<T> work)
    {
        lock (turn)
        {
            return work();
        }
    }

    private void Put(StoredPack pack)
    {
        if (!boots.TryGetValue(pack.Boot, out var held))
        {
            boots.Add(pack.Boot, held = new MemoryBoot());
        }

        if (held.Put(pack) is { } before)
        {
            Count(before, -1);
        }

        Count(pack, 1);
        var next = book.GetValueOrDefault(pack.Boot);
        if (pack.Seq >= next)
        {
            known = null;
            book[pack.Boot] = pack.Seq + 1;
        }
    }

    private void Count(StoredPack pack, int sign)
    {
        packs += sign;
        bytes += sign * pack.Size;
        drafts += pack.Ready ? 0 : sign;
    }
}
