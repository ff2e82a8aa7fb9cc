using Microsoft.Win32.SafeHandles;

namespace Vigia.Edge.Sensors;

/// <summary>
/// One line that drives a relay. While the file stays open the kernel holds what was set. Once it is closed, also by a kill, the
/// line is in nobody's hands: Raspberry Pi's kernels keep its level (<c>pinctrl_bcm2835.persist_gpio_outputs</c>), others let it
/// fall back to an input. So it is made inactive before it is closed, when it is opened, and by the unit after a crash.
/// </summary>
internal sealed class KernelOutputLine(OutputRequest request) : IOutputLine
{
    private readonly SafeFileHandle line = GpioDevice.OpenOutput(request);

    public void Set(bool active)
    {
        var values = new GpioDevice.Values { Mask = 1, Bits = active ? 1ul : 0 };
        if (GpioDevice.MoveValues(line, GpioDevice.SetValuesRequest, ref values) < 0)
        {
            throw GpioDevice.Trouble($"setting line {request.Line}");
        }
    }

    public void Dispose()
    {
        if (line.IsClosed)
        {
            return;
        }

        try
        {
            Set(false);
        }
        catch (IOException)
        {
            // The chip is gone, and the relay with it: nothing is left to switch off.
        }

        line.Dispose();
    }
}
