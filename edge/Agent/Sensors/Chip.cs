using System.Device.I2c;
using Vigia.Edge.NodeFile;

namespace Vigia.Edge.Sensors;

/// <summary>One thing a chip measures.</summary>
/// <param name="Name">As <c>points</c> and <c>offset</c> of node.yaml call it.</param>
/// <param name="Unit">SenML unit.</param>
/// <param name="LargestOffset">Calibration beyond this is a mistake, not a calibration; 0 where there is nothing to add.</param>
internal sealed record Output(string Name, string Unit, double LargestOffset)
{
    public static readonly Output Temperature = new("temperature", "Cel", 10);
    public static readonly Output Humidity = new("humidity", "%RH", 20);
}

/// <summary>A chip we have a driver for.</summary>
/// <param name="Name">As <c>chip</c> of node.yaml calls it.</param>
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

/// <summary>What a line of node.yaml says, for the driver it was written for.</summary>
internal static class ChipOpening
{
    public static I2cDevice OpenI2c(this IBoard board, SensorLine line)
    {
        var wiring = line.WiringAs<I2cWiring>();
        return board.OpenI2c(wiring.Bus, wiring.Address);
    }

    public static IOneWire OpenOneWire(this IBoard board, SensorLine line) =>
        board.OpenOneWire(line.WiringAs<OneWireWiring>().Rom);

    public static IPulseLine OpenPulses(this IBoard board, SensorLine line) =>
        board.OpenPulses(line.WiringAs<LineWiring>().Request);

    public static IInputLine OpenInput(this IBoard board, SensorLine line) =>
        board.OpenInput(line.WiringAs<LineWiring>().Request);

    public static T SettingsAs<T>(this SensorLine line)
        where T : Settings => line.Settings as T ?? throw Mismatch<T>(line);

    private static T WiringAs<T>(this SensorLine line)
        where T : Wiring => line.Wiring as T ?? throw Mismatch<T>(line);

    private static ArgumentException Mismatch<T>(SensorLine line) =>
        new($"{line.Name}: {line.Chip.Name} needs {typeof(T).Name}", nameof(line));
}
