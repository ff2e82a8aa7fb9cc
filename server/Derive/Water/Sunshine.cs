namespace Vigia.Server.Derive.Water;

/// <summary>Radiation that reaches the ground and leaves it, MJ/m² a day: FAO-56 eq. 35 to 39 and 50.</summary>
internal static class Sunshine
{
    /// <summary>kRs of eq. 50 away from the sea; on the coast 0.19.</summary>
    public const double Inland = 0.16;

    // Stefan and Boltzmann's, MJ/(K⁴ m² day).
    private const double StefanBoltzmann = 4.903e-9;

    /// <summary>Rs from hours of sunshine and of daylight (eq. 35, Ångström's constants 0.25 and 0.50).</summary>
    public static double? FromHours(double sunny, double daylight, double extraterrestrial) =>
        sunny < 0 || sunny > daylight ? null : ((0.25 + 0.50 * sunny / daylight) * extraterrestrial).OrNone;

    /// <summary>Rs from the range of temperature (eq. 50): clear days are warm, clear nights cold.</summary>
    public static double? FromTemperature(double lowest, double highest, double extraterrestrial, double k = Inland) =>
        (k * Math.Sqrt(highest - lowest) * extraterrestrial).OrNone;

    /// <summary>Rso under a clear sky (eq. 37); altitude in m.</summary>
    public static double ClearSky(double altitude, double extraterrestrial) =>
        (0.75 + 2e-5 * altitude) * extraterrestrial;

    /// <summary>Rns: what a meadow of albedo 0.23 keeps (eq. 38).</summary>
    public static double NetShortwave(double solar) => 0.77 * solar;

    /// <summary>Rnl: what the ground sends back (eq. 39). °C, kPa, MJ/m² a day.</summary>
    public static double? NetLongwave(
        double lowest,
        double highest,
        double vapourPressure,
        double solar,
        double clearSky
    )
    {
        var warmth = StefanBoltzmann * (FourthPower(highest) + FourthPower(lowest)) / 2;
        var moistness = 0.34 - 0.14 * Math.Sqrt(vapourPressure);
        var clearness = 1.35 * Math.Min(1, solar / clearSky) - 0.35;
        return (warmth * moistness * clearness).OrNone;
    }

    private static double FourthPower(double temperature) => Math.Pow(temperature + 273.16, 4);
}
