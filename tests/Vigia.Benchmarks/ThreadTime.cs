using System.Runtime.InteropServices;

namespace Vigia.Benchmarks;

/// <summary>CPU time of the calling thread, by Linux' clock of it (clock_gettime(2)).</summary>
internal static partial class ThreadTime
{
    private const int ThreadClock = 3;

    public static double Micros
    {
        get
        {
            Marshal.ThrowExceptionForHR(GetTime(ThreadClock, out var time) == 0 ? 0 : Marshal.GetHRForLastWin32Error());
            return (time.Seconds * 1e6) + (time.Nanoseconds / 1e3);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
