using System.Runtime.InteropServices;

namespace Vigia.Edge.Clock;

/// <summary>clock_gettime(2) and adjtimex(2) of 64-bit Linux.</summary>
internal static partial class KernelTime
{
    // <linux/time.h>
    private const int ClockBootTime = 7;

    // <linux/timex.h>: set while nothing disciplines the clock, and again 16 s of estimated error after NTP fell silent.
    private const int StatusUnsynchronised = 0x0040;

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    // struct timex on LP64: 208 bytes, `status` behind `modes` (padded) and four longs.
    [StructLayout(LayoutKind.Explicit, Size = 208)]
    private struct Timex
    {
        [FieldOffset(0)]
        public uint Modes;

        [FieldOffset(40)]
        public int Status;
    }

    public static long BootTimeMs()
    {
        if (ClockGetTime(ClockBootTime, out var time) != 0)
        {
            throw new PlatformNotSupportedException($"CLOCK_BOOTTIME: errno {Marshal.GetLastPInvokeError()}");
        }

        return (time.Seconds * 1000) + (time.Nanoseconds / 1_000_000);
    }

    /// <summary>True while NTP (or a PPS) disciplines the system's clock.</summary>
    public static bool IsDisciplined()
    {
        var asked = new Timex();
        return AdjTimex(ref asked) >= 0 && (asked.Status & StatusUnsynchronised) == 0;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int ClockGetTime(int clock, out Timespec time);

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static partial int AdjTimex(ref Timex buffer);
}
