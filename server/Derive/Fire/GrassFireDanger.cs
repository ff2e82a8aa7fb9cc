namespace Vigia.Server.Derive.Fire;

/// <summary>
/// McArthur's grassland fire danger meter Mk3 (the meter relationship as Noble, Bary and Gill 1980 wrote it): an open scale
/// without unit. Shown beside GFWI, which decides. Below 2.5 low, 7.5 moderate, 20 high, 50 very high, above extreme.
/// </summary>
internal static class GrassFireDanger
{
    /// <param name="temperature">°C, −20 to 60.</param>
    /// <param name="humidity">%RH, 0 to 104.</param>
    /// <param name="wind">km/h at 10 m.</param>
    /// <param name="curing">%, above 0 to 100.</param>
    public static double? Mk3(double temperature, double humidity, double wind, double curing)
    {
        var rh = Math.Min(100, humidity.InRange(0, 104));
        var power =
            -23.6
            + 5.01 * Math.Log(curing.InRange(0, 100))
            + 0.0281 * temperature.InRange(-20, 60)
            - 0.226 * Math.Sqrt(rh)
            + 0.633 * Math.Sqrt(wind.InRange(0, 400));
        return (2 * Math.Exp(power)).OrNone;
    }
}
