using System.Device.I2c;
using Vigia.Edge.Sensors;

namespace Vigia.Edge.Simulation;

/// <summary>
/// An I2C bus whose chips are models. It fails as the kernel does, in the kernel's own words, so that the understanding
/// of errors is tested with the drivers.
/// </summary>
internal sealed class SimulatedI2cBus(Pause pause, Func<BusTrouble>? trouble = null) : I2cBus
{
    // The time-out of the kernel's adapters: 1 s (struct i2c_adapter, HZ).
    private static readonly TimeSpan AdapterTimeOut = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, II2cSlave> slaves = [];
    private bool wasUnplugged;

    public WireTap? Tap { get; set; }

    /// <summary>The chip has had its power for long.</summary>
    public void Attach(int address, II2cSlave slave) => slaves.Add(address, slave);

    public override I2cDevice CreateDevice(int deviceAddress) => new Device(this, deviceAddress);

    public override void RemoveDevice(int deviceAddress) { }

    private void Write(int address, ReadOnlySpan<byte> bytes)
    {
        if (!Reach(address).Write(bytes))
        {
            throw NotAcknowledged();
        }
    }

    private void Read(int address, Span<byte> bytes)
    {
        if (!Reach(address).Read(bytes))
        {
            throw NotAcknowledged();
        }

        Tap?.Invoke(bytes);
    }

    private II2cSlave Reach(int address)
    {
        var now = trouble?.Invoke() ?? BusTrouble.None;
        if (now == BusTrouble.Stuck)
        {
            pause(AdapterTimeOut);
            throw new IOException("Error 110 (Connection timed out) performing I2C data transfer.");
        }

        PowerChanged(isUnplugged: now == BusTrouble.Unplugged);
        return !wasUnplugged && slaves.TryGetValue(address, out var slave) ? slave : throw NotAcknowledged();
    }

    private void PowerChanged(bool isUnplugged)
    {
        if (wasUnplugged && !isUnplugged)
        {
            foreach (var slave in slaves.Values)
            {
                slave.PowerOn();
            }
        }

        wasUnplugged = isUnplugged;
    }

    private static IOException NotAcknowledged() => new("Error 121 (Remote I/O error) performing I2C data transfer.");

    private sealed class Device(SimulatedI2cBus bus, int address) : I2cDevice
    {
        public override I2cConnectionSettings ConnectionSettings { get; } = new(1, address);

        public override void Read(Span<byte> buffer) => bus.Read(address, buffer);

        public override void Write(ReadOnlySpan<byte> buffer) => bus.Write(address, buffer);

        public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
        {
            Write(writeBuffer);
            Read(readBuffer);
        }
    }
}
