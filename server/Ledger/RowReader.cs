using Vigia.Wire;

namespace Vigia.Server.Ledger;

/// <summary>Reads rows back into readings. One a follower: not for several threads at once.</summary>
internal sealed class RowReader
{
    private readonly PackDecoder decoder = new();

    /// <summary>The readings of the last row, until the next.</summary>
    public Pack Pack { get; } = new();

    /// <summary>False when the row's bytes are no pack (any more).</summary>
    public bool TryRead(LedgerRow row) =>
        (row.Plain ? decoder.DecodePlain(row.Bytes, row.Node, Pack) : decoder.Decode(row.Bytes, row.Node, Pack))
            is null;
}
