namespace Vigia.Server.Derive.Fire;

/// <summary>
/// How fast a front runs through grass: Cheney et al. (1998), with the curing of Cruz et al. (2015). Wind in km/h at 10 m,
/// moisture in % of the dry mass, curing in %.
/// </summary>
internal static class GrassSpread
{
    // m/min in one km/h, as the published series rounds it.
    private const double MetresAMinute = 16.67;

    /// <summary>The part of the speed that is left in grass not fully cured, 0 to 1; green grass below 20 % carries no fire.</summary>
    public static double Curing(double percent) =>
        percent < 20 ? 0 : 1.036 / (1 + 103.989 * Math.Exp(-0.0996 * (percent - 20)));

    /// <summary>Rate of spread in FWI2025, m/min.</summary>
    public static double Rate(double moisture, double wind, Grass grass) =>
        MetresAMinute * Wind(wind, grass.Standing) * Moisture(moisture, wind) * Curing(grass.Curing);

    private static double Wind(double wind, bool standing) =>
        (standing, wind < 5) switch
        {
            (true, true) => 0.054 + 0.269 * wind,
            (true, false) => 1.4 + 0.838 * Math.Pow(wind - 5, 0.844),
            (false, true) => 0.054 + 0.209 * wind,
            (false, false) => 1.1 + 0.715 * Math.Pow(wind - 5, 0.844),
        };

    private static double Moisture(double moisture, double wind)
    {
        var calm = Math.Round(wind) < 10;
        return moisture switch
        {
            < 12 => Math.Exp(-0.108 * moisture),
            < 20 when calm => Math.Max(0, 0.6838 - 0.0342 * moisture),
            < 23.9 when !calm => Math.Max(0, 0.547 - 0.0228 * moisture),
            _ => 0,
        };
    }

    /// <summary>
    /// Rate of spread in standing grass told from the weather of the moment alone, km/h: its moisture is estimated as
    /// 9.58 − 0.205 T + 0.138 RH. °C from −20 to 60, %RH from 0 to 104.
    /// </summary>
    public static double? FromWeather(double temperature, double humidity, double wind, double curing)
    {
        var rh = Math.Min(100, humidity.InRange(0, 104));
        var moisture = Math.Max(0, 9.58 - 0.205 * temperature.InRange(-20, 60) + 0.138 * rh);
        var damping = moisture switch
        {
            < 12 => Math.Exp(-0.108 * moisture),
            _ when wind < 10 => Math.Max(0, 0.684 - 0.0342 * moisture),
            _ => Math.Max(0, 0.547 - 0.0228 * moisture),
        };
        return (Wind(wind.InRange(0, 400), standing: true) * damping * Curing(curing.InRange(0, 100))).OrNone;
    }
}
