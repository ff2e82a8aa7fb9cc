using System.IO.Pipes;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Vigia.Edge.Sensors;

namespace Vigia.Tests.Edge.Sensors;

/// <summary>The kernel's side of a line is a pipe here: what is read from it is what a GPIO chip would give.</summary>
public sealed class KernelPulseLineTests : IDisposable
{
    private readonly AnonymousPipeServerStream kernel = new(PipeDirection.Out);
    private readonly KernelPulseLine line;

    public KernelPulseLineTests()
    {
        var edges = new SafeFileHandle(kernel.ClientSafePipeHandle.DangerousGetHandle(), ownsHandle: false);
        GpioDevice.NeverWait(edges);
        line = new KernelPulseLine(edges);
    }

    public void Dispose()
    {
        line.Dispose();
        kernel.Dispose();
    }

    [Fact]
    public void A_still_wheel_is_not_waited_for()
    {
        Assert.Equal(0, line.Count());
    }

    [Fact]
    public void All_edges_that_came_are_counted_however_many_reads_they_take()
    {
        Turn(from: 1, to: 1000);
        Assert.Equal(1000, line.Count());
        Assert.Equal(1000, line.Count());

        Turn(from: 1001, to: 1003);
        Assert.Equal(1003, line.Count());
    }

    [Fact]
    public void A_stall_of_this_process_loses_no_pulse()
    {
        Turn(from: 1, to: 10);
        Assert.Equal(10, line.Count());

        Turn(from: 5000, to: 6000); // the kernel kept the newest

        Assert.Equal(6000, line.Count());
    }

    private void Turn(uint from, uint to)
    {
        for (var number = from; number <= to; number++)
        {
            GpioDevice.LineEvent[] edge = [new() { LineSequence = number }];
            kernel.Write(MemoryMarshal.AsBytes<GpioDevice.LineEvent>(edge));
        }
    }
}
