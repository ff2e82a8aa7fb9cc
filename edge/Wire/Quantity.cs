namespace Vigia.Wire;

/// <summary>
/// A kind of measurement: its name in the store, its unit there, its unit on the wire (SenML, RFC 8428 section 12.1 and RFC 8798),
/// and the factor from wire to store.
/// </summary>
public sealed record Quantity(string Name, string Unit, string WireUnit, double Factor = 1)
{
    /// <summary>Where readings go whose quantity neither their point's name nor their unit tells.</summary>
    public static readonly Quantity Other = new("other", "", "");

    /// <summary>The first quantity of a unit is what the unit alone means.</summary>
    public static IReadOnlyList<Quantity> All { get; } =
    [
        new("temperature", "Cel", "Cel"),
        new("humidity", "%RH", "%RH"),
        new("soil_moisture", "m3/m3", "/"),
        new("co2", "ppm", "ppm"),
        new("nh3", "ppm", "ppm"),
        new("h2s", "ppm", "ppm"),
        new("co", "ppm", "ppm"),
        new("gas_ratio", "/", "/"),
        new("pm25", "ug/m3", "ug/m3"),
        new("rain", "mm", "mm"),
        new("flow", "l/min", "l/s", 60),
        new("volume", "l", "l"),
        new("pressure", "Pa", "Pa"),
        new("level", "/", "/"),
        new("wind_speed", "m/s", "m/s"),
        new("wind_direction", "deg", "deg"),
        new("air_pressure", "hPa", "hPa"),
        new("voltage", "V", "V"),
        new("current", "A", "A"),
        new("power", "W", "W"),
        new("fence_voltage", "V", "V"),
        new("ir_temperature", "Cel", "Cel"),
        new("illuminance", "lx", "lx"),
        new("state", "boolean", "boolean"),
    ];

    /// <summary>What the server makes of others. Known by name alone: their units say nothing.</summary>
    public static IReadOnlyList<Quantity> Derived { get; } =
    [
        new("available_water", "/", "/"),
        new("vpd", "kPa", "kPa"),
        new("dew_point", "Cel", "Cel"),
        new("dew_depression", "Cel", "Cel"),
        new("absolute_humidity", "g/m3", "g/m3"),
        new("wet_bulb", "Cel", "Cel"),
        new("thi", "", ""),
        new("grain_moisture", "%", "%"),
        new("et0", "mm/d", "mm/d"),
        new("depletion", "mm", "mm"),
        new("gfmc", "", ""),
        new("gsi", "", ""),
        new("gfwi", "", ""),
        new("gfdi", "", ""),
        new("spread", "m/min", "m/min"),
        new("ripeness", "/", "/"),
    ];

    private static readonly Dictionary<string, Quantity> ByName = All.Concat(Derived).ToDictionary(q => q.Name);

    // "/" and "ppm" say nothing alone: a ratio of what, a gas of which kind?
    private static readonly Dictionary<string, Quantity> ByUnit = All.Where(q => q.WireUnit is not ("/" or "ppm"))
        .DistinctBy(q => q.WireUnit)
        .ToDictionary(q => q.WireUnit);

    /// <summary>
    /// The quantity of a point: told by its name where that is a quantity's (<c>co2</c>, also with a suffix: <c>co2-north</c>),
    /// else by its unit, else <see cref="Other"/>.
    /// </summary>
    public static Quantity Of(string point, string? unit)
    {
        var dash = point.IndexOf('-', StringComparison.Ordinal);
        var stem = (dash < 0 ? point : point[..dash]);
        if (ByName.TryGetValue(stem, out var named) && (unit is null || unit == named.WireUnit))
        {
            return named;
        }

        return unit is not null && ByUnit.TryGetValue(unit, out var only) ? only : Other;
    }
}
