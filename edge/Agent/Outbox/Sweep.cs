using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>
/// One sweep of a lane, closed: what becomes a pack when the outbox gives it a seq and freezes its bytes.
/// </summary>
/// <param name="TimeMs">Unix milliseconds of its first reading, by the clock of that moment.</param>
/// <param name="UpMs">The same moment in CLOCK_BOOTTIME.</param>
/// <param name="Alarm">Holds a reading beyond a local alarm limit: dropped last when the outbox overflows.</param>
internal sealed record Sweep(
    long TimeMs,
    long UpMs,
    ClockQuality Clock,
    IReadOnlyList<Reading> Readings,
    bool Alarm = false
);

/// <summary>Where lanes put what they sampled. Safe for several threads; waits for the memory file system, never for the card.</summary>
internal interface ISweepSink
{
    void Put(Sweep sweep);
}
