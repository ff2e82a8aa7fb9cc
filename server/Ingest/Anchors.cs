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
    private readonly Dictionary<string, Dictionary<uint, long>> anchors = [];

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
        Remember(anchor.Node, anchor.KernelBoot, anchor.AtMs);
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

    private void Remember(string node, uint kernelBoot, long at)
    {
        lock (gate)
        {
            RememberInTurn(node, kernelBoot, at);
        }
    }

    private void RememberInTurn(string node, uint kernelBoot, long at)
    {
        if (!anchors.TryGetValue(node, out var own))
        {
            anchors.Add(node, own = []);
        }

        own.Remove(kernelBoot);
        if (own.Count >= MaxBoots)
        {
            own.Remove(own.MinBy(a => a.Value).Key);
        }

        own[kernelBoot] = at;
    }
}
