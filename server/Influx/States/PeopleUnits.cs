namespace Vigia.Server.Influx.States;

/// <summary>The unit people use, in charts' words.</summary>
/// <param name="Factor">From the store's unit to it.</param>
internal readonly record struct PeopleUnit(string Unit, double Factor, int Decimals);

/// <summary>How people say a quantity: the same as on the attendants' page.</summary>
internal static class PeopleUnits
{
    private static readonly PeopleUnit Plain = new("", 1, 2);

    public static IEnumerable<string> Quantities => ByQuantity.Keys;

    private static readonly Dictionary<string, PeopleUnit> ByQuantity = new()
    {
        ["temperature"] = new("°C", 1, 1),
        ["ir_temperature"] = new("°C", 1, 1),
        ["humidity"] = new("%", 1, 0),
        ["soil_moisture"] = new("%", 100, 1),
        ["co2"] = new("ppm", 1, 0),
        ["nh3"] = new("ppm", 1, 0),
        ["h2s"] = new("ppm", 1, 1),
        ["co"] = new("ppm", 1, 0),
        ["gas_ratio"] = new("×", 1, 1),
        ["pm25"] = new("µg/m³", 1, 0),
        ["rain"] = new("mm", 1, 1),
        ["flow"] = new("l/min", 1, 1),
        ["volume"] = new("l", 1, 0),
        ["pressure"] = new("kPa", 0.001, 0),
        ["level"] = new("%", 100, 0),
        ["wind_speed"] = new("km/h", 3.6, 0),
        ["wind_direction"] = new("°", 1, 0),
        ["air_pressure"] = new("hPa", 1, 0),
        ["voltage"] = new("V", 1, 1),
        ["current"] = new("A", 1, 1),
        ["power"] = new("W", 1, 0),
        ["fence_voltage"] = new("kV", 0.001, 1),
        ["illuminance"] = new("lx", 1, 0),
        ["available_water"] = new("%", 100, 0),
        ["vpd"] = new("kPa", 1, 2),
        ["dew_point"] = new("°C", 1, 1),
        ["dew_depression"] = new("°C", 1, 1),
        ["thi"] = new("", 1, 0),
        ["absolute_humidity"] = new("g/m³", 1, 1),
        ["wet_bulb"] = new("°C", 1, 1),
        ["depletion"] = new("mm", 1, 0),
        ["grain_moisture"] = new("%", 1, 1),
        ["et0"] = new("mm", 1, 1),
        ["gfmc"] = new("", 1, 0),
        ["gsi"] = new("", 1, 0),
        ["gfwi"] = new("", 1, 0),
        ["gfdi"] = new("", 1, 0),
        ["spread"] = new("m/min", 1, 0),
        ["ripeness"] = new("%", 100, 0),
    };

    public static PeopleUnit Of(string quantity) => ByQuantity.GetValueOrDefault(quantity, Plain);
}
