using System.Globalization;

namespace Vigia.Server.Derive.Tables;

internal enum CellKind
{
    Number,

    /// <summary>Empty, NA or NaN: nobody measured.</summary>
    Missing,
    NoNumber,
}

/// <summary>One line of a table, cut at its delimiter. A cell in quotes may hold the delimiter, and quotes doubled, but no line end.</summary>
internal sealed class TableRow(char delimiter)
{
    /// <summary>Cells of a row; what is beyond is not looked at.</summary>
    public const int MostCells = 1024;

    private readonly List<Range> cells = [];

    public string Line { get; private set; } = "";

    public int Count => cells.Count;

    public void Cut(string text)
    {
        Line = text;
        cells.Clear();
        var start = 0;
        var quoted = false;
        for (var i = 0; i < text.Length && cells.Count < MostCells; i++)
        {
            if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (text[i] == delimiter && !quoted)
            {
                cells.Add(start..i);
                start = i + 1;
            }
        }

        if (cells.Count < MostCells)
        {
            cells.Add(start..text.Length);
        }
    }

    /// <summary>What stands in a cell, without its quotes.</summary>
    public ReadOnlySpan<char> Cell(int at)
    {
        var text = Line.AsSpan(cells[at]).Trim();
        if (text is not ['"', .., '"'])
        {
            return text;
        }

        var inside = text[1..^1];
        return inside.Contains('"') ? inside.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : inside;
    }

    /// <summary>A spreadsheet that cuts at ; writes 25,3 for 25.3.</summary>
    public CellKind Number(int at, out double number)
    {
        number = double.NaN;
        var text = Cell(at);
        if (text.IsEmpty || text is "NA" || text.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            return CellKind.Missing;
        }

        if (delimiter != ',' && text.Contains(','))
        {
            text = text.ToString().Replace(',', '.');
        }

        var good = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read);
        number = good && double.IsFinite(read) ? read : double.NaN;
        return double.IsNaN(number) ? CellKind.NoNumber : CellKind.Number;
    }
}
