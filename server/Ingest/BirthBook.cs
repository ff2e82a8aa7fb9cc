using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Ingest;

/// <summary>The last birth of each node, and whether it died since. Two machines that are born in turns under one name are told.</summary>
internal sealed class BirthBook
{
    private readonly ILedgerStore store;
    private readonly Dictionary<string, BirthRecord> births = [];
    private readonly Dictionary<string, (BirthRecord Before, int Swaps)> swaps = [];

    public BirthBook(ILedgerStore store)
    {
        this.store = store;
        Reload();
    }

    /// <summary>Swaps between machines after which a name is taken to be used by two: a replaced board swaps once.</summary>
    public const int SwapsOfTwo = 2;

    public IReadOnlyDictionary<string, BirthRecord> All => births;

    public bool HasTwoMachines(string node) => swaps.TryGetValue(node, out var seen) && seen.Swaps >= SwapsOfTwo;

    public void Born(string node, Birth birth, long receivedMs)
    {
        var born = new BirthRecord(node, birth.Boot, birth.Conn, birth.Machine, birth.Version, receivedMs, Dead: false);
        if (births.TryGetValue(node, out var before) && before.Machine != birth.Machine)
        {
            swaps[node] = (before, swaps.GetValueOrDefault(node).Swaps + 1);
        }

        births[node] = born;
        store.SaveBirth(born);
    }

    /// <summary>A will of an earlier connection or run says nothing of this one.</summary>
    public void Died(string node, Death death)
    {
        if (births.TryGetValue(node, out var born) && born.Boot == death.Boot && born.Conn == death.Conn)
        {
            births[node] = born with { Dead = true };
            store.SaveBirth(births[node]);
        }
    }

    public void Reload()
    {
        births.Clear();
        foreach (var birth in store.LoadBirths())
        {
            births[birth.Node] = birth;
        }
    }
}
