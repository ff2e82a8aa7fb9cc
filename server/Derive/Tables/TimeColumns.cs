using System.Globalization;

namespace Vigia.Server.Derive.Tables;

/// <summary>When a row was measured: a column named time, timestamp or date (ISO 8601), else yr, mon, day and hr.</summary>
internal sealed class TimeColumns
{
    private static readonly string[] Whole = ["time", "timestamp", "date"];
    private static readonly string[] Parts = ["yr", "mon", "day", "hr"];

    private readonly int whole;
    private readonly int[] parts;

    private TimeColumns(int whole, int[] parts) => (this.whole, this.parts) = (whole, parts);

    /// <summary>Null where the header has neither.</summary>
    public static TimeColumns? In(IReadOnlyList<string> header)
    {
        int At(string name) => header.ToList().IndexOf(name);
        var inOne = Whole.Select(name => At(name)).FirstOrDefault(at => at >= 0, -1);
        int[] apart = [.. Parts.Select(name => At(name))];
        return inOne >= 0 || apart[..3].All(at => at >= 0) ? new(inOne, apart) : null;
    }

    /// <summary>As written: the time of day of the row's own zone. Null where a cell can't be read.</summary>
    public DateTime? Of(TableRow row) => whole >= 0 ? Written(row.Cell(whole)) : Composed(row);

    private static DateTime? Written(ReadOnlySpan<char> text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.DateTime
            : null;

    private DateTime? Composed(TableRow row)
    {
        Span<double> number = stackalloc double[4];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] >= 0 && row.Number(parts[i], out number[i]) != CellKind.Number)
            {
                return null;
            }
        }

        var possible =
            number[0] is >= 1 and <= 9999
            && number[1] is >= 1 and <= 12
            && number[3] is >= 0 and <= 24
            && number[2] >= 1
            && number[2] <= DateTime.DaysInMonth((int)number[0], (int)number[1]);
        return possible ? new DateTime((int)number[0], (int)number[1], (int)number[2]).AddHours(number[3]) : null;
    }
}
