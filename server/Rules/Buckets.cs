namespace Vigia.Server.Rules;

/// <summary>
/// A window of readings in <see cref="Most"/> parts, so that a day costs what an hour costs. It slides by a whole part: a sum
/// over 24 h is that of 23.5 to 24 h.
/// </summary>
/// <param name="Full">Parts that are over, oldest first; parts without a reading are not there.</param>
/// <param name="Current">The part that is being filled.</param>
internal sealed record Buckets(IReadOnlyList<WindowPart> Full, WindowPart Current)
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
            ? before with
            {
                Current = before.Current.With(value),
            }
            : new Buckets(
                [.. before.Full.Where(known => known.Number > number - Most + 1), before.Current],
                new WindowPart(number, value, value, value)
            );
    }

    public double Sum => InWindow().Sum(bucket => bucket.Sum);

    /// <summary>Largest less smallest; null while too little of the window is known.</summary>
    public double? Change
    {
        get
        {
            var known = InWindow().ToArray();
            return known.Length >= Enough ? known.Max(bucket => bucket.High) - known.Min(bucket => bucket.Low) : null;
        }
    }

    private IEnumerable<WindowPart> InWindow() =>
        Full.Where(bucket => bucket.Number > Current.Number - Most).Append(Current);
}

/// <param name="Number">Of the parts since 1970.</param>
internal readonly record struct WindowPart(long Number, double Low, double High, double Sum)
{
    public WindowPart With(double value) => new(Number, Math.Min(Low, value), Math.Max(High, value), Sum + value);
}
