using System.Device.I2c;
using Vigia.Edge.NodeFile;

namespace Vigia.Edge.Sensors;

/// <summary>One thing a chip measures.</summary>
/// <param name="Name">As <c>points</c> and <c>offset</c> of node.yaml call it.</param>
/// <param name="Unit">SenML unit.</param>
/// <param name="LargestOffset">Calibration beyond this is a mistake, not a calibration; 0 where there is nothing to add.</param>
internal sealed record Output(string Name, string Unit, double LargestOffset);

/// <summary>A chip we have a driver for.</summary>
/// <param name="Outputs">In the order of its samples; none when the file names them.</param>
/// <param name="Open">Opens what <see cref="IBoard"/> offers, once; whatever that throws is the board's trouble.</param>
internal sealed record Chip(
    string Name,
    Connection Connection,
    IReadOnlyList<Output> Outputs,
    Func<IBoard, SensorLine, SensorTime, ISensor> Open
)
{
    /// <summary>What it needs to know beside its wiring; null for nothing.</summary>
    public Needs? Needs { get; init; }

    /// <summary>It has nothing new more often than this.</summary>
    public TimeSpan Fastest { get; init; } = TimeSpan.FromMilliseconds(20);
}

/// <summary>Every chip, a line each: a new sensor is a driver file, its line here, and a test with the datasheet's bytes.</summary>
internal static class SensorCatalog
{
    private static readonly Output AirTemperature = new("temperature", "Cel", 10);
    private static readonly Output AirHumidity = new("humidity", "%RH", 20);
    private static readonly Output State = new("state", "boolean", 0);

    // What a wheel turns at, or stands: a turbine below 0.5 l/min, cups below 0.3 m/s.
    private const double SlowestFlow = 0.5 / 60;
    private const double SlowestWind = 0.3;

    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    public static IReadOnlyList<Chip> Chips { get; } =
    [
        new(
            "sht3x",
            new OnI2c(Sht3x.Address, Sht3x.OtherAddress),
            [AirTemperature, AirHumidity],
            (board, line, time) => new Sht3x(I2c(board, line), time.Pause)
        ),
        new(
            "scd4x",
            new OnI2c(Scd4x.Address),
            [new("co2", "ppm", 500), AirTemperature, AirHumidity],
            (board, line, time) => new Scd4x(I2c(board, line), Of<Co2Settings>(line), time)
        )
        {
            Needs = new NeedsSelfCalibration(),
            Fastest = Scd4x.Interval,
        },
        new(
            "ads1115",
            new OnI2c(Ads1115.Addresses),
            [],
            (board, line, time) => new Ads1115(I2c(board, line), Of<AnalogSettings>(line).Inputs, time.Pause)
        )
        {
            Needs = new NeedsInputs(Ads1115.Inputs, Ads1115.FullScales),
            Fastest = 100 * Millisecond,
        },
        new(
            "ds18b20",
            new OnOneWire(Ds18b20.Family),
            [AirTemperature],
            (board, line, _) => new Ds18b20(board.OpenOneWire(Rom(line)))
        )
        {
            Fastest = 1000 * Millisecond,
        },
        new(
            "flow-meter",
            new OnLine(1 * Millisecond),
            [new("flow", "l/s", 0), new("volume", "l", 0)],
            (board, line, time) => Pulses(board, line, time, SlowestFlow, PulseOutput.Rate, PulseOutput.Amount)
        )
        {
            Needs = new NeedsPulsesPer("pulses_per_litre", 0.001, 10_000),
        },
        new(
            "rain-gauge",
            new OnLine(10 * Millisecond),
            [new("rain", "mm", 0)],
            (board, line, time) => Pulses(board, line, time, 0, PulseOutput.Amount)
        )
        {
            Needs = new NeedsPulsesPer("pulses_per_mm", 0.1, 100),
        },
        new(
            "anemometer",
            new OnLine(2 * Millisecond),
            [new("wind_speed", "m/s", 0)],
            (board, line, time) => Pulses(board, line, time, SlowestWind, PulseOutput.Rate)
        )
        {
            Needs = new NeedsPulsesPer("pulses_per_metre", 0.01, 100),
        },
        new(
            "input",
            new OnLine(20 * Millisecond),
            [State],
            (board, line, _) => new DigitalInput(board.OpenInput(Request(line)))
        ),
    ];

    public static Chip? Find(string name) => Chips.FirstOrDefault(c => c.Name == name);

    private static PulseCounter Pulses(
        IBoard board,
        SensorLine line,
        SensorTime time,
        double slowest,
        params IReadOnlyList<PulseOutput> outputs
    ) => new(board.OpenPulses(Request(line)), Of<PulseSettings>(line), time.World, slowest, outputs);

    private static I2cDevice I2c(IBoard board, SensorLine line) =>
        line.Wiring is I2cWiring at ? board.OpenI2c(at.Bus, at.Address) : throw Mismatch(line);

    private static string Rom(SensorLine line) => line.Wiring is OneWireWiring wire ? wire.Rom : throw Mismatch(line);

    private static LineRequest Request(SensorLine line) =>
        line.Wiring is LineWiring wire ? wire.Request : throw Mismatch(line);

    private static T Of<T>(SensorLine line)
        where T : Settings => line.Settings as T ?? throw Mismatch(line);

    private static ArgumentException Mismatch(SensorLine line) =>
        new($"{line.Name} has not the wiring and settings of {line.Chip.Name}", nameof(line));
}
