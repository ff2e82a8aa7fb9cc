using System.Device.I2c;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation;
using Vigia.Edge.Simulation.Chips;
using Vigia.Edge.Simulation.Electronics;
using Vigia.Edge.Simulation.Nature;
using Vigia.Tests.Edge.Simulation;
using Vigia.Wire;

namespace Vigia.Tests.Fire;

/// <summary>
/// A post's node: the shipped drivers of its node.yaml on models of the chips, each with its flaws, and with the fault whose turn it is.
/// Fine dust alone is a number: the agent has no driver for such a chip.
/// </summary>
internal sealed class PostBoard : IBoard
{
    private readonly int post;
    private readonly FireWorld world;
    private readonly ElectronicsPlan electronics;
    private readonly int seed;
    private readonly BoardSupply supply;
    private readonly SimulatedI2cBus bus;
    private readonly List<(string[] Points, string[] Units, ISensor Sensor)> sensors = [];
    private readonly Dictionary<string, double> frozen = [];
    private TimeSpan chipTime = TimeSpan.FromMinutes(1);

    public PostBoard(int post, FireWorld world, ElectronicsPlan electronics)
    {
        (this.post, this.world, this.electronics) = (post, world, electronics);
        seed = electronics.Seed + (1000 * post);
        supply = new BoardSupply(electronics, seed);
        bus = new SimulatedI2cBus(Pause, () => Trouble);
        bus.Attach(0x44, Flawed("air", "sht3x", new Sht3xModel(() => chipTime, Air)));
        bus.Attach(0x48, new Ads1115Model(() => chipTime, Volts));
        foreach (var line in SimulatedBench.SensorsOf(FireWorld.ZoneOf(post)))
        {
            sensors.Add(
                (
                    [.. line.Points.Select(point => point.Name ?? "")],
                    [.. line.Points.Select(point => point.Output.Unit ?? "")],
                    line.Chip.Open(this, line, new SensorTime(TimeProvider.System, Pause))
                )
            );
        }
    }

    /// <summary>Another run of the program.</summary>
    public BootId Boot { get; private set; } = new(1);

    public void Restart() => Boot = new BootId(Boot.Value + 1);

    /// <summary>One sweep of all chips. A fault has no value.</summary>
    public void Sweep(List<Reading> into)
    {
        into.Clear();
        foreach (var (points, units, sensor) in sensors)
        {
            var measured = sensor.Measure();
            for (var i = 0; measured.Fault is null && i < measured.Samples.Count; i++)
            {
                if (measured.Samples[i].Fault is null && points[i].Length > 0)
                {
                    into.Add(new Reading(points[i], units[i], measured.Samples[i].Value));
                }
            }
        }

        // A device of another maker tells what ours refuses.
        if (Fault("probe") is "minus-127" or "power-up-85")
        {
            into.RemoveAll(reading => reading.Point == "temperature-2");
            into.Add(new Reading("temperature-2", "Cel", Fault("probe") == "minus-127" ? -127 : 85));
        }

        into.Add(new Reading("pm25", "ug/m3", Faulty("dust", world.DustAt(post), 600)));
    }

    public I2cDevice OpenI2c(int bus, int address) => this.bus.CreateDevice(address);

    public IOneWire OpenOneWire(string rom) =>
        new Ds18b20Model(
            rom,
            Pause,
            new OneWireSupply(
                () => Trouble == BusTrouble.None && Fault("probe") != "dead",
                bytes => FlawsOf("probe", "ds18b20").Disturb(bytes, world.Now)
            ),
            () => FlawsOf("probe", "ds18b20").On(Faulty("probe", world.MastAt(post), 90), "temperature", world.Now)
        );

    public IPulseLine OpenPulses(LineRequest request) => throw new NotSupportedException();

    public IOutputLine OpenOutput(OutputRequest request) => throw new IOException("A post has no outputs.");

    public IInputLine OpenInput(LineRequest request) => new SimulatedInput(Flame);

    public void Dispose()
    {
        bus.Dispose();
        sensors.ForEach(sensor => sensor.Sensor.Dispose());
    }

    private BusTrouble Trouble =>
        supply.IsLow(world.Now) || (Fault("board") == "brown-out" && world.Now.Second is > 10 and < 17)
            ? BusTrouble.Unplugged
            : BusTrouble.None;

    private void Pause(TimeSpan span) => chipTime += span;

    private Air Air()
    {
        var (air, flaws) = (world.AirAt(post), FlawsOf("air", "sht3x"));
        return new Air(
            flaws.On(Faulty("air", air.Celsius, 88), "temperature", world.Now),
            Math.Clamp(flaws.On(air.Humidity, "humidity", world.Now, 1), 0, 100)
        );
    }

    // 0.42 V is clean air; the supply of the converter is 3.3 V.
    private double Volts(int input) =>
        Fault("smoke") switch
        {
            "rail-high" => 3.3,
            "rail-low" => 0,
            _ => FlawsOf("smoke", "ads1115")
                .On(0.42 * Faulty("smoke", world.SmokeAt(post), 6), "volts", world.Now, input),
        };

    private double Flame() =>
        Fault("flame") switch
        {
            "stuck-high" => 1,
            "dead" => 0,
            "chattering" => Dice.Share(seed, world.Now.ToUnixTimeSeconds()) > 0.5 ? 1 : 0,
            _ => world.FlameAt(post) ? 1 : 0,
        };

    // What is stuck stays where it was; what drifts goes all the way there within an hour and on.
    private double Faulty(string chip, double truth, double high)
    {
        var fault = world.At(post, "fault") is { } now && now.Chip == chip ? now : null;
        if (fault is null)
        {
            frozen.Remove(chip);
            return truth;
        }

        var hours = (world.Since - fault.After).TotalHours;
        return fault.Fault switch
        {
            "stuck" => frozen.TryGetValue(chip, out var was) ? was : frozen[chip] = truth,
            "stuck-high" => high,
            "jumping" => Dice.Share(seed + 7, world.Now.ToUnixTimeSeconds() / 20) > 0.5 ? high : truth,
            "drifting" => truth + (Math.Min(hours, 2) * (high - truth)),
            _ => truth,
        };
    }

    private string? Fault(string chip) =>
        world.At(post, "fault") is { } fault && fault.Chip == chip ? fault.Fault : null;

    private DeadChip Flawed(string chip, string kind, II2cSlave model) =>
        new(
            new DisturbedSlave(model, bytes => FlawsOf(chip, kind).Disturb(bytes, world.Now)),
            () => Fault(chip) == "dead"
        );

    private readonly Dictionary<string, SensorFlaws> flaws = [];

    private SensorFlaws FlawsOf(string chip, string kind) =>
        flaws.TryGetValue(chip, out var known)
            ? known
            : flaws[chip] = new SensorFlaws(electronics.Of(kind), unchecked(seed + (101 * (chip.Length + chip[0]))));

    /// <summary>A chip that answers nothing while it is dead.</summary>
    private sealed class DeadChip(II2cSlave chip, Func<bool> isDead) : II2cSlave
    {
        public void PowerOn() => chip.PowerOn();

        public bool Write(ReadOnlySpan<byte> bytes) => !isDead() && chip.Write(bytes);

        public bool Read(Span<byte> bytes) => !isDead() && chip.Read(bytes);
    }
}
