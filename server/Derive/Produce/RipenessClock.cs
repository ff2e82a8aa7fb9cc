namespace Vigia.Server.Derive.Produce;

/// <summary>
/// How far a crate of fruit has ripened: 0 when it was picked, 1 when it is ripe. Thermal time: every hour counts by its
/// temperature, Q10 times as much for each 10 °C.
/// </summary>
/// <remarks>
/// Assumed, and to be set for each produce: 10 days at 20 °C, as ARS 51-22 (Lipton and Uota 1968) found for tomatoes
/// picked green, and a Q10 of 2, the common rule for ripening. Below 10 °C green fruit does not ripen (chilling); above
/// 30 °C it ripens no faster (the red colour fails).
/// </remarks>
/// <param name="Days">Days to ripe at the reference temperature.</param>
/// <param name="Reference">°C.</param>
internal sealed record RipenessClock(
    double Days = 10,
    double Reference = 20,
    double Q10 = 2,
    double Lowest = 10,
    double Highest = 30
)
{
    private bool IsPossible => Days > 0 && Q10 is >= 1 and <= 5 && Highest >= Lowest;

    /// <summary>The part of ripeness that hours at a temperature add, / (1 is ripe).</summary>
    public double? Gain(double temperature, double hours)
    {
        if (!IsPossible || hours < 0 || temperature is < -60 or > 130)
        {
            return null;
        }

        if (temperature < Lowest)
        {
            return 0;
        }

        var warmth = Math.Min(temperature, Highest) - Reference;
        return (hours / 24 / Days * Math.Pow(Q10, warmth / 10)).OrNone;
    }
}
