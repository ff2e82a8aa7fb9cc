using Vigia.Server.Ledger;

namespace Vigia.Server.Ingest;

/// <summary>
/// Hashes of the newest packs, to tell a repeat from a reused seq: the last <see cref="Capacity"/>, and older ones while
/// their seq lies above what its boot has settled without a hole, as many again at most.
/// </summary>
internal sealed class HashMemory(Func<PackKey, bool> isOpen, int capacity = HashMemory.Capacity)
{
    public const int Capacity = 100_000;

    private readonly Dictionary<PackKey, ulong> hashes = [];
    private readonly Queue<PackKey> order = new();

    public void Remember(PackKey key, ulong hash)
    {
        if (hashes.TryAdd(key, hash))
        {
            order.Enqueue(key);
        }

        if (order.Count > capacity && order.Dequeue() is var oldest)
        {
            if (order.Count < 2 * capacity && isOpen(oldest))
            {
                order.Enqueue(oldest);
            }
            else
            {
                hashes.Remove(oldest);
            }
        }
    }

    /// <summary>Null when it is no longer known.</summary>
    public bool? IsSame(PackKey key, ulong hash) => hashes.TryGetValue(key, out var known) ? known == hash : null;

    public void Forget(PackKey key) => hashes.Remove(key);
}
