using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Ingest;

/// <summary>
/// At which time a pack is stored and judged (WIRE §5): its own wherever that can be believed. Lateness is never
/// evidence of a wrong clock.
/// </summary>
internal static class PackTime
{
    /// <summary>How far a node's clock may be from what its uptime says, and how far ahead of ours.</summary>
    public const long ToleranceMs = 30_000;

    /// <param name="anchorMs">Server time of the node's uptime 0 in that kernel boot, where it is known.</param>
    /// <param name="receivedMs">Arrival, by the server's clock.</param>
    /// <param name="serverHasTime">Without it, arrival is no measure of anybody's clock.</param>
    public static StoredTime Decide(in PackHeader header, long? anchorMs, long receivedMs, bool serverHasTime)
    {
        if (anchorMs is { } anchor && header.UpMs is { } up)
        {
            var expected = anchor + up;
            return Math.Abs(header.TimeMs - expected) > ToleranceMs
                ? new StoredTime(expected, ClockQuality.None, ClockOff: true)
                : new StoredTime(header.TimeMs, header.Clock, ClockOff: false);
        }

        var believed =
            header.Clock >= ClockQuality.Rtc && (!serverHasTime || header.TimeMs <= receivedMs + ToleranceMs);
        return believed
            ? new StoredTime(header.TimeMs, header.Clock, ClockOff: false)
            : new StoredTime(receivedMs, ClockQuality.None, ClockOff: false);
    }
}
