namespace Vigia.Server.Derive.Fire;

/// <summary>A place and an hour there.</summary>
/// <param name="Latitude">Degrees, north positive.</param>
/// <param name="Longitude">Degrees, east positive.</param>
/// <param name="UtcOffset">Hours of the standard time in which <paramref name="Hour"/> is told: −4 in Venezuela.</param>
/// <param name="Hour">0 to 23.</param>
internal readonly record struct PlaceAndHour(
    double Latitude,
    double Longitude,
    double UtcOffset,
    DateOnly Date,
    double Hour
);

/// <summary>The sun of one hour, estimated where no pyranometer stands (FWI2025; NOAA's solar equations).</summary>
/// <param name="CosineOfZenith">0 when the sun is down.</param>
/// <param name="Sunrise">Local standard time, hours.</param>
/// <param name="Sunset">Local standard time, hours.</param>
internal readonly record struct SunHour(double CosineOfZenith, double Sunrise, double Sunset)
{
    private const double Degree = Math.PI / 180;

    // Degrees: refraction and the sun's own radius let it be seen a little below the horizon.
    private const double ZenithOfSunrise = 90.833;

    public double DaylightHours => Sunset - Sunrise;

    public static SunHour At(PlaceAndHour at)
    {
        var turn = 2 * Math.PI * (at.Date.DayOfYear - 1) / (DateTime.IsLeapYear(at.Date.Year) ? 366 : 365);
        var equationOfTime = EquationOfTime(turn);
        var (sinDeclination, cosDeclination) = Math.SinCos(Declination(turn));
        var (sinPhi, cosPhi) = Math.SinCos(at.Latitude * Degree);

        var solarMinutes = 60 * at.Hour + equationOfTime + 4 * at.Longitude - 60 * at.UtcOffset;
        var hourAngle = (solarMinutes / 4 - 180) * Degree;
        var cosine = sinPhi * sinDeclination + cosPhi * cosDeclination * Math.Cos(hourAngle);

        var height =
            Math.Cos(ZenithOfSunrise * Degree) / (cosPhi * cosDeclination)
            - sinPhi / cosPhi * (sinDeclination / cosDeclination);
        var halfDay = Math.Acos(Math.Clamp(height, -1, 1)) / Degree;
        return new(
            Math.Max(0, cosine),
            (720 - 4 * (at.Longitude + halfDay) - equationOfTime) / 60 + at.UtcOffset,
            (720 - 4 * (at.Longitude - halfDay) - equationOfTime) / 60 + at.UtcOffset
        );
    }

    /// <summary>kW/m² on level ground: moist air lets less through. °C, %RH; below 0.0001 counts as none.</summary>
    public double Radiation(double temperature, double humidity)
    {
        var deficitHPa = 6.11 * (1 - humidity / 100) * Math.Exp(17.29 * temperature / (temperature + 237.3));
        var radiation = 0.92 * CosineOfZenith * (1 - Math.Exp(-0.22 * deficitHPa));
        return radiation < 1e-4 ? 0 : radiation;
    }

    // Minutes by which the sun is ahead of the clock.
    private static double EquationOfTime(double turn) =>
        229.18
        * (
            0.000075
            + 0.001868 * Math.Cos(turn)
            - 0.032077 * Math.Sin(turn)
            - 0.014615 * Math.Cos(2 * turn)
            - 0.040849 * Math.Sin(2 * turn)
        );

    // rad.
    private static double Declination(double turn) =>
        0.006918
        - 0.399912 * Math.Cos(turn)
        + 0.070257 * Math.Sin(turn)
        - 0.006758 * Math.Cos(2 * turn)
        + 0.000907 * Math.Sin(2 * turn)
        - 0.002697 * Math.Cos(3 * turn)
        + 0.00148 * Math.Sin(3 * turn);
}
