using System.Text;

namespace Vigia.Server.Report;

/// <summary>A sheet for a terminal.</summary>
internal static class SheetText
{
    /// <summary>Letters of one column; what is longer is cut.</summary>
    private const int Widest = 34;

    public static string Of(ReportSheet sheet)
    {
        var text = new StringBuilder();
        text.AppendLine(sheet.Title).AppendLine(sheet.Period).AppendLine(sheet.Known);
        foreach (var table in sheet.Tables)
        {
            text.AppendLine().AppendLine(table.Title.ToUpperInvariant());
            Append(text, table);
        }

        return text.AppendLine().AppendLine(sheet.Foot).ToString();
    }

    private static void Append(StringBuilder text, SheetTable table)
    {
        if (table.Rows.Count > 0)
        {
            int[] widths =
            [
                .. table.Columns.Select(
                    (column, at) => table.Rows.Max(row => Math.Max(column.Title.Length, Cut(row[at]).Length))
                ),
            ];
            AppendRow(text, table, [.. table.Columns.Select(column => column.Title)], widths);
            foreach (var row in table.Rows)
            {
                AppendRow(text, table, row, widths);
            }
        }

        if (table.Note.Length > 0)
        {
            text.Append("  ").AppendLine(table.Note);
        }
    }

    private static void AppendRow(StringBuilder text, SheetTable table, string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = Cut(cells[i]);
            line.Append("  ").Append(table.Columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
        }

        text.AppendLine(line.ToString().TrimEnd());
    }

    private static string Cut(string cell) => cell.Length <= Widest ? cell : cell[..(Widest - 1)] + "…";
}
