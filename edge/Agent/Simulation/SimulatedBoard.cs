using System.Device.I2c;
using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation.Chips;
using Vigia.Edge.Simulation.Electronics;

namespace Vigia.Edge.Simulation;

/// <summary>A board with the chips that a node.yaml names, on simulated buses and lines, somewhere on the simulated farm.</summary>
internal sealed class SimulatedBoard : IBoard
{
    /// <summary>A model for every I2C chip of the catalog; whatever else hangs on a board is text, pulses or a contact.</summary>
    internal static readonly IReadOnlyDictionary<string, Func<Func<TimeSpan>, SensorSight, II2cSlave>> Models =
        new Dictionary<string, Func<Func<TimeSpan>, SensorSight, II2cSlave>>
        {
            ["sht3x"] = (now, sight) => new Sht3xModel(now, sight.Air),
            ["scd4x"] = (now, sight) => new Scd4xModel(now, sight.Breath),
            ["ads1115"] = (now, sight) => new Ads1115Model(now, sight.Volts),
        };

    private readonly Dictionary<Wiring, (SensorLine Line, SensorSight Sight)> sensors = [];
    private readonly FarmWorld world;
    private readonly SensorTime time;
    private readonly I2cBuses buses;
    private readonly BoardSupply supply;
    private readonly long started;
    private readonly string? outputs;
    private readonly string node;

    public SimulatedBoard(string node, IReadOnlyList<SensorLine> lines, SimulatedFarm farm)
    {
        (world, time, supply) = (farm.World, farm.SensorTime, farm.SupplyOf(node));
        (this.node, outputs) = (node, farm.OutputsFile);
        var place = NodePlace.Of(node);
        foreach (var (index, line) in lines.Index())
        {
            var flaws = farm.FlawsOf(node, index, line.Chip.Name, place);
            sensors.Add(line.Wiring, (line, new SensorSight(line, place, world, flaws)));
        }

        buses = new I2cBuses(OpenBus);
        started = time.World.GetTimestamp();
    }

    public I2cDevice OpenI2c(int bus, int address) => buses.OpenDevice(bus, address);

    public IOneWire OpenOneWire(string rom) =>
        new Ds18b20Model(
            rom,
            time.Pause,
            new OneWireSupply(() => Trouble == BusTrouble.None, At(new OneWireWiring(rom)).Disturb),
            At(new OneWireWiring(rom)).Celsius
        );

    public IPulseLine OpenPulses(LineRequest request)
    {
        var (line, sight) = sensors[new LineWiring(request)];
        return new SimulatedPulses((line.Settings as PulseSettings)?.PulsesPerUnit ?? 1, sight.Passed);
    }

    public IInputLine OpenInput(LineRequest request) => new SimulatedInput(At(new LineWiring(request)).State);

    public IOutputLine OpenOutput(OutputRequest request) => new SimulatedOutput(outputs, $"{node} {request.Line}");

    public void Dispose() => buses.Dispose();

    private BusTrouble Trouble =>
        world.Trouble is not BusTrouble.None and var wished ? wished
        : supply.IsLow(world.Now) ? BusTrouble.Unplugged
        : BusTrouble.None;

    private SensorSight At(Wiring wiring) =>
        sensors.TryGetValue(wiring, out var sensor)
            ? sensor.Sight
            : throw new IOException($"Error 6 (No such device or address) opening {wiring}.");

    private SimulatedI2cBus OpenBus(int number)
    {
        var bus = new SimulatedI2cBus(time.Pause, () => Trouble);
        var noise = new Random(number);
        bus.Tap = answer => Disturb(answer, noise);
        foreach (var (wiring, (line, sight)) in sensors)
        {
            if (wiring is I2cWiring at && at.Bus == number)
            {
                bus.Attach(at.Address, new DisturbedSlave(Models[line.Chip.Name](Now, sight), sight.Disturb));
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
