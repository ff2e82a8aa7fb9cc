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

    public static IReadOnlyList<Chip> Chips { get; } =
    [
        new(
            "sht3x",
            new OnI2c(Sht3x.Address, Sht3x.OtherAddress),
            [AirTemperature, AirHumidity],
            (board, line, time) => new Sht3x(I2c(board, line), time.Pause)
        ),
    ];

    public static Chip? Find(string name) => Chips.FirstOrDefault(c => c.Name == name);

    private static I2cDevice I2c(IBoard board, SensorLine line) =>
        line.Wiring is I2cWiring at
            ? board.OpenI2c(at.Bus, at.Address)
            : throw new ArgumentException($"{line.Name} is not on I2C", nameof(line));
}
