using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Ingest;

/// <summary>What a birth tells.</summary>
internal enum BirthMeaning
{
    /// <summary>The machine that bore the name before, or the first.</summary>
    Same,

    /// <summary>Another board: a replaced one does that once.</summary>
    OtherMachine,

    /// <summary>Two boards are born in turns.</summary>
    TwoMachines,
}

/// <summary>The last birth of each node, and whether it died since. Two machines that are born in turns under one name are told.</summary>
internal sealed class BirthBook
{
    private readonly ILedgerStore store;
    private readonly Dictionary<string, BirthRecord> births = [];
    private readonly Dictionary<string, Queue<string>> replaced = [];

    public BirthBook(ILedgerStore store)
    {
        this.store = store;
        Reload();
    }

    /// <summary>Machines remembered that bore a name before; the one replaced longest ago goes.</summary>
    public const int MaxReplaced = 8;

    public IReadOnlyDictionary<string, BirthRecord> All => births;

    public BirthMeaning Born(string node, Birth birth, long receivedMs)
    {
        var before = births.GetValueOrDefault(node);
        births[node] = new BirthRecord(
            node,
            birth.Boot,
            birth.Conn,
            birth.Machine,
            birth.Version,
            receivedMs,
            Dead: false
        );
        store.SaveBirth(births[node]);
        if (before is null || before.Machine == birth.Machine)
        {
            return BirthMeaning.Same;
        }

        Replace(node, before.Machine);
        return replaced[node].Contains(birth.Machine) ? BirthMeaning.TwoMachines : BirthMeaning.OtherMachine;
    }

    // A board that was replaced does not come back: when one does, both are alive.
    private void Replace(string node, string machine)
    {
        if (!replaced.TryGetValue(node, out var before))
        {
            replaced.Add(node, before = new Queue<string>());
        }

        if (!before.Contains(machine))
        {
            before.Enqueue(machine);
        }

        if (before.Count > MaxReplaced)
        {
            before.Dequeue();
        }
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
