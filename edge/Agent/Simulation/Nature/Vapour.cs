namespace Vigia.Edge.Simulation.Nature;

/// <summary>Water in the air. Pressures in kPa; FAO-56, equation 11 (Tetens).</summary>
internal static class Vapour
{
    public static double Saturation(double celsius) => 0.6108 * Math.Exp(17.27 * celsius / (celsius + 237.3));

    public static double Pressure(Air air) => Saturation(air.Celsius) * air.Humidity / 100;

    /// <summary>Air of this temperature that holds so much water; what is too much has fallen as dew.</summary>
    public static Air AirOf(double celsius, double pressure) =>
        new(celsius, Math.Clamp(100 * pressure / Saturation(celsius), 1, 100));

    /// <summary>What a wet cloth in that air shows, °C. Stull 2011, good to 0.3 °C between 5 and 99 %RH.</summary>
    public static double WetBulb(Air air)
    {
        var (t, h) = (air.Celsius, Math.Clamp(air.Humidity, 5, 99));
        return (t * Math.Atan(0.151977 * Math.Sqrt(h + 8.313659)))
            + Math.Atan(t + h)
            - Math.Atan(h - 1.676331)
            + (0.00391838 * h * Math.Sqrt(h) * Math.Atan(0.023101 * h))
            - 4.686035;
    }
}
