namespace Vigia.Server.Derive.Water;

/// <summary>
/// The sun above the atmosphere on one day of the year: FAO-56 eq. 21 to 25 and 34 (Allen et al. 1998).
/// </summary>
/// <param name="Distance">Inverse relative distance Earth–Sun (eq. 23).</param>
/// <param name="Declination">Solar declination, rad (eq. 24).</param>
/// <param name="SunsetHourAngle">rad (eq. 25); 0 in the polar night, π in the polar day.</param>
/// <param name="Radiation">Extraterrestrial radiation Ra, MJ/m² a day (eq. 21).</param>
internal sealed record SunAndDay(double Distance, double Declination, double SunsetHourAngle, double Radiation)
{
    // MJ/m² a minute.
    private const double SolarConstant = 0.0820;

    /// <summary>Hours from sunrise to sunset, N (eq. 34).</summary>
    public double DaylightHours => 24 / Math.PI * SunsetHourAngle;

    /// <param name="latitude">Degrees, north positive, −90 to 90.</param>
    /// <param name="dayOfYear">1 to 366.</param>
    public static SunAndDay? At(double latitude, double dayOfYear)
    {
        if (latitude is not (>= -90 and <= 90) || dayOfYear is not (>= 1 and <= 366))
        {
            return null;
        }

        var phi = latitude * Math.PI / 180;
        var turn = 2 * Math.PI * dayOfYear / 365;
        var distance = 1 + 0.033 * Math.Cos(turn);
        var declination = 0.409 * Math.Sin(turn - 1.39);
        var sunset = Math.Acos(Math.Clamp(-Math.Tan(phi) * Math.Tan(declination), -1, 1));
        var (sinPhi, cosPhi) = Math.SinCos(phi);
        var (sinDeclination, cosDeclination) = Math.SinCos(declination);
        var height = sunset * sinPhi * sinDeclination + cosPhi * cosDeclination * Math.Sin(sunset);
        return new(distance, declination, sunset, 24 * 60 / Math.PI * SolarConstant * distance * height);
    }
}
