using Vigia.Wire;

namespace Vigia.Edge.Clock;

/// <summary>
/// A node's two clocks: CLOCK_BOOTTIME, which nobody steps, and the time of day, with what stands behind it.
/// Safe for several threads.
/// </summary>
internal interface INodeClock
{
    /// <summary>Milliseconds of CLOCK_BOOTTIME.</summary>
    long UpMs { get; }

    /// <summary>Short hash of the kernel's boot id: <see cref="UpMs"/> of several processes belong together while it is the same.</summary>
    uint KernelBoot { get; }

    /// <summary>
    /// Unix milliseconds and their quality: the system's clock when NTP or an RTC stands behind it, else what was learned
    /// from the server plus <see cref="UpMs"/>, else the system's clock as a guess, with <see cref="ClockQuality.None"/>.
    /// </summary>
    (long TimeMs, ClockQuality Quality) Now();

    /// <summary>
    /// What <see cref="Now"/> would have said at an earlier <paramref name="upMs"/> of this kernel boot, by what is known now.
    /// </summary>
    (long TimeMs, ClockQuality Quality) At(long upMs);

    /// <summary>Learns the server's time: it was <paramref name="serverMs"/> when the node's uptime was <paramref name="upMs"/>.</summary>
    void Learn(long serverMs, long upMs, ClockQuality serverQuality);
}
