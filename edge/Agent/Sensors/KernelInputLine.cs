using Microsoft.Win32.SafeHandles;

namespace Vigia.Edge.Sensors;

/// <summary>The state of one line, debounced by the kernel.</summary>
internal sealed class KernelInputLine(LineRequest request) : IInputLine
{
    private readonly SafeFileHandle line = GpioDevice.OpenInput(request);

    public bool IsActive()
    {
        var values = new GpioDevice.Values { Mask = 1 };
        return GpioDevice.MoveValues(line, GpioDevice.GetValuesRequest, ref values) >= 0
            ? (values.Bits & 1) != 0
            : throw GpioDevice.Trouble($"reading line {request.Line}");
    }

    public void Dispose() => line.Dispose();
}
