using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Vigia.EndToEnd.Sms.Modem;

/// <summary>
/// A serial line without hardware: we hold the modem's end, a daemon opens the other by <see cref="DevicePath"/>, a link whose
/// name stays when the modem is unplugged and plugged in again.
/// </summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NoControllingTerminal = 0x100;

    // Nobody that this process starts may hold the line: an unplugged one would not look like it.
    private const int OurOwn = 0x80000;
    private const int TermiosBytes = 64;

    private readonly int modemEnd;
    private readonly int ourHoldOnTheOther;
    private readonly CancellationTokenSource closed = new();

    public PseudoTerminal(string link)
    {
        DevicePath = link;
        modemEnd = Check(OpenMaster(ReadWrite | NoControllingTerminal | OurOwn));
        Check(Grant(modemEnd));
        Check(Unlock(modemEnd));
        var name = new byte[64];
        Check(NameOf(modemEnd, name, name.Length));
        var device = System.Text.Encoding.ASCII.GetString(name).TrimEnd('\0');
        // Held open, so that the line survives a daemon that closes and opens it.
        ourHoldOnTheOther = Check(Open(device, ReadWrite | NoControllingTerminal | OurOwn));
        var settings = new byte[TermiosBytes];
        Check(GetSettings(ourHoldOnTheOther, settings));
        MakeRaw(settings);
        Check(SetSettings(ourHoldOnTheOther, 0, settings));
        File.Delete(link);
        File.CreateSymbolicLink(link, device);
    }

    public string DevicePath { get; }

    /// <summary>Bytes that the daemon wrote; none when the line was quiet for a moment or is closed.</summary>
    public int Read(byte[] buffer)
    {
        var wait = new Poll { Descriptor = modemEnd, Events = 1 };
        return closed.IsCancellationRequested || WaitFor(ref wait, 1, 50) <= 0 || (wait.Happened & 1) == 0
            ? 0
            : Math.Max(0, (int)Read(modemEnd, buffer, buffer.Length));
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (!closed.IsCancellationRequested)
        {
            // A daemon that does not read loses what does not fit, as with a real line.
            _ = Write(modemEnd, bytes.ToArray(), bytes.Length);
        }
    }

    public void Dispose()
    {
        if (closed.IsCancellationRequested)
        {
            return;
        }

        closed.Cancel();
        File.Delete(DevicePath);
        _ = Close(ourHoldOnTheOther);
        _ = Close(modemEnd);
        closed.Dispose();
    }

    private static int Check(int result) =>
        result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError(), "pseudo-terminal");

    [StructLayout(LayoutKind.Sequential)]
    private struct Poll
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(int descriptor);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(int descriptor);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    private static partial int NameOf(int descriptor, byte[] name, nint length);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int GetSettings(int descriptor, byte[] settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int SetSettings(int descriptor, int when, byte[] settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw(byte[] settings);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int WaitFor(ref Poll descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, byte[] buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, byte[] buffer, nint count);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
