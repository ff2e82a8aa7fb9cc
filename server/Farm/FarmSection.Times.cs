using System.Globalization;
using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>Values of the year, and numbers that have a least.</summary>
internal sealed partial class FarmSection
{
    /// <summary>As <c>12-01</c>.</summary>
    public YearDay YearDay(string key)
    {
        if (Text(key, required: true) is not { } text)
        {
            return new YearDay(1, 1);
        }

        // A leap year: the 29th of February is a day of the year.
        if (
            DateOnly.TryParseExact(
                $"2024-{text}",
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
        {
            return new YearDay(day.Month, day.Day);
        }

        Refuse(key, Words.NotAllowed(text, Words.DayOfYear));
        return new YearDay(1, 1);
    }

    public int Count(string key, int otherwise, int most, int least)
    {
        var count = Count(key, otherwise, most);
        if (count >= least)
        {
            return count;
        }

        Refuse(key, Words.NotAllowed($"{count}", Words.Between($"{least}", $"{most}")));
        return least;
    }
}
