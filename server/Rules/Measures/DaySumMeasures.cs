namespace Vigia.Server.Rules;

/// <summary>
/// Today's sum against days before: of water that was drunk, or of rain. Only hours that are over count, so that the order of
/// readings within one changes nothing.
/// </summary>
/// <param name="UtcOffset">The farm's clock: where a day begins.</param>
internal abstract record DaySumMeasure(TimeSpan UtcOffset) : Measure
{
    public override string UnitOf(string unit) => "/";

    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        var days = DaySums.Add(state.Memory as DaySums, e, UtcOffset);
        return new(days, Of(days));
    }

    protected abstract double? Of(DaySums days);
}

/// <summary>Ratio of today's sum so far to the median that the same hours of the last days have.</summary>
internal sealed record SameHoursRatio(int Days, TimeSpan UtcOffset) : DaySumMeasure(UtcOffset)
{
    /// <summary>Earlier in the day nothing is said: at night there is little to compare.</summary>
    public const int FirstHour = 8;

    protected override double? Of(DaySums days)
    {
        var today = days.Today;
        // As for the days before: a sixth of the hours may be missing.
        var isMeasured = today.Measured * 24 >= days.Hour * DaySums.FewestHours;
        return days.Hour >= FirstHour && isMeasured
            ? Ratio.Of(today.Until(days.Hour), days.Usual(Days, days.Hour))
            : null;
    }
}

/// <summary>Ratio of today's sum so far to the median of the last whole days.</summary>
internal sealed record WholeDaysRatio(int Days, TimeSpan UtcOffset) : DaySumMeasure(UtcOffset)
{
    protected override double? Of(DaySums days) => Ratio.Of(days.Today.Until(days.Hour), days.Usual(Days, hour: 24));
}

/// <summary>Ratio of the last hours' mean to the mean hour of the last whole days: water that runs at night.</summary>
/// <param name="Hours">1 to 12, all of today.</param>
internal sealed record MeanHourRatio(int Days, int Hours, TimeSpan UtcOffset) : DaySumMeasure(UtcOffset)
{
    protected override double? Of(DaySums days)
    {
        if (days.Hour < Hours)
        {
            return null;
        }

        var mean = (days.Today.Until(days.Hour) - days.Today.Until(days.Hour - Hours)) / Hours;
        return Ratio.Of(mean, days.Usual(Days, hour: 24) / 24);
    }
}

/// <summary>By how much of the first the last of some whole days fell, where each was less than the one before; else 0.</summary>
/// <param name="Falls">2 to 7.</param>
internal sealed record FallOfDays(int Falls, TimeSpan UtcOffset) : DaySumMeasure(UtcOffset)
{
    protected override double? Of(DaySums days)
    {
        DaySum[] last = [.. days.Full.TakeLast(Falls + 1)];
        if (
            last.Length <= Falls
            || last[0].Day != days.Today.Day - last.Length
            || last.Any(day => day.Measured < DaySums.FewestHours)
        )
        {
            return null;
        }

        double[] sums = [.. last.Select(day => day.Until(24))];
        var isFalling = sums.Zip(sums.Skip(1)).All(pair => pair.Second < pair.First);
        return isFalling ? 1 - (sums[^1] / sums[0]) : 0;
    }
}
