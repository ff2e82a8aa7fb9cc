using Vigia.Server.Derive.Channels;

namespace Vigia.Server.Derive.Tables;

/// <summary>Where an input of a channel comes from: a column, a fixed number, or the row's time.</summary>
/// <param name="Column">−1 when it comes from none.</param>
/// <param name="Factor">From the column's unit to the input's.</param>
/// <param name="OfTime">Reads it from the row's time.</param>
internal readonly record struct InputBinding(
    int Column,
    double Factor,
    double Fixed,
    Func<DateTime, double>? OfTime = null
)
{
    private static readonly Dictionary<string, Func<DateTime, double>> TimeParts = new()
    {
        ["yr"] = time => time.Year,
        ["mon"] = time => time.Month,
        ["day"] = time => time.Day,
        ["hr"] = time => time.TimeOfDay.TotalHours,
        ["day_of_year"] = time => time.DayOfYear,
    };

    /// <summary>A number set by hand comes before a column, a column before the row's time, that before the default. Null: nobody gives it.</summary>
    public static InputBinding? Find(
        ChannelInput input,
        IReadOnlyList<string> header,
        IReadOnlyDictionary<string, double> set
    )
    {
        foreach (var alias in input.Names)
        {
            if (set.TryGetValue(alias.Name, out var number))
            {
                return new(-1, 1, number * alias.Factor);
            }
        }

        var names = header.ToList();
        foreach (var alias in input.Names)
        {
            if (names.IndexOf(alias.Name) is >= 0 and var column)
            {
                return new(column, alias.Factor, double.NaN);
            }
        }

        if (TimeParts.TryGetValue(input.Name, out var part) && TimeColumns.In(header) is not null)
        {
            return new(-1, 1, double.NaN, part);
        }

        return input.Otherwise is { } otherwise ? new(-1, 1, otherwise) : null;
    }
}
