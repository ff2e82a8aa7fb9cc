using System.Device.I2c;
using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;

namespace Vigia.Edge.Simulation;

/// <summary>A board with the chips that a node.yaml names, on simulated buses.</summary>
internal sealed class SimulatedBoard(IReadOnlyList<SensorLine> sensors, FarmWorld world, TimeProvider time, Pause pause)
{
    /// <summary>A model for every chip of the catalog.</summary>
    internal static readonly IReadOnlyDictionary<string, Func<Func<TimeSpan>, Func<Air>, II2cSlave>> Models =
        new Dictionary<string, Func<Func<TimeSpan>, Func<Air>, II2cSlave>>
        {
            ["sht3x"] = (now, air) => new Sht3xModel(now, air),
        };

    private readonly long started = time.GetTimestamp();

    public I2cBus OpenBus(int number)
    {
        var bus = new SimulatedI2cBus(pause, () => world.Trouble);
        var noise = new Random(number);
        bus.Tap = answer => Disturb(answer, noise);
        foreach (var (place, line) in sensors.Index())
        {
            if (line.Bus == number)
            {
                bus.Attach(line.Address, Models[line.Chip.Name](Now, () => world.AirAt(place)));
            }
        }

        return bus;
    }

    private TimeSpan Now() => time.GetElapsedTime(started);

    private void Disturb(Span<byte> answer, Random noise)
    {
        if (world.Trouble == BusTrouble.Noise)
        {
            answer[noise.Next(answer.Length)] ^= (byte)(1 << noise.Next(8));
        }
    }
}
