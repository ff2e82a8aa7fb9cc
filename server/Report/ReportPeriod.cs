namespace Vigia.Server.Report;

/// <summary>Whole days of the farm's clock, first and last included.</summary>
internal readonly record struct ReportPeriod(DateOnly First, DateOnly Last, TimeSpan UtcOffset)
{
    /// <summary>Days of one report; a longer one is refused.</summary>
    public const int MostDays = 366;

    /// <summary>Days of a report that names no first day.</summary>
    public const int Ordinary = 30;

    public DateTimeOffset Begin => new(First, TimeOnly.MinValue, UtcOffset);

    /// <summary>The first moment that does not belong to it any more.</summary>
    public DateTimeOffset End => new(Last.AddDays(1), TimeOnly.MinValue, UtcOffset);

    public long BeginMs => Begin.ToUnixTimeMilliseconds();

    public long EndMs => End.ToUnixTimeMilliseconds();

    /// <summary>Days as people wrote them; what is missing is today, and <see cref="Ordinary"/> days up to the last.</summary>
    public static ReportPeriod? Read(string? from, string? to, DateTimeOffset now, TimeSpan utcOffset)
    {
        var today = DateOnly.FromDateTime(now.ToOffset(utcOffset).DateTime);
        if (DayOf(to, today) is not { } last || DayOf(from, last.AddDays(1 - Ordinary)) is not { } first)
        {
            return null;
        }

        var days = last.DayNumber - first.DayNumber + 1;
        return days is >= 1 and <= MostDays ? new ReportPeriod(first, last, utcOffset) : null;
    }

    // The years in between keep the sums of days and hours in range.
    private static DateOnly? DayOf(string? text, DateOnly otherwise) =>
        string.IsNullOrEmpty(text) ? otherwise
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) && day.Year is > 1970 and < 9000 ? day
        : null;
}
