namespace Vigia.Edge.Sensors;

/// <summary>Every chip, a line each: a new sensor is a driver file, its line here, and a test with the datasheet's bytes.</summary>
internal static class SensorCatalog
{
    public static IReadOnlyList<Chip> Chips { get; } =
    [
        Sht3x.Chip,
        Scd4x.Chip,
        Ads1115.Chip,
        Ds18b20.Chip,
        PulseChips.FlowMeter,
        PulseChips.RainGauge,
        PulseChips.Anemometer,
        DigitalInput.Chip,
    ];

    public static Chip? Find(string name) => Chips.FirstOrDefault(c => c.Name == name);
}
