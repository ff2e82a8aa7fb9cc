using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>Takes the server at its word: deletes exactly what an ack settles, after setting aside what it refuses.</summary>
internal sealed class Settling(OutboxStores stores, Boots boots, Sending sending, Shelf shelf)
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
            stores.Card.KeepAside(pack, refused.Reason);
            SettleRange(boot, new SeqRange(refused.Seq, refused.Seq));
        }
    }

    private long SettleRange(BootId boot, SeqRange seqs)
    {
        sending.Settled(boot, seqs);
        return stores.Delete(boot, seqs);
    }
}
