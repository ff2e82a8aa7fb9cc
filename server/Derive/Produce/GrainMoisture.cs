namespace Vigia.Server.Derive.Produce;

/// <summary>
/// Moisture that shelled yellow maize takes on in still air: the equation of Chung and Pfost (1967) with the constants of
/// ASAE D245. From 0 to 60 °C and 5 to 98 %RH; outside no value.
/// </summary>
internal static class GrainMoisture
{
    /// <summary>kg of water a kg of dry matter.</summary>
    public static double? DryBasis(double temperature, double humidity)
    {
        var dryness = -(temperature.InRange(0, 60) + 30.205) * Math.Log(humidity.InRange(5, 98) / 100);
        return (0.33872 - 0.05897 * Math.Log(dryness)).OrNone;
    }

    /// <summary>% of the grain's weight, as it is bought and sold: 13 % keeps.</summary>
    public static double? WetBasis(double temperature, double humidity) =>
        DryBasis(temperature, humidity) is { } dry ? 100 * dry / (1 + dry) : null;
}
