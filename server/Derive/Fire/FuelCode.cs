namespace Vigia.Server.Derive.Fire;

/// <summary>A moisture code and the water it stands for (FF scale, FWI2025): 101 is bone dry, the code falls as the fuel gets wet.</summary>
internal static class FuelCode
{
    /// <summary>% of the dry mass that no fuel exceeds.</summary>
    public const double MostMoisture = 250;

    private const double K = 14875.0 / 101;

    /// <summary>The code at which every fuel starts.</summary>
    public const double Start = 85;

    public static double OfMoisture(double moisture) => 59.5 * (MostMoisture - moisture) / (K + moisture);

    public static double ToMoisture(double code) => K * (101 - code) / (59.5 + code);
}
