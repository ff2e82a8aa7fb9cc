using System.Device.I2c;

namespace Vigia.Edge.Sensors;

/// <summary>The Linux kernel's buses and lines.</summary>
internal sealed class KernelBoard : IBoard
{
    private readonly I2cBuses buses = new(I2cBus.Create);

    public I2cDevice OpenI2c(int bus, int address) => buses.OpenDevice(bus, address);

    public IOneWire OpenOneWire(string rom) => new KernelOneWire(rom);

    public IPulseLine OpenPulses(LineRequest request) => new KernelPulseLine(GpioDevice.OpenEdges(request));

    public IInputLine OpenInput(LineRequest request) => new KernelInputLine(request);

    public IOutputLine OpenOutput(OutputRequest request) => new KernelOutputLine(request);

    public void Dispose() => buses.Dispose();
}
