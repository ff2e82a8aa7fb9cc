namespace Vigia.Server.Derive.Water;

/// <summary>What a root zone can hold: FAO-56 chapter 8 (Allen et al. 1998).</summary>
/// <param name="FieldCapacity">m³/m³ when it no longer drips; above the wilting point, at most 1.</param>
/// <param name="WiltingPoint">m³/m³ when plants no longer draw; from 0.</param>
/// <param name="RootDepth">m, up to 5.</param>
/// <param name="Fraction">p of table 22: the part of the water a crop takes without stress when it uses 5 mm a day; 0.1 to 0.8.</param>
internal sealed record Soil(double FieldCapacity, double WiltingPoint, double RootDepth, double Fraction)
{
    public bool IsPossible =>
        WiltingPoint >= 0
        && FieldCapacity > WiltingPoint
        && FieldCapacity <= 1
        && RootDepth is > 0 and <= 5
        && Fraction is >= 0.1 and <= 0.8;

    /// <summary>Total available water TAW, mm (eq. 82).</summary>
    public double TotalWater => 1000 * (FieldCapacity - WiltingPoint) * RootDepth;

    /// <summary>Readily available water RAW, mm (eq. 83): irrigate when more than this is gone.</summary>
    public double ReadyWater => Fraction * TotalWater;

    /// <summary>The soil moisture at which to irrigate, m³/m³.</summary>
    public double Trigger => FieldCapacity - Fraction * (FieldCapacity - WiltingPoint);

    /// <summary>
    /// Available water, 0 at the wilting point and 1 at field capacity. Not clamped: below 0 and above 1 are news
    /// (a probe out of the soil, water that drains away).
    /// </summary>
    public double? AvailableWater(double moisture) =>
        FieldCapacity > WiltingPoint ? ((moisture - WiltingPoint) / (FieldCapacity - WiltingPoint)).OrNone : null;

    /// <summary>The same soil on a day when the crop uses <paramref name="use"/> mm: thirst makes p smaller (table 22, note 2).</summary>
    public Soil On(double use) => this with { Fraction = Math.Clamp(Fraction + 0.04 * (5 - use), 0.1, 0.8) };
}
