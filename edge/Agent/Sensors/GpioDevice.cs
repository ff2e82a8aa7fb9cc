using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Vigia.Edge.Sensors;

/// <summary>
/// Version 2 of the kernel's GPIO character device (Linux 5.10 and later), on 64-bit machines: layouts and numbers are
/// those of &lt;linux/gpio.h&gt;. No library lies between, and none has to be installed.
/// </summary>
internal static partial class GpioDevice
{
    /// <summary>Edges the kernel keeps until they are read: the most it allows for one request, 64 × 16.</summary>
    public const int EventBuffer = 1024;

    internal const uint GetLineRequest = 0xC250B407; // GPIO_V2_GET_LINE_IOCTL
    internal const uint GetValuesRequest = 0xC010B40E; // GPIO_V2_LINE_GET_VALUES_IOCTL
    internal const uint SetValuesRequest = 0xC010B40F; // GPIO_V2_LINE_SET_VALUES_IOCTL

    private const ulong FlagActiveLow = 1 << 1;
    private const ulong FlagInput = 1 << 2;
    private const ulong FlagOutput = 1 << 3;
    private const ulong FlagEdgeRising = 1 << 4;
    private const ulong FlagPullUp = 1 << 8;
    private const ulong FlagPullDown = 1 << 9;
    private const ulong FlagNoBias = 1 << 10;
    private const uint AttributeDebounce = 3; // GPIO_V2_LINE_ATTR_ID_DEBOUNCE

    // <fcntl.h> of x86-64 and arm64.
    private const int ReadWrite = 0x2;
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int SetStatusFlags = 4;

    // struct gpio_v2_line_request with one line and at most one attribute.
    [StructLayout(LayoutKind.Explicit, Size = 592)]
    internal struct Request
    {
        [FieldOffset(0)]
        public uint Line;

        [FieldOffset(256)]
        public ConsumerName Consumer;

        [FieldOffset(288)]
        public ulong Flags;

        [FieldOffset(296)]
        public uint Attributes;

        [FieldOffset(320)]
        public uint AttributeId;

        [FieldOffset(328)]
        public uint DebounceMicroseconds;

        [FieldOffset(336)]
        public ulong AttributeLines;

        [FieldOffset(560)]
        public uint Lines;

        [FieldOffset(564)]
        public uint EventBufferSize;

        [FieldOffset(588)]
        public int FileDescriptor;
    }

    // Shown by gpioinfo beside the line.
    [System.Runtime.CompilerServices.InlineArray(32)]
    internal struct ConsumerName
    {
        private byte first;
    }

    // struct gpio_v2_line_event: both numbers count what the kernel saw, also what its buffer could not keep.
    [StructLayout(LayoutKind.Explicit, Size = 48)]
    internal struct LineEvent
    {
        [FieldOffset(0)]
        public ulong TimestampNanoseconds;

        [FieldOffset(20)]
        public uint LineSequence;
    }

    // struct gpio_v2_line_values
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    internal struct Values
    {
        [FieldOffset(0)]
        public ulong Bits;

        [FieldOffset(8)]
        public ulong Mask;
    }

    /// <summary>A line that counts its rising edges (of the active state), read without waiting.</summary>
    public static SafeFileHandle OpenEdges(LineRequest line)
    {
        var edges = Open(line, FlagEdgeRising);
        NeverWait(edges);
        return edges;
    }

    public static SafeFileHandle OpenInput(LineRequest line) => Open(line, 0);

    /// <summary>An output, inactive from its first moment.</summary>
    public static SafeFileHandle OpenOutput(OutputRequest line) => Open(line.Chip, RequestOf(line));

    internal static Request RequestOf(LineRequest line, ulong edges)
    {
        var request = new Request
        {
            Line = (uint)line.Line,
            Lines = 1,
            Flags = FlagInput | edges | BiasOf(line.Bias) | (line.ActiveLow ? FlagActiveLow : 0),
            EventBufferSize = edges == 0 ? 0u : EventBuffer,
        };
        Name(ref request);
        if (line.Debounce > TimeSpan.Zero)
        {
            request.Attributes = 1;
            request.AttributeId = AttributeDebounce;
            request.DebounceMicroseconds = (uint)line.Debounce.TotalMicroseconds;
            request.AttributeLines = 1;
        }

        return request;
    }

    // Without an attribute of values the kernel drives the inactive state.
    internal static Request RequestOf(OutputRequest line)
    {
        var request = new Request
        {
            Line = (uint)line.Line,
            Lines = 1,
            Flags = FlagOutput | (line.ActiveLow ? FlagActiveLow : 0),
        };
        Name(ref request);
        return request;
    }

    /// <summary>A read that finds nothing answers EAGAIN.</summary>
    internal static void NeverWait(SafeFileHandle line)
    {
        if (Control(line, SetStatusFlags, NonBlocking) < 0)
        {
            throw Trouble("asking a line not to wait");
        }
    }

    /// <summary>errno in the words that <see cref="BusFault"/> understands.</summary>
    internal static IOException Trouble(string doing)
    {
        var errno = Marshal.GetLastPInvokeError();
        return new IOException($"Error {errno} ({Marshal.GetPInvokeErrorMessage(errno)}) {doing}.");
    }

    private static void Name(ref Request request) => Encoding.ASCII.GetBytes("vigia-edge", request.Consumer);

    private static SafeFileHandle Open(LineRequest line, ulong edges) => Open(line.Chip, RequestOf(line, edges));

    private static SafeFileHandle Open(int number, Request request)
    {
        var chip = $"/dev/gpiochip{number}";
        var opened = OpenFile(chip, ReadWrite | CloseOnExec);
        if (opened < 0)
        {
            throw Trouble($"opening {chip}");
        }

        using var device = new SafeFileHandle(opened, ownsHandle: true);
        return GetLine(device, GetLineRequest, ref request) >= 0
            ? new SafeFileHandle(request.FileDescriptor, ownsHandle: true)
            : throw Trouble($"asking {chip} for line {request.Line}");
    }

    private static ulong BiasOf(LineBias bias) =>
        bias switch
        {
            LineBias.PullUp => FlagPullUp,
            LineBias.PullDown => FlagPullDown,
            _ => FlagNoBias,
        };

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, int command, int argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int GetLine(SafeFileHandle device, nuint request, ref Request line);

    // Reads or writes, as the request says.
    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int MoveValues(SafeFileHandle line, nuint request, ref Values values);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(SafeFileHandle line, Span<LineEvent> events, nuint bytes);
}
