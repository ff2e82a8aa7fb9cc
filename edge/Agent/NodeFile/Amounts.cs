using System.Globalization;

namespace Vigia.Edge.NodeFile;

/// <summary>Times and sizes as people write them: <c>500ms</c>, <c>5s</c>, <c>10m</c>, <c>1h</c>, <c>30d</c>; <c>64MB</c>.</summary>
internal static class Amounts
{
    private static readonly (string Unit, TimeSpan One)[] Times =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    private static readonly (string Unit, long One)[] Sizes = [("KB", 1L << 10), ("MB", 1L << 20), ("GB", 1L << 30)];

    // More than any bound of ours allows, and far from overflow.
    private const double MostOfAUnit = 1e6;

    public static bool TryTime(string text, out TimeSpan span)
    {
        span = default;
        foreach (var (unit, one) in Times)
        {
            if (TryNumberBefore(unit, text, out var number))
            {
                span = one * number;
                return true;
            }
        }

        return false;
    }

    public static bool TrySize(string text, out long bytes)
    {
        bytes = 0;
        foreach (var (unit, one) in Sizes)
        {
            if (TryNumberBefore(unit, text, out var number))
            {
                bytes = (long)(one * number);
                return true;
            }
        }

        return false;
    }

    public static string Write(TimeSpan span) => Write(span.Ticks, Times.Select(t => (t.Unit, t.One.Ticks)));

    public static string Write(long bytes) => Write(bytes, Sizes);

    // In the largest unit that divides it.
    private static string Write(long amount, IEnumerable<(string Unit, long One)> units)
    {
        var (unit, one) = units.Last(u => u.One == units.First().One || (amount != 0 && amount % u.One == 0));
        return string.Create(CultureInfo.InvariantCulture, $"{amount / (double)one}{unit}");
    }

    private static bool TryNumberBefore(string unit, string text, out double number)
    {
        number = 0;
        return text.EndsWith(unit, StringComparison.Ordinal)
            && double.TryParse(
                text.AsSpan(0, text.Length - unit.Length),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out number
            )
            && number <= MostOfAUnit;
    }
}
