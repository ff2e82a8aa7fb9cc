namespace Vigia.Server.Rules;

/// <summary>
/// A window of readings in <see cref="Most"/> parts, so that a day costs what an hour costs. It slides by a whole part: a sum
/// over 24 h is that of 23.5 to 24 h.
/// </summary>
/// <param name="Full">Parts that are over, oldest first; parts without a reading are not there. Never written to.</param>
/// <param name="Current">The part that is being filled.</param>
internal sealed record Buckets(WindowPart[] Full, WindowPart Current)
{
    public const int Most = 48;

    /// <summary>Parts of a window that must have readings before it is said that nothing changed in it.</summary>
    public const int Enough = Most * 3 / 4;

    public static Buckets Add(Buckets? before, DateTimeOffset time, double value, TimeSpan over)
    {
        var length = (long)over.TotalMilliseconds / Most;
        var number = time.ToUnixTimeMilliseconds() / length;
        if (before is null)
        {
            return new Buckets([], new WindowPart(number, value, value, value));
        }

        return before.Current.Number == number
            ? new Buckets(before.Full, before.Current.With(value))
            : new Buckets(
                [.. before.Full.Where(known => known.Number > number - Most + 1), before.Current],
                new WindowPart(number, value, value, value)
            );
    }

    public double Sum
    {
        get
        {
            var sum = 0.0;
            foreach (var part in Full)
            {
                sum += IsInWindow(part) ? part.Sum : 0;
            }

            return sum + Current.Sum;
        }
    }

    /// <summary>Largest less smallest; null while too little of the window is known.</summary>
    public double? Change
    {
        get
        {
            var (known, low, high) = (1, Current.Low, Current.High);
            foreach (var part in Full)
            {
                if (IsInWindow(part))
                {
                    known++;
                    low = Math.Min(low, part.Low);
                    high = Math.Max(high, part.High);
                }
            }

            return known >= Enough ? high - low : null;
        }
    }

    private bool IsInWindow(in WindowPart part) => part.Number > Current.Number - Most;
}

/// <param name="Number">Of the parts since 1970.</param>
internal readonly record struct WindowPart(long Number, double Low, double High, double Sum)
{
    public WindowPart With(double value) => new(Number, Math.Min(Low, value), Math.Max(High, value), Sum + value);
}
