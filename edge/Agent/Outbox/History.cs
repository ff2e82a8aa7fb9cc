namespace Vigia.Edge.Outbox;

/// <summary>A finger on what is held: boots oldest first, seqs upward. Remembers a place, not the packs.</summary>
internal sealed class History(OutboxStores stores, Boots boots)
{
    private int boot;
    private long seq;

    public void Rewind() => (boot, seq) = (0, 0);

    /// <summary>The next frozen pack that <paramref name="passOver"/> lets through, or null at the end.</summary>
    public StoredPack? Next(Predicate<StoredPack> passOver)
    {
        while (boot < boots.Count)
        {
            var pack = stores.Next(boots[boot].Boot, seq);
            if (pack is null)
            {
                (boot, seq) = (boot + 1, 0);
                continue;
            }

            seq = pack.Seq + 1;
            if (pack.Ready && !passOver(pack))
            {
                return pack;
            }
        }

        return null;
    }
}
