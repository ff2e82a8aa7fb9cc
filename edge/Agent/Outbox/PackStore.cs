using Microsoft.Data.Sqlite;
using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>
/// Packs in a SQLite file. One process at a time owns its directory. What a <c>kill -9</c> or a power cut leaves is served;
/// a damaged file is set aside, what can be read of it is kept, and the store goes on with a fresh one.
/// </summary>
internal sealed class PackStore : IPackStore
{
    private readonly Lock turn = new();
    private readonly PackStorePlace place;
    private readonly long asideBytes;
    private readonly PackFiles files;
    private readonly FileStream ownership;
    private readonly BootBook book;
    private PackTable table;
    private long badRowsBefore;

    public PackStore(string directory, PackStorePlace place, long asideBytes = 20 << 20)
    {
        this.place = place;
        this.asideBytes = asideBytes;
        files = new PackFiles(directory, place);
        ownership = files.Own();
        book = new BootBook(files.Book, flush: place == PackStorePlace.Card);
        table = Over(files.OpenOrHeal());
    }

    public IReadOnlyList<KnownBoot> Boots => Run(() => table.Boots(book.Boots));

    public StoreTotals Totals => Run(() => table.Totals);

    public long BadRows => Run(() => badRowsBefore + table.BadRows);

    public void Write(IReadOnlyList<StoredPack> packs) =>
        Run(() =>
        {
            table.Write(packs);
            Announce(packs);
            return packs.Count;
        });

    public StoredPack? Next(BootId boot, long seq) => Run(() => table.Next(boot, seq));

    public long? LowOf(BootId boot) => Run(() => table.LowOf(boot));

    public IReadOnlyList<StoredPack> Oldest(int most, bool withAlarms) => Run(() => table.Oldest(most, withAlarms));

    public IReadOnlyList<StoredPack> Drafts(int most) => Run(() => table.Drafts(most));

    public long Delete(BootId boot, SeqRange seqs) => Run(() => table.Delete(boot, seqs));

    public void KeepAside(StoredPack pack, string reason) =>
        Run(() =>
        {
            table.KeepAside(pack, reason);
            return 0;
        });

    public void Forget(BootId boot) =>
        Run(() =>
        {
            book.Forget(boot);
            table.Forget(boot);
            return 0;
        });

    public void Dispose()
    {
        lock (turn)
        {
            table.Dispose();
            book.Dispose();
            ownership.Dispose();
        }
    }

    // After the rows: a next that is ahead of a row which a kill prevented would be a gap that nobody made.
    private void Announce(IReadOnlyList<StoredPack> packs)
    {
        foreach (var pack in packs)
        {
            book.Raise(pack.Boot, pack.Seq + 1);
        }

        book.Settle();
    }

    private T Run<T>(Func<T> work)
    {
        lock (turn)
        {
            try
            {
                return work();
            }
            catch (SqliteException e) when (PackFiles.IsDamage(e))
            {
                return HealAnd(work);
            }
            catch (Exception e) when (e is SqliteException or IOException)
            {
                throw new PackStoreException(PackFiles.IsFull(e) ? StoreTrouble.Full : StoreTrouble.Failed, e);
            }
        }
    }

    private T HealAnd<T>(Func<T> work)
    {
        try
        {
            badRowsBefore += table.BadRows;
            table.Dispose();
            table = Over(files.Heal());
            return work();
        }
        catch (Exception e) when (e is SqliteException or IOException)
        {
            throw new PackStoreException(StoreTrouble.Damaged, e);
        }
    }

    private PackTable Over(PackDatabase database)
    {
        badRowsBefore += files.TakeBadRows();
        return new PackTable(database, place, asideBytes);
    }
}
