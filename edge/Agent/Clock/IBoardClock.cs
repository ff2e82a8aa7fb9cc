using Vigia.Wire;

namespace Vigia.Edge.Clock;

/// <summary>What the board itself knows of time, before anything is learned from the server. Safe for several threads.</summary>
internal interface IBoardClock
{
    /// <summary>Milliseconds of CLOCK_BOOTTIME.</summary>
    long UpMs { get; }

    /// <summary>Short hash of the kernel's boot id.</summary>
    uint KernelBoot { get; }

    /// <summary>The system's time of day in Unix milliseconds.</summary>
    long TimeOfDayMs { get; }

    /// <summary>What stands behind it: <see cref="ClockQuality.Ntp"/>, <see cref="ClockQuality.Rtc"/> or nothing.</summary>
    ClockQuality Quality { get; }
}
