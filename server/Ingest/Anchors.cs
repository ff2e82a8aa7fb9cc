using Vigia.Server.Ledger;

namespace Vigia.Server.Ingest;

/// <summary>
/// Server time of a node's uptime 0, for each kernel boot it has shown: learned only from its questions for the time,
/// written in the turn that first uses them, dropped when the server's own clock steps. Only the intake changes them;
/// any thread may ask.
/// </summary>
internal sealed class Anchors
{
    /// <summary>Kernel boots remembered of one node; the one learned longest ago goes.</summary>
    public const int MaxBoots = 64;

    private readonly ILedgerStore store;
    private readonly Lock gate = new();
    private readonly Dictionary<string, OrderedDictionary<uint, long>> anchors = [];

    public Anchors(ILedgerStore store)
    {
        this.store = store;
        Reload();
    }

    public long? Of(string node, uint kernelBoot)
    {
        lock (gate)
        {
            return anchors.TryGetValue(node, out var own) && own.TryGetValue(kernelBoot, out var at) ? at : null;
        }
    }

    public void Learn(LearnedAnchor anchor)
    {
        if (Remember(anchor.Node, anchor.KernelBoot, anchor.AtMs) is { } forgotten)
        {
            store.DropAnchor(anchor.Node, forgotten);
        }

        store.SaveAnchor(anchor.Node, anchor.KernelBoot, anchor.AtMs);
    }

    public void DropAll()
    {
        store.DropAnchors();
        Clear();
    }

    public void Reload()
    {
        Clear();
        foreach (var (node, kernelBoot, at) in store.LoadAnchors())
        {
            Remember(node, kernelBoot, at);
        }
    }

    private void Clear()
    {
        lock (gate)
        {
            anchors.Clear();
        }
    }

    // Answers the kernel boot that had to go for it.
    private uint? Remember(string node, uint kernelBoot, long at)
    {
        lock (gate)
        {
            return RememberInTurn(node, kernelBoot, at);
        }
    }

    private uint? RememberInTurn(string node, uint kernelBoot, long at)
    {
        if (!anchors.TryGetValue(node, out var own))
        {
            anchors.Add(node, own = []);
        }

        own.Remove(kernelBoot);
        own.Add(kernelBoot, at);
        if (own.Count <= MaxBoots)
        {
            return null;
        }

        var longestAgo = own.GetAt(0).Key;
        own.RemoveAt(0);
        return longestAgo;
    }
}
