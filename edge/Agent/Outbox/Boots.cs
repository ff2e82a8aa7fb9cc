using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>
/// The runs of this process whose packs the server may still miss, oldest first, the running one last. A boot leaves when the server
/// has settled all below its next, so that what was lost here is named there.
/// </summary>
internal sealed class Boots
{
    private readonly List<KnownBoot> held;
    private readonly BootId current;

    public Boots(BootId current, IEnumerable<KnownBoot> first, IEnumerable<KnownBoot> second)
    {
        this.current = current;
        var merged = new OrderedDictionary<BootId, long>();
        foreach (var (boot, next) in first.Concat(second))
        {
            merged[boot] = Math.Max(next, merged.GetValueOrDefault(boot));
        }

        held = [.. merged.Select(b => new KnownBoot(b.Key, b.Value)), new KnownBoot(current, 0)];
    }

    public IReadOnlyList<KnownBoot> Held => held;

    public int Count => held.Count;

    public KnownBoot this[int index] => held[index];

    /// <summary>True when the boot has left.</summary>
    public bool Settled(BootId boot, long upTo) =>
        boot != current && held.RemoveAll(b => b.Boot == boot && upTo >= b.Next - 1) > 0;

    public void Remove(BootId boot) => held.RemoveAll(b => b.Boot == boot);
}
