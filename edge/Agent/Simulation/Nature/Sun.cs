namespace Vigia.Edge.Simulation.Nature;

/// <summary>The sun over the llanos: 9.8° N, 69.3° W, on the clock of Caracas.</summary>
internal static class Sun
{
    /// <summary>No summer time.</summary>
    public static readonly TimeSpan UtcOffset = TimeSpan.FromHours(-4);

    private const double Latitude = 9.8 * Math.PI / 180;
    private const double HoursBehindTheClock = (69.3 - 60) / 15;

    public static DateTimeOffset LocalTime(DateTimeOffset time) => time.ToOffset(UtcOffset);

    /// <summary>Sine of the sun's height; 0 at night. Declination by FAO-56, equation 24.</summary>
    public static double Height(DateTimeOffset time)
    {
        var local = LocalTime(time);
        var declination = 0.409 * Math.Sin((Math.Tau * local.DayOfYear / 365) - 1.39);
        var hourAngle = (local.TimeOfDay.TotalHours - HoursBehindTheClock - 12) / 24 * Math.Tau;
        var sine =
            (Math.Sin(Latitude) * Math.Sin(declination))
            + (Math.Cos(Latitude) * Math.Cos(declination) * Math.Cos(hourAngle));
        return Math.Max(0, sine);
    }
}
