using System.Device.I2c;

namespace Vigia.Edge.Sensors;

/// <summary>
/// The board's I2C buses, each opened when first needed. A bus that cannot be opened is an <see cref="IOException"/>
/// like any other trouble of it, and is tried again with the next device.
/// </summary>
internal sealed class I2cBuses(Func<int, I2cBus> open) : IDisposable
{
    private readonly Dictionary<int, I2cBus> buses = [];
    private readonly Lock gate = new();

    public I2cDevice OpenDevice(int bus, int address)
    {
        lock (gate)
        {
            if (!buses.TryGetValue(bus, out var opened))
            {
                opened = open(bus);
                buses.Add(bus, opened);
            }

            return opened.CreateDevice(address);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var bus in buses.Values)
            {
                bus.Dispose();
            }

            buses.Clear();
        }
    }
}
