namespace Vigia.Server.Derive.Air;

/// <summary>
/// Water in the air. Temperatures in °C from −60 to 130, relative humidity in % from 0 to 104 (cheap sensors pass 100 in
/// fog; what is above counts as 100). Outside: no value.
/// </summary>
internal static class Psychrometrics
{
    /// <summary>Saturation vapour pressure, kPa: Tetens' equation as FAO-56 eq. 11 (Allen et al. 1998).</summary>
    public static double? SaturationPressure(double temperature) => Saturation(Air(temperature)).OrNone;

    /// <summary>The same after Buck (1996), kPa: a second opinion, less than 0.1 % away between 0 and 40 °C.</summary>
    public static double? SaturationPressureBuck(double temperature)
    {
        var t = Air(temperature);
        return (0.61121 * Math.Exp((18.678 - t / 234.5) * t / (257.14 + t))).OrNone;
    }

    /// <summary>Vapour pressure deficit of the air, kPa, 0 and more: how hard the air pulls water out of a leaf.</summary>
    public static double? VapourPressureDeficit(double temperature, double humidity) =>
        (Saturation(Air(temperature)) * (1 - Fraction(humidity))).OrNone;

    /// <summary>Dew point, °C: FAO-56 eq. 11 turned round. None in perfectly dry air, which has no dew point.</summary>
    public static double? DewPoint(double temperature, double humidity)
    {
        var t = Air(temperature);
        var g = Math.Log(Fraction(humidity)) + 17.27 * t / (237.3 + t);
        return (237.3 * g / (17.27 - g)).OrNone;
    }

    /// <summary>Absolute humidity, g of water in a m³ of air (Magnus' formula with the WMO's constants 6.112, 17.62, 243.12).</summary>
    public static double? AbsoluteHumidity(double temperature, double humidity)
    {
        var t = Air(temperature);
        var pressureHPa = Fraction(humidity) * 6.112 * Math.Exp(17.62 * t / (243.12 + t));
        return (216.7 * pressureHPa / (273.15 + t)).OrNone;
    }

    /// <summary>Wet bulb, °C: Stull (2011), good to 0.3 °C from −20 to 50 °C and 5 to 99 %RH at sea level. Outside: no value.</summary>
    public static double? WetBulb(double temperature, double humidity)
    {
        var t = temperature.InRange(-20, 50);
        var rh = humidity.InRange(5, 99);
        return (
            t * Math.Atan(0.151977 * Math.Sqrt(rh + 8.313659))
            + Math.Atan(t + rh)
            - Math.Atan(rh - 1.676331)
            + 0.00391838 * Math.Pow(rh, 1.5) * Math.Atan(0.023101 * rh)
            - 4.686035
        ).OrNone;
    }

    private static double Saturation(double t) => 0.6108 * Math.Exp(17.27 * t / (t + 237.3));

    private static double Air(double temperature) => temperature.InRange(-60, 130);

    private static double Fraction(double humidity) => Math.Min(100, humidity.InRange(0, 104)) / 100;
}
