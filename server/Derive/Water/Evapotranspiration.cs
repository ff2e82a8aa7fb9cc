using Vigia.Server.Derive.Air;

namespace Vigia.Server.Derive.Water;

/// <summary>Reference evapotranspiration ET0 of a clipped, well watered meadow, mm a day: FAO-56 (Allen et al. 1998).</summary>
internal static class Evapotranspiration
{
    // mm of water a MJ/m² evaporates: 1 / 2.45 MJ/kg (eq. 20).
    private const double MillimetresPerMegajoule = 0.408;

    /// <summary>Penman–Monteith (eq. 6). None where the highest temperature is below the lowest, or a term has no value.</summary>
    public static double? PenmanMonteith(WeatherDay day)
    {
        if (day.Highest < day.Lowest || day.Wind2m < 0)
        {
            return null;
        }

        var mean = (day.Highest + day.Lowest) / 2;
        var saturation = WaterVapour.MeanSaturation(day.Lowest, day.Highest).OrNaN();
        var slope = WaterVapour.Slope(mean).OrNaN();
        var gamma = WaterVapour.Psychrometric(day.Altitude).OrNaN();
        var vapour = ActualPressure(day);
        var radiated = MillimetresPerMegajoule * slope * (NetRadiation(day).OrNaN() - day.SoilHeat);
        var blown = gamma * 900 / (mean + 273) * day.Wind2m * (saturation - vapour);
        return Math.Max(0, (radiated + blown) / (slope + gamma * (1 + 0.34 * day.Wind2m))).OrNone;
    }

    /// <summary>Hargreaves and Samani (eq. 52): needs only a thermometer. The open field's default.</summary>
    /// <param name="mean">°C; null: the middle of lowest and highest.</param>
    /// <param name="radiation">Extraterrestrial radiation Ra, MJ/m² a day.</param>
    public static double? Hargreaves(double lowest, double highest, double radiation, double? mean = null)
    {
        var warmth = (mean ?? (lowest + highest) / 2) + 17.8;
        var et0 = 0.0023 * warmth * Math.Sqrt(highest - lowest) * radiation * MillimetresPerMegajoule;
        return Math.Max(0, et0).OrNone;
    }

    /// <summary>Rn = Rns − Rnl, MJ/m² a day (eq. 38 to 40).</summary>
    public static double? NetRadiation(WeatherDay day)
    {
        var solar = day.SolarRadiation ?? Sunshine.FromTemperature(day.Lowest, day.Highest, day.Sun.Radiation).OrNaN();
        var longwave = Sunshine.NetLongwave(
            day.Lowest,
            day.Highest,
            ActualPressure(day),
            solar,
            Sunshine.ClearSky(day.Altitude, day.Sun.Radiation)
        );
        return (Sunshine.NetShortwave(solar) - longwave.OrNaN()).OrNone;
    }

    private static double ActualPressure(WeatherDay day) =>
        day.VapourPressure ?? Psychrometrics.SaturationPressure(day.Lowest).OrNaN();
}
