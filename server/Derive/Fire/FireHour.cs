namespace Vigia.Server.Derive.Fire;

/// <summary>One hour's weather where grass may burn.</summary>
/// <param name="Temperature">Air, °C, −60 to 130.</param>
/// <param name="Humidity">%RH, 0 to 104; above 100 counts as 100.</param>
/// <param name="Wind">km/h, 10 m above open ground; an anemometer at 2 m reads 0.75 of it.</param>
/// <param name="Rain">mm fallen in the hour.</param>
/// <param name="Radiation">Solar, kW/m².</param>
internal readonly record struct FireHour(
    double Temperature,
    double Humidity,
    double Wind,
    double Rain,
    double Radiation
)
{
    public bool IsPossible =>
        Temperature is >= -60 and <= 130
        && Humidity is >= 0 and <= 104
        && Wind is >= 0 and <= 400
        && Rain is >= 0 and <= 500
        && Radiation is >= 0 and <= 2;

    /// <summary>A sensor in fog says 102 %: that is 100.</summary>
    public FireHour Clipped => this with { Humidity = Math.Min(100, Humidity) };
}

/// <summary>The grass of a place, which no cheap sensor measures: settings, and to be shown as assumed.</summary>
/// <param name="Load">Fuel, kg/m²; 0.35 is an ordinary pasture.</param>
/// <param name="Curing">% of it that is dead: 90 to 100 in the dry season, 20 to 60 in the green one.</param>
/// <param name="Standing">True while it stands; false when it lies matted.</param>
internal readonly record struct Grass(double Load, double Curing, bool Standing)
{
    public const double OrdinaryLoad = 0.35;

    public bool IsPossible => Load is > 0 and <= 10 && Curing is >= 0 and <= 100;
}
