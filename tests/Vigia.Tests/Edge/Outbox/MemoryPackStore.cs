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
    private readonly OrderedDictionary<BootId, SortedDictionary<long, StoredPack>> boots = [];
    private readonly OrderedDictionary<BootId, long> book = [];
    private readonly List<StoredPack> unflushed = [];
    private readonly Queue<(StoredPack Pack, string Reason)> aside = new();
    private long packs;
    private long bytes;
    private long kept;

    /// <summary>While set, every write fails as a full card does.</summary>
    public bool Fails { get; set; }

    public IReadOnlyList<KnownBoot> Boots => Run(() => book.Select(b => new KnownBoot(b.Key, b.Value)).ToList());

    public StoreTotals Totals => Run(() => new StoreTotals(packs, bytes, aside.Count, kept));

    public long BadRows => 0;

    public IReadOnlyList<(StoredPack Pack, string Reason)> Aside => Run(() => aside.ToList());

    /// <summary>Every write so far, for tests that watch the card.</summary>
    public int Writes { get; private set; }

    public IReadOnlyList<StoredPack> All => Run(() => Rows.ToList());

    private IEnumerable<StoredPack> Rows => boots.Values.SelectMany(b => b.Values);

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
            if (!boots.TryGetValue(boot, out var rows) || rows.Count == 0)
            {
                return null;
            }

            // Most questions are answered in place; the rest walk.
            return rows.TryGetValue(seq, out var exact) ? exact : rows.Values.FirstOrDefault(p => p.Seq >= seq);
        }
    }

    public long? LowOf(BootId boot) =>
        Run(() => boots.TryGetValue(boot, out var rows) && rows.Count > 0 ? rows.First().Key : (long?)null);

    public IReadOnlyList<StoredPack> Oldest(int most, bool withAlarms) =>
        Run(() => Rows.Where(p => withAlarms || !p.Alarm).Take(most).ToList());

    public IReadOnlyList<StoredPack> Drafts(int most) => Run(() => Rows.Where(p => !p.Ready).Take(most).ToList());

    public long Delete(BootId boot, SeqRange seqs)
    {
        lock (turn)
        {
            if (!boots.TryGetValue(boot, out var rows))
            {
                return 0;
            }

            var gone = rows.Values.SkipWhile(p => p.Seq < seqs.First).TakeWhile(p => p.Seq <= seqs.Last).ToList();
            foreach (var pack in gone)
            {
                rows.Remove(pack.Seq);
                packs--;
                bytes -= pack.Size;
            }

            unflushed.AddRange(gone);
            return gone.Count;
        }
    }

    public void KeepAside(StoredPack pack, string reason)
    {
        lock (turn)
        {
            if (aside.Any(a => (a.Pack.Boot, a.Pack.Seq) == (pack.Boot, pack.Seq)))
            {
                return;
            }

            aside.Enqueue((pack, reason));
            kept += pack.Size;
            while (kept > asideBytes && aside.TryDequeue(out var oldest))
            {
                kept -= oldest.Pack.Size;
            }
        }
    }

    public void Forget(BootId boot)
    {
        lock (turn)
        {
            book.Remove(boot);
            boots.Remove(boot);
        }
    }

    public void PowerCut()
    {
        lock (turn)
        {
            if (place == PackStorePlace.Young)
            {
                boots.Clear();
                book.Clear();
                (packs, bytes) = (0, 0);
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
        if (!boots.TryGetValue(pack.Boot, out var rows))
        {
            boots.Add(pack.Boot, rows = []);
        }

        if (rows.Remove(pack.Seq, out var before))
        {
            packs--;
            bytes -= before.Size;
        }

        rows.Add(pack.Seq, pack);
        packs++;
        bytes += pack.Size;
        book[pack.Boot] = Math.Max(pack.Seq + 1, book.GetValueOrDefault(pack.Boot));
    }
}
