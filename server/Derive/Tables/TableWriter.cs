using System.Globalization;
using System.Text;

namespace Vigia.Server.Derive.Tables;

/// <summary>Writes rows: the line as it was read, then new cells. Numbers have a point and ten digits in every language.</summary>
internal sealed class TableWriter(TextWriter output, char delimiter)
{
    private const int Full = 32_768;

    private readonly StringBuilder text = new();

    public void Begin(string line) => text.Append(line);

    /// <summary>An empty cell where there is no value.</summary>
    public void Add(double number)
    {
        text.Append(delimiter);
        if (!double.IsNaN(number))
        {
            text.Append(CultureInfo.InvariantCulture, $"{number:G10}");
        }
    }

    public void Add(string cell)
    {
        var quoted = cell.AsSpan().ContainsAny(delimiter, '"');
        text.Append(delimiter).Append(quoted ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
    }

    /// <summary>Cells that a short row lacks.</summary>
    public void Pad(int cells) => text.Append(delimiter, Math.Max(0, cells));

    public void End()
    {
        text.Append('\n');
        if (text.Length >= Full)
        {
            Flush();
        }
    }

    public void Flush()
    {
        output.Write(text);
        output.Flush();
        text.Clear();
    }
}
