using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Ingest;

/// <summary>The sets of every boot that a node may still speak of; closed ones are read from the ledger when they are needed.</summary>
internal sealed class BootBook
{
    /// <summary>Open boots of one node; a further one is refused.</summary>
    public const int MaxOpen = 10_000;

    /// <summary>Bitmaps of all open boots of one node (4 MB): a seq that needs a further one is refused.</summary>
    public const int MaxBitmaps = 8_192;

    // Closed boots kept in memory for the next late pack of theirs, and those of one turn.
    private const int MaxClosed = 1_000;

    private readonly ILedgerStore store;
    private readonly Dictionary<string, Dictionary<BootId, BootSets>> open = [];
    private readonly Dictionary<(string Node, BootId Boot), BootSets> closed = [];

    public BootBook(ILedgerStore store)
    {
        this.store = store;
        Load();
    }

    /// <summary>Null when the node has too many open boots already.</summary>
    public BootSets? Get(string node, BootId boot)
    {
        var own = OpenOf(node);
        if (own.TryGetValue(boot, out var sets) || closed.TryGetValue((node, boot), out sets))
        {
            return sets;
        }

        sets = store.FindBoot(node, boot);
        if (sets is { Closed: true })
        {
            // Within a turn none is forgotten: it may be changed and not yet written.
            closed[(node, boot)] = sets;
            return sets;
        }

        if (own.Count >= MaxOpen)
        {
            return null;
        }

        own.Add(boot, sets ??= new BootSets(node, boot));
        return sets;
    }

    /// <summary>True when this seq can be remembered without the node going beyond its bitmaps.</summary>
    public bool HasRoomFor(BootSets sets, long seq) =>
        seq <= sets.UpTo + 1
        || sets.Stored.Covers(seq)
        || OpenOf(sets.Node).Values.Sum(own => own.Stored.ChunkCount) < MaxBitmaps;

    public BootSets? Find(PackKey key) => OpenOf(key.Node).GetValueOrDefault(key.Boot);

    public IReadOnlyCollection<BootSets> Open(string node) => OpenOf(node).Values;

    /// <summary>Puts boots where they belong after a turn closed or re-opened them.</summary>
    public void Sort(IEnumerable<BootSets> touched)
    {
        if (closed.Count > MaxClosed)
        {
            closed.Clear();
        }

        foreach (var sets in touched)
        {
            if (sets.Closed)
            {
                OpenOf(sets.Node).Remove(sets.Boot);
                closed[(sets.Node, sets.Boot)] = sets;
            }
            else
            {
                closed.Remove((sets.Node, sets.Boot));
                OpenOf(sets.Node)[sets.Boot] = sets;
            }
        }
    }

    /// <summary>Back to what the ledger holds: after a rollback.</summary>
    public void Reload()
    {
        open.Clear();
        closed.Clear();
        Load();
    }

    private void Load()
    {
        foreach (var sets in store.LoadOpenBoots())
        {
            OpenOf(sets.Node).Add(sets.Boot, sets);
        }
    }

    private Dictionary<BootId, BootSets> OpenOf(string node)
    {
        if (!open.TryGetValue(node, out var own))
        {
            open.Add(node, own = []);
        }

        return own;
    }
}
