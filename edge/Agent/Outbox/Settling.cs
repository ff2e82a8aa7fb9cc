using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>Takes the server at its word: deletes exactly what an ack settles, after setting aside what it refuses.</summary>
internal sealed class Settling(OutboxStores stores, Boots boots, Sending sending, Shelf shelf, Tally tally)
{
    public void Settle(Ack ack)
    {
        foreach (var refused in ack.Refused)
        {
            SetAside(ack.Boot, refused);
        }

        var gone = SettleRange(ack.Boot, new SeqRange(0, ack.UpTo));
        foreach (var range in ack.More)
        {
            gone += SettleRange(ack.Boot, range);
        }

        if (gone > 0)
        {
            sending.Answered();
            shelf.Answered();
        }

        if (boots.Settled(ack.Boot, ack.UpTo))
        {
            stores.Forget(ack.Boot);
            sending.Rewind();
        }
    }

    private void SetAside(BootId boot, RefusedSeq refused)
    {
        if (stores.Read(boot, refused.Seq) is { } pack)
        {
            KeepCopy(pack, refused.Reason);
            SettleRange(boot, new SeqRange(refused.Seq, refused.Seq));
        }
    }

    // A full card must not keep the rest of an ack from being settled: the server keeps the refused bytes either way.
    private void KeepCopy(StoredPack pack, string reason)
    {
        try
        {
            stores.Card.KeepAside(pack, reason);
        }
        catch (PackStoreException)
        {
            tally.Fault("AsideFailed");
        }
    }

    private long SettleRange(BootId boot, SeqRange seqs)
    {
        sending.Settled(boot, seqs);
        return stores.Delete(boot, seqs);
    }
}
