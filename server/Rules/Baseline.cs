namespace Vigia.Server.Rules;

/// <summary>
/// What is usual at a point: means of hours, or of runs of a machine, of which the median is taken. One odd day moves a median
/// little, and a failure does not become the measure of itself.
/// </summary>
/// <param name="Full">Means of periods that are over, oldest first.</param>
/// <param name="Period">Of the current one: hours since 1970, or the run's beginning in unix milliseconds.</param>
internal sealed record Baseline(IReadOnlyList<Mean> Full, long Period, double Sum, int Count)
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
            ? before with
            {
                Sum = before.Sum + value,
                Count = before.Count + 1,
            }
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

    /// <summary>Null where too few periods are known.</summary>
    public double? Median(Func<Mean, bool> counts)
    {
        double[] known = [.. Full.Where(counts).Select(mean => mean.Value).Order()];
        if (known.Length < Fewest)
        {
            return null;
        }

        var middle = known.Length / 2;
        return known.Length % 2 == 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
    }
}

internal readonly record struct Mean(long Period, double Value);
