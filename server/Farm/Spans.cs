using System.Globalization;

namespace Vigia.Server.Farm;

/// <summary>Spans of time as people write them: <c>90s</c>, <c>2m</c>, <c>24h</c>.</summary>
internal static class Spans
{
    public static bool TryRead(string text, out TimeSpan span)
    {
        span = default;
        var digits = text.AsSpan().TrimEnd("hms");
        if (
            !double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > 1e9
        )
        {
            return false;
        }

        TimeSpan? unit = text[digits.Length..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => null,
        };
        span = number * (unit ?? TimeSpan.Zero);
        return unit is not null;
    }

    public static string Write(TimeSpan span) =>
        span.TotalHours >= 1 ? $"{span.TotalHours:0}h"
        : span.TotalMinutes >= 1 ? $"{span.TotalMinutes:0}m"
        : $"{span.TotalSeconds:0}s";

    /// <summary><c>-04:00</c>, from -12:00 to +14:00: every clock of the earth lies between.</summary>
    public static bool TryReadOffset(string text, out TimeSpan offset)
    {
        offset = default;
        if (
            text.Length != 6
            || text[0] is not ('+' or '-')
            || !TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var size)
        )
        {
            return false;
        }

        offset = text[0] == '-' ? -size : size;
        return offset >= TimeSpan.FromHours(-12) && offset <= TimeSpan.FromHours(14);
    }
}
