namespace Vigia.Server.Rules;

/// <summary>What was added up in each hour of the last days, by the farm's clock.</summary>
/// <param name="Full">Days that are over, oldest first. Never written to.</param>
/// <param name="Today">Hours of today that are over.</param>
/// <param name="Hour">The one that is being filled, 0 to 23.</param>
internal sealed record DaySums(DaySum[] Full, DaySum Today, int Hour, double Sum) : MeasureMemory
{
    public const int MostDays = 14;

    /// <summary>A day with fewer measured hours is no day to compare with.</summary>
    public const int FewestHours = 20;

    /// <summary>Fewer days are no baseline: nothing is judged.</summary>
    public const int FewestDays = 3;

    private const long HourMs = 3_600_000;

    public static DaySums Add(DaySums? before, in RuleEvent e, TimeSpan utcOffset)
    {
        var hours = (e.Time.ToUnixTimeMilliseconds() + (long)utcOffset.TotalMilliseconds) / HourMs;
        var (day, hour) = (hours / 24, (int)(hours % 24));
        if (before is null)
        {
            return new DaySums([], DaySum.Of(day), hour, e.Value);
        }

        if (before.Today.Day == day)
        {
            return before.Hour == hour
                ? before with
                {
                    Sum = before.Sum + e.Value,
                }
                : new DaySums(before.Full, before.Today.With(before.Hour, before.Sum), hour, e.Value);
        }

        var over = before.Today.With(before.Hour, before.Sum);
        return new DaySums(
            [.. before.Full.Where(known => known.Day >= day - MostDays), over],
            DaySum.Of(day),
            hour,
            e.Value
        );
    }

    /// <summary>Median of what these days have in the hours before <paramref name="hour"/>; null where too few are known.</summary>
    public double? Usual(int days, int hour)
    {
        double[] known =
        [
            .. Full.Where(day => day.Day >= Today.Day - days && day.Measured >= FewestHours)
                .Select(day => day.Until(hour))
                .Order(),
        ];
        var middle = known.Length / 2;
        return known.Length < FewestDays ? null
            : known.Length % 2 == 1 ? known[middle]
            : (known[middle - 1] + known[middle]) / 2;
    }
}

/// <param name="Day">Counted from 1970.</param>
/// <param name="Hours">24 sums. Never written to.</param>
/// <param name="Heard">A bit for each hour that was measured in.</param>
internal sealed record DaySum(long Day, double[] Hours, int Heard)
{
    public static DaySum Of(long day) => new(day, new double[24], 0);

    public int Measured => System.Numerics.BitOperations.PopCount((uint)Heard);

    public double Until(int hour) => Hours.AsSpan(0, hour).ToArray().Sum();

    public DaySum With(int hour, double sum)
    {
        var hours = (double[])Hours.Clone();
        hours[hour] = sum;
        return new DaySum(Day, hours, Heard | (1 << hour));
    }
}
