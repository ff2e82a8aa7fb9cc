namespace Vigia.Edge.Simulation.Nature;

/// <summary>
/// Weather of the llanos as the almanac has it: a dry season of hot afternoons from December to April, a wet one of showers from May
/// to November; trade winds by day. One day of every week has a noon of <see cref="HotNoon"/> °C.
/// </summary>
/// <param name="firstDay">The local day on which the weeks begin.</param>
internal sealed class Climate(int seed, DateOnly firstDay) : IWeather
{
    public const double HotNoon = 38;

    // The second day: neither a run that begins at noon nor one of a whole week misses it.
    private const int HotDayOfTheWeek = 1;

    private const double CoolestHour = 6;
    private const double HottestHour = 14;

    public Outside At(DateTimeOffset time)
    {
        var local = Sun.LocalTime(time);
        var rain = RainAt(local);
        var cloud = rain > 0 ? 0.8 : 0.35 * Dice.Share(seed + 1, local.Ticks / TimeSpan.TicksPerDay);
        return new Outside(
            Vapour.AirOf(TemperatureAt(local), WaterAt(local)),
            WindAt(local),
            rain,
            Sun.Height(time) * (1 - cloud)
        );
    }

    private double TemperatureAt(DateTimeOffset local)
    {
        var hour = local.TimeOfDay.TotalHours;
        var day = DayOf(local);
        var (from, to, way) = hour switch
        {
            < CoolestHour => (
                Highest(day - 1),
                Lowest(day),
                (hour + 24 - HottestHour) / (24 + CoolestHour - HottestHour)
            ),
            < HottestHour => (Lowest(day), Highest(day), (hour - CoolestHour) / (HottestHour - CoolestHour)),
            _ => (Highest(day), Lowest(day + 1), (hour - HottestHour) / (24 + CoolestHour - HottestHour)),
        };
        return from + ((to - from) * (1 - Math.Cos(Math.PI * way)) / 2);
    }

    private double Highest(int day) =>
        IsHot(day) ? HotNoon : 31 + (4 * Dryness(day)) + (1.2 * Dice.Throw(seed + 2, day));

    private double Lowest(int day) => 22.5 - (0.5 * Dryness(day)) + (0.8 * Dice.Throw(seed + 3, day));

    // As much water day and night: a dew point of 22 °C in the wet season, 18 °C in the dry one.
    private double WaterAt(DateTimeOffset local)
    {
        var days = local.Ticks / (double)TimeSpan.TicksPerDay;
        return Vapour.Saturation(22 - (4 * Dryness(DayOf(local))) + (0.7 * Dice.Drift(seed + 4, days * 2)));
    }

    private double WindAt(DateTimeOffset local)
    {
        var hour = local.TimeOfDay.TotalHours;
        var breeze = 1.5 + (3 * Math.Max(0, Math.Sin((hour - 8) / 12 * Math.PI)));
        var gusts = 1 + (0.3 * Dice.Drift(seed + 5, local.Ticks / (double)TimeSpan.TicksPerMinute * 2));
        return breeze * gusts;
    }

    // One shower a day at most, in the afternoon.
    private double RainAt(DateTimeOffset local)
    {
        var day = DayOf(local);
        if (IsHot(day) || Dice.Share(seed + 6, day) > 0.5 - (0.45 * Dryness(day)))
        {
            return 0;
        }

        var begins = 15 + (3 * Dice.Share(seed + 7, day));
        var lasts = 0.3 + (0.7 * Dice.Share(seed + 8, day));
        var since = local.TimeOfDay.TotalHours - begins;
        var strength = 6 + (24 * Dice.Share(seed + 9, day));
        return since >= 0 && since < lasts ? strength * Math.Sin(Math.PI * since / lasts) : 0;
    }

    private bool IsHot(int day) => (day - firstDay.DayNumber) % 7 == HotDayOfTheWeek;

    // 1 in the middle of February, 0 in the middle of August.
    private static double Dryness(int day) =>
        (1 + Math.Cos((DateOnly.FromDayNumber(day).DayOfYear - 46) / 365.0 * Math.Tau)) / 2;

    private static int DayOf(DateTimeOffset local) => DateOnly.FromDateTime(local.DateTime).DayNumber;
}
