namespace Vigia.Server.Derive.Fire;

/// <summary>Litter and fine dead fuel, hour by hour: Van Wagner (1977, 1987) as kept in FWI2025. Moistures are % of the dry mass.</summary>
internal static class FineFuel
{
    // The hourly rate of Van Wagner's daily drying, natural logarithm's base 10 included.
    private const double Rate = 0.1158;

    public static double Next(double moisture, FireHour hour, double rain)
    {
        var m = rain > 0 ? Wetted(moisture, rain) : moisture;
        var rh = hour.Humidity;
        var warmth = 0.18 * (21.1 - hour.Temperature) * (1 - Math.Exp(-0.115 * rh));
        var damp = Math.Exp((rh - 100) / 10);
        var drying = 0.942 * Math.Pow(rh, 0.679) + 11 * damp + warmth;
        var wetting = 0.618 * Math.Pow(rh, 0.753) + 10 * damp + warmth;
        var speed = Rate * Math.Exp(0.0365 * hour.Temperature);
        return Exchange.Towards(m, drying, wetting, rh / 100, speed, hour.Wind);
    }

    private static double Wetted(double moisture, double rain)
    {
        var m = moisture + 42.5 * rain * Math.Exp(-100 / (251 - moisture)) * (1 - Math.Exp(-6.93 / rain));
        if (moisture > 150)
        {
            var beyond = moisture - 150;
            m += 0.0015 * beyond * beyond * Math.Sqrt(rain);
        }

        return Math.Min(m, FuelCode.MostMoisture);
    }

    /// <summary>Initial spread index, without unit: how fast a fire starts to run in fine fuel. Wind in km/h.</summary>
    public static double InitialSpreadIndex(double moisture, double wind)
    {
        var windFunction =
            Math.Round(wind) < 40 ? Math.Exp(0.05039 * wind) : 12 * (1 - Math.Exp(-0.0818 * (wind - 28)));
        var fuelFunction = 91.9 * Math.Exp(-0.1386 * moisture) * (1 + Math.Pow(moisture, 5.31) / 4.93e7);
        return 0.208 * windFunction * fuelFunction;
    }
}
