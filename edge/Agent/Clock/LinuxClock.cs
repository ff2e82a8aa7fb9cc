using System.Security.Cryptography;
using Vigia.Wire;

namespace Vigia.Edge.Clock;

/// <summary>The clocks of the Linux kernel this process runs on.</summary>
internal sealed class LinuxClock : IBoardClock
{
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";

    // An RTC sets the system's clock once, at boot: it is asked once.
    private readonly bool rtcSetTheClock = RealTimeClock.HasSetTheSystemClock();

    public long UpMs => KernelTime.BootTimeMs();

    public uint KernelBoot { get; } = HashOf(File.ReadAllText(BootIdFile).Trim());

    public long TimeOfDayMs => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    public ClockQuality Quality =>
        KernelTime.IsDisciplined() ? ClockQuality.Ntp
        : rtcSetTheClock ? ClockQuality.Rtc
        : ClockQuality.None;

    /// <summary>Four bytes of SHA-256, never 0: 0 means on the wire that the node doesn't say.</summary>
    internal static uint HashOf(string bootId)
    {
        var hash = SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(bootId));
        return Math.Max(1, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash));
    }
}
