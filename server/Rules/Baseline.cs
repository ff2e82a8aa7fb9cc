namespace Vigia.Server.Rules;

/// <summary>
/// What is usual at a point: means of hours, or of runs of a machine, of which the median is taken. One odd day moves a median
/// little, and a failure does not become the measure of itself.
/// </summary>
/// <param name="Full">Means of periods that are over, oldest first. Never written to.</param>
/// <param name="Period">Of the current one: hours since 1970, or the run's beginning in unix milliseconds.</param>
internal sealed record Baseline(Mean[] Full, long Period, double Sum, int Count) : MeasureMemory
{
    public const int MostDays = 14;
    public const int MostRuns = 50;

    /// <summary>Fewer periods are no baseline: nothing is judged.</summary>
    public const int Fewest = 3;

    /// <param name="oldest">Periods before this one are forgotten.</param>
    public static Baseline Add(Baseline? before, long period, double value, long oldest, int most)
    {
        if (before is null)
        {
            return new Baseline([], period, value, 1);
        }

        return before.Period == period
            ? new Baseline(before.Full, period, before.Sum + value, before.Count + 1)
            : new Baseline(
                [
                    .. before.Full.Where(mean => mean.Period >= oldest).TakeLast(most - 1),
                    new Mean(before.Period, before.Sum / before.Count),
                ],
                period,
                value,
                1
            );
    }

    /// <summary>Of all periods that are over; null where too few are known.</summary>
    public double? Median()
    {
        Span<double> known = stackalloc double[MostRuns];
        var count = 0;
        foreach (var mean in Full.AsSpan(Math.Max(0, Full.Length - MostRuns)))
        {
            known[count++] = mean.Value;
        }

        return MedianOf(known[..count]);
    }

    /// <summary>Of the periods so many before the current one, and so many before that, back to <paramref name="oldest"/>.</summary>
    public double? MedianEvery(int step, long oldest)
    {
        Span<double> known = stackalloc double[MostDays];
        var count = 0;
        for (var period = Period - step; period >= oldest && count < MostDays; period -= step)
        {
            var index = Full.AsSpan().BinarySearch(new Mean(period, 0));
            if (index >= 0)
            {
                known[count++] = Full[index].Value;
            }
        }

        return MedianOf(known[..count]);
    }

    private static double? MedianOf(Span<double> known)
    {
        if (known.Length < Fewest)
        {
            return null;
        }

        known.Sort();
        var middle = known.Length / 2;
        return known.Length % 2 == 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
    }
}

/// <summary>Of one period; in order of periods.</summary>
internal readonly record struct Mean(long Period, double Value) : IComparable<Mean>
{
    public int CompareTo(Mean other) => Period.CompareTo(other.Period);
}
