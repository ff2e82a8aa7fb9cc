using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>The two places of a node's packs, asked as one. A pack that a kill left in both is the same pack.</summary>
internal sealed record OutboxStores(IPackStore Young, IPackStore Card)
{
    public long Packs => Young.Totals.Packs + Card.Totals.Packs;

    public StoredPack? Read(BootId boot, long seq) =>
        Exactly(Young.Next(boot, seq), seq) ?? Exactly(Card.Next(boot, seq), seq);

    public StoredPack? Next(BootId boot, long seq)
    {
        var (young, card) = (Young.Next(boot, seq), Card.Next(boot, seq));
        return young is null || card?.Seq < young.Seq ? card : young;
    }

    public long? LowOf(BootId boot)
    {
        var (young, card) = (Young.LowOf(boot), Card.LowOf(boot));
        return young is null || card < young ? card : young;
    }

    public long Delete(BootId boot, SeqRange seqs) => Young.Delete(boot, seqs) + Card.Delete(boot, seqs);

    public long Delete(StoredPack pack) => Delete(pack.Boot, new SeqRange(pack.Seq, pack.Seq));

    public void Forget(BootId boot)
    {
        Young.Forget(boot);
        Card.Forget(boot);
    }

    private static StoredPack? Exactly(StoredPack? pack, long seq) => pack?.Seq == seq ? pack : null;
}
