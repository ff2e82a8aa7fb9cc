using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Ledger;
using Vigia.Tests.Ingest;

namespace Vigia.Tests.Ledger;

public sealed class LedgerFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-ledger-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_epoch_stays_while_the_ledger_does()
    {
        var first = StoreOne(seq: 0);

        Assert.Equal(first, StoreOne(seq: 1));
    }

    [Fact]
    public void An_older_copy_put_in_its_place_begins_a_new_epoch()
    {
        var first = StoreOne(seq: 0);
        var copy = folder.FullName + "-copy";
        File.Copy(Path.Combine(folder.FullName, LedgerFile.Name), copy);
        StoreOne(seq: 1);

        File.Move(copy, Path.Combine(folder.FullName, LedgerFile.Name), overwrite: true);
        var restored = StoreOne(seq: 2);

        Assert.NotEqual(first, restored);
        Assert.Equal(restored, StoreOne(seq: 3));
    }

    [Fact]
    public void A_deleted_ledger_begins_a_new_epoch()
    {
        var first = StoreOne(seq: 0);
        File.Delete(Path.Combine(folder.FullName, LedgerFile.Name));

        Assert.NotEqual(first, StoreOne(seq: 0));
    }

    [Fact]
    public void A_garbled_ledger_is_set_aside_never_deleted()
    {
        StoreOne(seq: 0);
        var garbage = new byte[8192];
        Random.Shared.NextBytes(garbage);
        File.WriteAllBytes(Path.Combine(folder.FullName, LedgerFile.Name), garbage);

        StoreOne(seq: 1);

        var aside = Assert.Single(folder.GetFiles("ledger.db.damaged-*"));
        Assert.Equal(garbage, File.ReadAllBytes(aside.FullName));
    }

    private string StoreOne(long seq)
    {
        using var ledger = new SqliteLedger(folder.FullName, NullLogger<SqliteLedger>.Instance);
        new IntakeBench(ledger).Pack("inv-1", 1, seq).Turn();
        return ledger.Epoch;
    }
}
