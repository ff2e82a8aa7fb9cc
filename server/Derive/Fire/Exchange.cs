namespace Vigia.Server.Derive.Fire;

/// <summary>Fuel gives water to the air or takes it, an hour's way towards the moisture at which it would rest.</summary>
internal static class Exchange
{
    /// <param name="drying">Where fuel that dries comes to rest, %.</param>
    /// <param name="wetting">Where fuel that takes up water comes to rest, %; lower. Between the two nothing moves.</param>
    /// <param name="humidity">Of the air about it, 0 to 1.</param>
    /// <param name="speed">Of this fuel at this temperature.</param>
    /// <param name="wind">km/h.</param>
    public static double Towards(
        double moisture,
        double drying,
        double wetting,
        double humidity,
        double speed,
        double wind
    )
    {
        if (moisture > drying)
        {
            return Move(moisture, drying, speed * Ease(humidity, wind));
        }

        return moisture < wetting ? Move(moisture, wetting, speed * Ease(Math.Max(0, 1 - humidity), wind)) : moisture;
    }

    private static double Move(double from, double to, double rate) => to + (from - to) * Math.Pow(10, -rate);

    private static double Ease(double a, double wind) =>
        0.424 * (1 - Math.Pow(a, 1.7)) + 0.0694 * Math.Sqrt(wind) * (1 - Math.Pow(a, 8));
}
