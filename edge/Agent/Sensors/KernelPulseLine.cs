using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Vigia.Edge.Sensors;

/// <summary>
/// Pulses as the kernel numbers them: when its buffer is full it drops the oldest, and the newest still bears its true
/// number. So nobody has to be quick, and a stall of this process loses none.
/// </summary>
internal sealed class KernelPulseLine(SafeFileHandle line) : IPulseLine
{
    private const int EventsAtOnce = 64;

    // So many times a full buffer: pulses that come faster than they are read are left for the next call.
    private const int MostReads = 4 * GpioDevice.EventBuffer / EventsAtOnce;

    private const int TryAgain = 11; // EAGAIN: nothing more to read

    private readonly EdgeCount edges = new();

    public long Count()
    {
        Span<GpioDevice.LineEvent> events = stackalloc GpioDevice.LineEvent[EventsAtOnce];
        for (var reads = 0; reads < MostReads; reads++)
        {
            var size = Unsafe.SizeOf<GpioDevice.LineEvent>();
            var bytes = GpioDevice.Read(line, events, (nuint)(events.Length * size));
            if (bytes < 0)
            {
                return Marshal.GetLastPInvokeError() == TryAgain
                    ? edges.Total
                    : throw GpioDevice.Trouble("reading the edges of a line");
            }

            edges.Saw(events[..(int)(bytes / size)]);
        }

        return edges.Total;
    }

    public void Dispose() => line.Dispose();
}

/// <summary>Adds up the kernel's 32-bit numbers, which begin at 1 and wrap.</summary>
internal sealed class EdgeCount
{
    private uint last;

    public long Total { get; private set; }

    public void Saw(ReadOnlySpan<GpioDevice.LineEvent> events)
    {
        if (events.Length > 0)
        {
            var newest = events[^1].LineSequence;
            Total += unchecked(newest - last);
            last = newest;
        }
    }
}
