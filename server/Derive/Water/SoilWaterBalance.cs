namespace Vigia.Server.Derive.Water;

/// <summary>What came and went in one day, mm.</summary>
/// <param name="CropCoefficient">Kc of table 12, 0 to 2.</param>
internal sealed record WaterDay(double Rain, double Irrigation, double Et0, double CropCoefficient)
{
    public bool IsPossible => Rain >= 0 && Irrigation >= 0 && Et0 >= 0 && CropCoefficient is >= 0 and <= 2;

    public double Demand => CropCoefficient * Et0;
}

/// <summary>The root zone at the end of a day.</summary>
/// <param name="Depletion">Dr, mm missing to field capacity.</param>
/// <param name="Stress">Ks of that day: 1 none, 0 the crop draws nothing.</param>
/// <param name="Used">mm the crop took.</param>
/// <param name="Drained">mm beyond field capacity, lost below the roots.</param>
internal sealed record SoilWater(double Depletion, double Stress, double Used, double Drained);

/// <summary>The bucket of FAO-56, a day a step (eq. 84 and 85, without capillary rise and runoff).</summary>
internal static class SoilWaterBalance
{
    /// <summary>Ks (eq. 84): 1 while the crop drinks freely, then down to 0 at the wilting point.</summary>
    public static double Stress(Soil soil, double depletion) =>
        depletion <= soil.ReadyWater
            ? 1
            : Math.Max(0, (soil.TotalWater - depletion) / ((1 - soil.Fraction) * soil.TotalWater));

    /// <summary>The next evening. The stress of a day is that of its morning. None where soil or day are impossible.</summary>
    public static SoilWater? Next(Soil soil, double depletion, WaterDay day)
    {
        if (!soil.IsPossible || !day.IsPossible || !double.IsFinite(depletion))
        {
            return null;
        }

        var stress = Stress(soil, depletion);
        var used = stress * day.Demand;
        var missing = depletion - day.Rain - day.Irrigation + used;
        return new(Math.Clamp(missing, 0, soil.TotalWater), stress, used, Math.Max(0, -missing));
    }
}
