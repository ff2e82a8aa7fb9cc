using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Vigia.EndToEnd.Kit;

/// <summary>What the kernel delivers and no program can talk its way out of.</summary>
internal enum Signal
{
    HangUp = 1,
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

internal static partial class Signals
{
    public static void Send(int pid, Signal signal)
    {
        if (Kill(pid, (int)signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{signal} to {pid}");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
