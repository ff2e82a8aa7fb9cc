using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Ingest;

/// <summary>What a committed turn did, and what may be said of it now.</summary>
internal sealed class TurnOutcome
{
    public List<NewRow> Rows { get; } = [];

    public List<Touched> Touched { get; } = [];

    public List<(string Node, Refusal Reason)> Refusals { get; } = [];

    /// <summary>Nodes that turn out to be two machines under one name.</summary>
    public List<string> TwoMachines { get; } = [];

    /// <summary>PUBACKs that waited for the commit.</summary>
    public List<IReceipt> Receipts { get; } = [];

    public int Repeats { get; set; }

    public long NamedGaps { get; set; }
}
