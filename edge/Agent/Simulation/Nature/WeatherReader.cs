using System.Globalization;

namespace Vigia.Edge.Simulation.Nature;

internal enum WeatherFlaw
{
    Unreadable,
    TooLarge,
    Empty,
    NoColumn,
    TooFewColumns,
    NotANumber,
    OutOfRange,
    NotADate,
    NotLater,
}

/// <summary>What is wrong with a weather file, and where.</summary>
/// <param name="Line">From 1; 0 for the whole file.</param>
/// <param name="Allowed">What would be right.</param>
internal sealed record WeatherFinding(
    WeatherFlaw Flaw,
    string File,
    int Line = 0,
    string Column = "",
    string Value = "",
    string Allowed = ""
);

/// <summary>
/// Reads hourly observations: a header that names the columns, then a line an hour, separated by commas. <c>yr mon day hr temp rh prec</c>
/// (°C, %RH, mm) must be there, <c>ws</c> (km/h) may be; other columns are nobody's business here. The first thing wrong ends it.
/// </summary>
internal sealed class WeatherReader
{
    /// <summary>Ten years of hours, and some.</summary>
    public const long MaxBytes = 32 << 20;

    private const double MetresASecond = 3.6; // km/h

    private static readonly string[] Needed = ["yr", "mon", "day", "hr", "temp", "rh", "prec"];

    private readonly string file;
    private readonly List<WeatherRow> rows = [];
    private Dictionary<string, int> columns = [];
    private string[] fields = [];
    private int line;
    private WeatherFinding? wrong;

    private WeatherReader(string file) => this.file = file;

    /// <summary>Null with a finding, or the observations without.</summary>
    public static (WeatherRows? Rows, WeatherFinding? Wrong) Read(string file)
    {
        try
        {
            var reader = new WeatherReader(file);
            if (new FileInfo(file) is { Exists: true, Length: > MaxBytes })
            {
                return (null, new WeatherFinding(WeatherFlaw.TooLarge, file, Allowed: $"{MaxBytes >> 20} MB"));
            }

            reader.ReadAll(File.ReadLines(file));
            return (reader.wrong is null ? new WeatherRows(reader.rows) : null, reader.wrong);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new WeatherFinding(WeatherFlaw.Unreadable, file));
        }
    }

    private void ReadAll(IEnumerable<string> lines)
    {
        foreach (var text in lines)
        {
            line++;
            fields = text.Split(',', StringSplitOptions.TrimEntries);
            if (line == 1)
            {
                ReadHeader();
            }
            else if (text.Trim().Length > 0)
            {
                ReadRow();
            }

            if (wrong is not null)
            {
                return;
            }
        }

        if (rows.Count == 0)
        {
            Wrong(WeatherFlaw.Empty);
        }
    }

    private void ReadHeader()
    {
        columns = fields
            .Index()
            .DistinctBy(f => f.Item.Trim('"').ToLowerInvariant())
            .ToDictionary(f => f.Item.Trim('"').ToLowerInvariant(), f => f.Index);
        if (Needed.FirstOrDefault(n => !columns.ContainsKey(n)) is { } missing)
        {
            Wrong(WeatherFlaw.NoColumn, missing, allowed: string.Join(", ", Needed));
        }
    }

    private void ReadRow()
    {
        if (fields.Length <= columns.Values.Max())
        {
            Wrong(WeatherFlaw.TooFewColumns, value: $"{fields.Length}", allowed: $"{columns.Count}");
            return;
        }

        var time = ReadTime();
        var air = new Air(Number("temp", -60, 60), Number("rh", 0, 100));
        double? wind = columns.ContainsKey("ws") ? Number("ws", 0, 400) / MetresASecond : null;
        var rain = Number("prec", 0, 500);
        if (wrong is null && rows.Count > 0 && time <= rows[^1].Time)
        {
            Wrong(WeatherFlaw.NotLater, "hr", fields[columns["hr"]]);
        }

        rows.Add(new WeatherRow(time, air, wind, rain));
    }

    private DateTime ReadTime()
    {
        var (year, month) = ((int)Number("yr", 1, 9998), (int)Number("mon", 1, 12));
        var (day, hour) = ((int)Number("day", 1, 31), Number("hr", 0, 24));
        if (wrong is not null)
        {
            return default;
        }

        if (day > DateTime.DaysInMonth(year, month))
        {
            Wrong(WeatherFlaw.NotADate, "day", fields[columns["day"]]);
            return default;
        }

        return new DateTime(year, month, day).AddHours(hour);
    }

    private double Number(string column, double least, double most)
    {
        var text = fields[columns[column]];
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            Wrong(WeatherFlaw.NotANumber, column, text);
        }
        else if (!(number >= least && number <= most))
        {
            Wrong(
                WeatherFlaw.OutOfRange,
                column,
                text,
                string.Create(CultureInfo.InvariantCulture, $"{least} – {most}")
            );
        }

        return number;
    }

    // The first is the one that is told.
    private void Wrong(WeatherFlaw flaw, string column = "", string value = "", string allowed = "") =>
        wrong ??= new WeatherFinding(flaw, file, line, column, value, allowed);
}
