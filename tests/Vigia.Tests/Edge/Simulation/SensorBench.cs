using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation;
using Vigia.Edge.Simulation.Chips;

namespace Vigia.Tests.Edge.Simulation;

/// <summary>Time that passes only when somebody pauses.</summary>
internal sealed class VirtualTime
{
    public TimeSpan Now { get; private set; } = TimeSpan.FromSeconds(1);

    public void Pause(TimeSpan span) => Now += span;
}

/// <summary>One SHT3x on a simulated bus, with a driver on it.</summary>
internal sealed class SensorBench
{
    public SensorBench()
    {
        Bus = new SimulatedI2cBus(Time.Pause, () => Trouble);
        Bus.Attach(Vigia.Edge.Sensors.Sht3x.Address, new Sht3xModel(() => Time.Now, () => Air));
        Time.Pause(TimeSpan.FromMilliseconds(2));
        Sht3x = new Sht3x(Bus.CreateDevice(Vigia.Edge.Sensors.Sht3x.Address), Convert);
    }

    public VirtualTime Time { get; } = new();
    public Air Air { get; set; } = new(25, 60);
    public BusTrouble Trouble { get; set; }
    public SimulatedI2cBus Bus { get; }
    public Sht3x Sht3x { get; }

    /// <summary>The chip converts so much longer than its driver waits.</summary>
    public TimeSpan Slower { get; set; }

    private void Convert(TimeSpan span) => Time.Pause(span > TimeSpan.FromMilliseconds(10) ? span - Slower : span);
}
