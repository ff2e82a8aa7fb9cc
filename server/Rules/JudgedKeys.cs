using Vigia.Server.Ledger;

namespace Vigia.Server.Rules;

/// <summary>
/// Packs that were judged before the ledger held them, so that their later commit is not judged again.
/// Beyond <see cref="Max"/> the oldest is forgotten: the rule's own memory of its last reading then stands alone.
/// </summary>
internal sealed class JudgedKeys
{
    public const int Max = 100_000;

    private readonly HashSet<(string, ulong, long)> keys = [];
    private readonly Queue<(string, ulong, long)> order = [];

    /// <summary>False when it was there already.</summary>
    public bool Add(LedgerRow row)
    {
        var key = KeyOf(row);
        if (!keys.Add(key))
        {
            return false;
        }

        order.Enqueue(key);
        if (order.Count > Max)
        {
            keys.Remove(order.Dequeue());
        }

        return true;
    }

    public bool Contains(LedgerRow row) => keys.Count > 0 && keys.Contains(KeyOf(row));

    private static (string, ulong, long) KeyOf(LedgerRow row) => (row.Node, row.Boot.Value, row.Seq);
}
