using Vigia.Wire;

namespace Vigia.Server.Ledger;

/// <summary>What the ledger holds of one pack: as it came, and what was decided of it at commit.</summary>
/// <param name="Row">Position in the ledger; followers' cursors count in it.</param>
/// <param name="Boot">With <paramref name="Seq"/>: the pack's identity. Of a plain device 0, and <paramref name="Seq"/> the hash of the payload.</param>
/// <param name="ReceivedMs">Unix milliseconds of arrival, by the server's clock.</param>
/// <param name="TimeMs">Unix milliseconds the pack is stored and judged at; its readings lie <see cref="Reading.OffsetMs"/> after it.</param>
/// <param name="Clock">What stands behind <paramref name="TimeMs"/>.</param>
/// <param name="ClockOff">The node's own time was too far off and was replaced.</param>
/// <param name="Zone">The node's zone at commit.</param>
/// <param name="Bytes">The pack, byte for byte.</param>
internal sealed record LedgerRow(
    long Row,
    string Node,
    BootId Boot,
    long Seq,
    bool Plain,
    long ReceivedMs,
    long TimeMs,
    ClockQuality Clock,
    bool ClockOff,
    string? Zone,
    byte[] Bytes
);
