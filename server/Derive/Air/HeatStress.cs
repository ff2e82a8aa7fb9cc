namespace Vigia.Server.Derive.Air;

/// <summary>Temperature-humidity index of a barn, without unit: below 75 normal, from 75 alert, from 79 danger, from 84 emergency (LWSI).</summary>
internal static class HeatStress
{
    /// <summary>NRC (1971) as written by Ravagnolo et al. (2000): °C from −20 to 60, %RH from 0 to 104.</summary>
    public static double? Index(double temperature, double humidity)
    {
        var fahrenheit = 1.8 * Air(temperature) + 32;
        return (fahrenheit - (0.55 - 0.0055 * Humidity(humidity)) * (fahrenheit - 58)).OrNone;
    }

    /// <summary>Mader et al. (2006): less than 0.2 away from the other.</summary>
    public static double? IndexMader(double temperature, double humidity)
    {
        var t = Air(temperature);
        return (0.8 * t + Humidity(humidity) / 100 * (t - 14.4) + 46.4).OrNone;
    }

    private static double Air(double temperature) => temperature.InRange(-20, 60);

    private static double Humidity(double humidity) => Math.Min(100, humidity.InRange(0, 104));
}
