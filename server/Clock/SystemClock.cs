using System.Runtime.InteropServices;
using Vigia.Wire;

namespace Vigia.Server.Clock;

/// <summary>What the kernel says of its time of day: adjtimex(2), and whether a board clock set it.</summary>
internal static partial class SystemClock
{
    // adjtimex(2): the return value when STA_UNSYNC is set.
    private const int TimeError = 5;

    // struct timex is 208 bytes on 64-bit Linux; with modes = 0 it is only filled.
    private const int TimexBytes = 256;

    public static ClockQuality Quality()
    {
        if (!OperatingSystem.IsLinux())
        {
            return ClockQuality.Rtc;
        }

        Span<byte> timex = stackalloc byte[TimexBytes];
        timex.Clear();
        var state = Adjtimex(ref MemoryMarshal.GetReference(timex));
        if (state is >= 0 and not TimeError)
        {
            return ClockQuality.Ntp;
        }

        return IsSetByRtc() ? ClockQuality.Rtc : ClockQuality.None;
    }

    private static bool IsSetByRtc()
    {
        const string hctosys = "/sys/class/rtc/rtc0/hctosys";
        return File.Exists(hctosys) && File.ReadAllText(hctosys).Trim() == "1";
    }

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static partial int Adjtimex(ref byte timex);
}
