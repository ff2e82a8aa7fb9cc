using System.Device.I2c;

namespace Vigia.Edge.Sensors;

/// <summary>One thing a chip measures.</summary>
/// <param name="Name">As <c>points</c> and <c>offset</c> of node.yaml call it.</param>
/// <param name="Unit">SenML unit.</param>
/// <param name="LargestOffset">Calibration beyond this is a mistake, not a calibration.</param>
internal sealed record Output(string Name, string Unit, double LargestOffset);

/// <summary>A chip we have a driver for.</summary>
internal sealed record Chip(
    string Name,
    IReadOnlyList<int> Addresses,
    IReadOnlyList<Output> Outputs,
    Func<I2cDevice, Pause, ISensor> Open
);

/// <summary>Every chip, a line each: a new sensor is a driver file, its line here, and a test with the datasheet's bytes.</summary>
internal static class SensorCatalog
{
    private static readonly Output AirTemperature = new("temperature", "Cel", 10);
    private static readonly Output AirHumidity = new("humidity", "%RH", 20);

    public static IReadOnlyList<Chip> Chips { get; } =
    [new("sht3x", [Sht3x.Address, Sht3x.OtherAddress], [AirTemperature, AirHumidity], (d, p) => new Sht3x(d, p))];

    public static Chip? Find(string name) => Chips.FirstOrDefault(c => c.Name == name);
}
