namespace Vigia.Server.Derive.Fire;

/// <summary>Dead grass, hour by hour: Wotton (2009) as kept in FWI2025. Moistures are % of the dry mass.</summary>
internal static class GrassFuel
{
    private const double Rate = 0.389633;

    // Of the rain, standing stalks hold this much.
    private const double StandingCatch = 0.06;

    /// <summary>Grass that lies: all rain wets it, the sun heats it.</summary>
    public static double NextMatted(double moisture, FireHour hour, double load) =>
        Next(moisture, hour, load, hour.Rain, hour.Radiation);

    /// <summary>Grass that stands: rain runs off, the wind cools what the sun warms.</summary>
    public static double NextStanding(double moisture, FireHour hour, double load) =>
        Next(moisture, hour, load, StandingCatch * hour.Rain, radiation: 0);

    private static double Next(double moisture, FireHour hour, double load, double rain, double radiation)
    {
        var m = rain > 0 ? Math.Min(FuelCode.MostMoisture, moisture + 100 * rain / load) : moisture;
        var fuel = hour.Temperature + 17.9 * radiation * Math.Exp(-0.034 * hour.Wind);
        var rh =
            fuel > hour.Temperature ? hour.Humidity * Saturation(hour.Temperature) / Saturation(fuel) : hour.Humidity;
        var warmth = 0.27 * (26.7 - fuel) * (1 - Math.Exp(-0.115 * rh));
        var drying = 1.62 * Math.Pow(rh, 0.532) + 13.7 * Math.Exp((rh - 100) / 13) + warmth;
        var wetting = 1.42 * Math.Pow(rh, 0.512) + 12 * Math.Exp((rh - 100) / 18) + warmth;
        return Exchange.Towards(m, drying, wetting, rh / 100, Rate * Math.Exp(0.0365 * fuel), hour.Wind);
    }

    // hPa.
    private static double Saturation(double temperature) =>
        6.107 * Math.Pow(10, 7.5 * temperature / (temperature + 237));
}
