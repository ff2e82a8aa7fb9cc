namespace Vigia.Server.Rules;

/// <summary>Means of a window's parts. The window slides by a whole part.</summary>
/// <param name="Full">Parts that are over, oldest first; parts without a reading are not there. Never written to.</param>
/// <param name="Number">Of the part that is being filled, counted from 1970.</param>
internal sealed record WindowMeans(Mean[] Full, long Number, double Sum, int Count) : MeasureMemory
{
    // Of the full parts: worked out once for all readings of the part that is being filled.
    private double? fullSum;

    public static WindowMeans Add(WindowMeans? before, DateTimeOffset time, double value, TimeSpan over)
    {
        var number = time.ToUnixTimeMilliseconds() / ((long)over.TotalMilliseconds / Buckets.Most);
        if (before is null)
        {
            return new WindowMeans([], number, value, 1);
        }

        return before.Number == number
            ? before with
            {
                Sum = before.Sum + value,
                Count = before.Count + 1,
            }
            : new WindowMeans(
                [.. before.Full.Where(part => part.Period > number - Buckets.Most), before.Current],
                number,
                value,
                1
            );
    }

    /// <summary>Of all parts that are known.</summary>
    public double Mean => ((fullSum ??= Full.Sum(part => part.Value)) + Current.Value) / (Full.Length + 1);

    /// <summary>From the window's beginning to its end; null while less than three quarters of it are known.</summary>
    public double? Rise
    {
        get
        {
            var count = Full.Length + 1;
            if (count < Buckets.Enough)
            {
                return null;
            }

            // Periods are counted from the current one, which is 0: its value is in no other sum.
            var (periods, together, squares) = (0.0, 0.0, 0.0);
            foreach (var part in Full)
            {
                var period = (double)(part.Period - Number);
                periods += period;
                together += period * part.Value;
                squares += period * period;
            }

            var slope = (together - (periods * Mean)) / (squares - (periods * periods / count));
            return slope * Buckets.Most;
        }
    }

    private Mean Current => new(Number, Sum / Count);
}
