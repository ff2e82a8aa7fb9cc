namespace Vigia.Server.Rules;

/// <summary>Means of a window's parts. The window slides by a whole part.</summary>
/// <param name="Full">Parts that are over, oldest first; parts without a reading are not there. Never written to.</param>
/// <param name="Number">Of the part that is being filled, counted from 1970.</param>
internal sealed record WindowMeans(Mean[] Full, long Number, double Sum, int Count)
{
    public static WindowMeans Add(WindowMeans? before, DateTimeOffset time, double value, TimeSpan over)
    {
        var number = time.ToUnixTimeMilliseconds() / ((long)over.TotalMilliseconds / Buckets.Most);
        if (before is null)
        {
            return new WindowMeans([], number, value, 1);
        }

        return before.Number == number
            ? new WindowMeans(before.Full, number, before.Sum + value, before.Count + 1)
            : new WindowMeans(
                [.. before.Full.Where(part => part.Period > number - Buckets.Most), before.Current],
                number,
                value,
                1
            );
    }

    /// <summary>Of all parts that are known.</summary>
    public double Mean => (Full.Sum(part => part.Value) + Current.Value) / (Full.Length + 1);

    /// <summary>From the window's beginning to its end; null while less than three quarters of it are known.</summary>
    public double? Rise
    {
        get
        {
            if (Full.Length + 1 < Buckets.Enough)
            {
                return null;
            }

            Mean[] parts = [.. Full, Current];
            var middle = parts.Average(part => part.Period - Number);
            var mean = parts.Average(part => part.Value);
            var together = parts.Sum(part => (part.Period - Number - middle) * (part.Value - mean));
            var spread = parts.Sum(part => Math.Pow(part.Period - Number - middle, 2));
            return together / spread * Buckets.Most;
        }
    }

    private Mean Current => new(Number, Sum / Count);
}
