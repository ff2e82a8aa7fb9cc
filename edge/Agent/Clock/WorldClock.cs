using Vigia.Wire;

namespace Vigia.Edge.Clock;

/// <summary>
/// The clocks of a node in a farm whose time is faster than the machine's: uptime and time of day are both the farm's, and always
/// agree. A machine that is busy for a moment would otherwise make seconds of difference between the two. It is a board with NTP.
/// </summary>
internal sealed class WorldClock(WorldTime world, uint kernelBoot) : INodeClock
{
    private readonly long begunMs = world.GetUtcNow().ToUnixTimeMilliseconds();
    private readonly long begun = world.GetTimestamp();

    /// <summary>Of the world, since this clock was made.</summary>
    public long UpMs => (long)world.GetElapsedTime(begun).TotalMilliseconds;

    public uint KernelBoot => kernelBoot;

    public (long TimeMs, ClockQuality Quality) Now() => At(UpMs);

    public (long TimeMs, ClockQuality Quality) At(long upMs) => (begunMs + upMs, ClockQuality.Ntp);

    // NTP stands behind it: nothing is to be learned.
    public void Learn(long serverMs, long upMs, ClockQuality serverQuality) { }
}

/// <summary>
/// A board whose time of day is the farm's and whose uptime is the machine's: what the protocol lives by, whose pauses and repeats
/// are the machine's however fast the farm is.
/// </summary>
internal sealed class ProtocolClock(WorldTime world, IBoardClock machine) : IBoardClock
{
    public long UpMs => machine.UpMs;

    public uint KernelBoot => machine.KernelBoot;

    public long TimeOfDayMs => world.GetUtcNow().ToUnixTimeMilliseconds();

    public ClockQuality Quality => ClockQuality.Ntp;
}
