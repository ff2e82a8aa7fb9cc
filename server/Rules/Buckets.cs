using System.Text.Json.Serialization;

namespace Vigia.Server.Rules;

/// <summary>
/// A window of readings in <see cref="Most"/> parts, so that a day costs what an hour costs. It slides by a whole part: a sum
/// over 24 h is that of 23.5 to 24 h.
/// </summary>
/// <param name="Full">Parts that are over, oldest first; parts without a reading are not there. Never written to.</param>
/// <param name="Current">The part that is being filled.</param>
internal sealed record Buckets(WindowPart[] Full, WindowPart Current) : MeasureMemory
{
    // Of the full parts that are in the window: worked out once for all readings of the current part.
    private Whole? full;

    public const int Most = 48;

    /// <summary>So many parts without a reading are a gap: nobody knows what was in it.</summary>
    public const int Gap = Most / 8;

    /// <summary>The part since which there was no gap.</summary>
    public long Since { get; init; }

    /// <summary>Parts of a window that must have readings before it is said that nothing changed in it.</summary>
    public const int Enough = Most * 3 / 4;

    public static Buckets Add(Buckets? before, DateTimeOffset time, double value, TimeSpan over)
    {
        var length = (long)over.TotalMilliseconds / Most;
        var number = time.ToUnixTimeMilliseconds() / length;
        if (before is null)
        {
            return new Buckets([], new WindowPart(number, value, value, value)) { Since = number };
        }

        return before.Current.Number == number
            ? before with
            {
                Current = before.Current.With(value),
            }
            : new Buckets(
                [.. before.Full.Where(known => known.Number > number - Most), before.Current],
                new WindowPart(number, value, value, value)
            )
            {
                Since = number - before.Current.Number > Gap ? number : before.Since,
            };
    }

    /// <summary>All of the window was heard.</summary>
    [JsonIgnore]
    public bool IsWhole => Current.Number - Since >= Most - 1;

    public double Sum => Known.Sum + Current.Sum;

    /// <summary>Largest less smallest; null while too little of the window is known.</summary>
    public double? Change =>
        Known.Count + 1 >= Enough ? Math.Max(Known.High, Current.High) - Math.Min(Known.Low, Current.Low) : null;

    private Whole Known => full ??= Whole.Of(Full, oldest: Current.Number - Most + 1);

    private sealed record Whole(int Count, double Low, double High, double Sum)
    {
        public static Whole Of(WindowPart[] parts, long oldest)
        {
            var (count, low, high, sum) = (0, double.PositiveInfinity, double.NegativeInfinity, 0.0);
            foreach (var part in parts)
            {
                if (part.Number >= oldest)
                {
                    count++;
                    low = Math.Min(low, part.Low);
                    high = Math.Max(high, part.High);
                    sum += part.Sum;
                }
            }

            return new Whole(count, low, high, sum);
        }
    }
}

/// <param name="Number">Of the parts since 1970.</param>
internal readonly record struct WindowPart(long Number, double Low, double High, double Sum)
{
    public WindowPart With(double value) => new(Number, Math.Min(Low, value), Math.Max(High, value), Sum + value);
}
