using Vigia.Server.Derive.Air;

namespace Vigia.Server.Derive.Water;

/// <summary>Vapour and pressure of a day, as FAO-56 averages them. °C, %RH, kPa, metres.</summary>
internal static class WaterVapour
{
    /// <summary>Air pressure at an altitude in m (−500 to 9,000), kPa (eq. 7).</summary>
    public static double? Pressure(double altitude) =>
        (101.3 * Math.Pow((293 - 0.0065 * altitude.InRange(-500, 9000)) / 293, 5.26)).OrNone;

    /// <summary>Psychrometric constant, kPa/°C (eq. 8).</summary>
    public static double? Psychrometric(double altitude) => (0.000665 * Pressure(altitude).OrNaN()).OrNone;

    /// <summary>Slope of the saturation curve, kPa/°C (eq. 13).</summary>
    public static double? Slope(double temperature)
    {
        var above = temperature + 237.3;
        return (4098 * Psychrometrics.SaturationPressure(temperature).OrNaN() / (above * above)).OrNone;
    }

    /// <summary>The mean of a day: that of its extremes, because the curve is not straight (eq. 12).</summary>
    public static double? MeanSaturation(double lowest, double highest) =>
        ((Saturation(highest) + Saturation(lowest)) / 2).OrNone;

    /// <summary>Actual vapour pressure ea from the day's extremes (eq. 17): the air is wettest when it is coldest.</summary>
    public static double? Actual(double lowest, double highest, double lowestHumidity, double highestHumidity) =>
        (
            (
                Saturation(lowest) * highestHumidity.InRange(0, 100)
                + Saturation(highest) * lowestHumidity.InRange(0, 100)
            ) / 200
        ).OrNone;

    /// <summary>Wind at 2 m from wind at another height, m/s, over short grass (eq. 47); heights from 0.1 to 100 m.</summary>
    public static double? WindAt2m(double wind, double height) =>
        (wind.InRange(0, 150) * 4.87 / Math.Log(67.8 * height.InRange(0.1, 100) - 5.42)).OrNone;

    private static double Saturation(double temperature) => Psychrometrics.SaturationPressure(temperature).OrNaN();
}
