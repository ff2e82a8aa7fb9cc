using System.Device.I2c;
using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;

namespace Vigia.Edge.Simulation;

/// <summary>A board with the chips that a node.yaml names, on simulated buses.</summary>
internal sealed class SimulatedBoard : IBoard
{
    /// <summary>A model for every chip of the catalog.</summary>
    internal static readonly IReadOnlyDictionary<string, Func<Func<TimeSpan>, Func<Air>, II2cSlave>> Models =
        new Dictionary<string, Func<Func<TimeSpan>, Func<Air>, II2cSlave>>
        {
            ["sht3x"] = (now, air) => new Sht3xModel(now, air),
        };

    private readonly IReadOnlyList<SensorLine> sensors;
    private readonly FarmWorld world;
    private readonly SensorTime time;
    private readonly I2cBuses buses;
    private readonly long started;

    public SimulatedBoard(IReadOnlyList<SensorLine> sensors, FarmWorld world, SensorTime time)
    {
        (this.sensors, this.world, this.time) = (sensors, world, time);
        buses = new I2cBuses(OpenBus);
        started = time.World.GetTimestamp();
    }

    public I2cDevice OpenI2c(int bus, int address) => buses.OpenDevice(bus, address);

    public IOneWire OpenOneWire(string rom) => throw Absent(rom);

    public IPulseLine OpenPulses(LineRequest request) => throw Absent($"line {request.Line}");

    public IInputLine OpenInput(LineRequest request) => throw Absent($"line {request.Line}");

    public void Dispose() => buses.Dispose();

    private static IOException Absent(string what) => new($"Error 6 (No such device or address) opening {what}.");

    private SimulatedI2cBus OpenBus(int number)
    {
        var bus = new SimulatedI2cBus(time.Pause, () => world.Trouble);
        var noise = new Random(number);
        bus.Tap = answer => Disturb(answer, noise);
        foreach (var (place, line) in sensors.Index())
        {
            if (line.Wiring is I2cWiring at && at.Bus == number && Models.ContainsKey(line.Chip.Name))
            {
                bus.Attach(at.Address, Models[line.Chip.Name](Now, () => world.AirAt(place)));
            }
        }

        return bus;
    }

    private TimeSpan Now() => time.World.GetElapsedTime(started);

    private void Disturb(Span<byte> answer, Random noise)
    {
        if (world.Trouble == BusTrouble.Noise)
        {
            answer[noise.Next(answer.Length)] ^= (byte)(1 << noise.Next(8));
        }
    }
}
