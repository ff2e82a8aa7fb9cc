using System.Net;
using System.Text;

namespace Vigia.Server.Report;

/// <summary>A sheet as a page to print, one side of A4. Every word in it is escaped.</summary>
internal static class SheetPage
{
    /// <summary>The style of a page that stands alone.</summary>
    public static string Style
    {
        get
        {
            using var css = typeof(SheetPage).Assembly.GetManifestResourceStream("live/report.css")!;
            using var reader = new StreamReader(css);
            return reader.ReadToEnd();
        }
    }

    /// <param name="style">Its own style, for a file; null: the service's <c>report.css</c>.</param>
    public static string Of(ReportSheet sheet, ReportWords words, string? style)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"")
            .Append(words.Code)
            .Append("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
            .Append(Safe(sheet.Title))
            .Append("</title>\n")
            .Append(style is null ? "<link rel=\"stylesheet\" href=\"report.css\">" : $"<style>\n{style}</style>")
            .Append("\n</head>\n<body>\n<header><h1>")
            .Append(Safe(sheet.Title))
            .Append("</h1><p><strong>")
            .Append(Safe(sheet.Period))
            .Append("</strong> ")
            .Append(Safe(sheet.Known))
            .Append("</p></header>\n<main>\n");
        foreach (var table in sheet.Tables)
        {
            Append(page, table);
        }

        return page.Append("</main>\n<footer>")
            .Append(Safe(sheet.Foot))
            .Append("</footer>\n</body>\n</html>\n")
            .ToString();
    }

    private static void Append(StringBuilder page, SheetTable table)
    {
        page.Append("<section><h2>").Append(Safe(table.Title)).Append("</h2>");
        if (table.Rows.Count > 0)
        {
            page.Append("<table><thead>");
            AppendRow(page, table, [.. table.Columns.Select(column => column.Title)], "th");
            page.Append("</thead><tbody>");
            foreach (var row in table.Rows)
            {
                AppendRow(page, table, row, "td");
            }

            page.Append("</tbody></table>");
        }

        if (table.Note.Length > 0)
        {
            page.Append("<p>").Append(Safe(table.Note)).Append("</p>");
        }

        page.Append("</section>\n");
    }

    private static void AppendRow(StringBuilder page, SheetTable table, string[] cells, string tag)
    {
        page.Append("<tr>");
        for (var i = 0; i < cells.Length; i++)
        {
            page.Append('<').Append(tag).Append(table.Columns[i].IsNumber ? " class=\"number\">" : ">");
            page.Append(Safe(cells[i])).Append("</").Append(tag).Append('>');
        }

        page.Append("</tr>");
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
