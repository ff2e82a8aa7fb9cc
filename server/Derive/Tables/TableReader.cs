namespace Vigia.Server.Derive.Tables;

internal enum RowKind
{
    Good,

    /// <summary>More or fewer cells than the header.</summary>
    WrongWidth,

    /// <summary>There is no further row; or it is longer than a line may be.</summary>
    End,
}

/// <summary>A table in text: a header, then rows. One row is in memory at a time. Cut at comma, semicolon or tab, as the header is.</summary>
internal sealed class TableReader
{
    private readonly BoundedLines lines;

    public TableReader(TextReader text)
    {
        lines = new(text);
        HeaderLine = (lines.Next() ?? "").TrimStart('\uFEFF');
        Delimiter =
            HeaderLine.Contains(',') ? ','
            : HeaderLine.Contains(';') ? ';'
            : HeaderLine.Contains('\t') ? '\t'
            : ',';
        Row = new(Delimiter);
        Row.Cut(HeaderLine);
        Header = [.. Enumerable.Range(0, Row.Count).Select(i => Row.Cell(i).ToString())];
    }

    public char Delimiter { get; }

    public string HeaderLine { get; }

    public IReadOnlyList<string> Header { get; }

    /// <summary>The row read last; it is the same object for every row.</summary>
    public TableRow Row { get; }

    public long LineNumber => lines.Number;

    public bool LineTooLong => lines.TooLong;

    public bool IsEmpty => HeaderLine.Length == 0;

    /// <summary>The name for a new column; one that the table has already gets an ending.</summary>
    public string FreeName(string name, string ending)
    {
        while (Header.Contains(name))
        {
            name += ending;
        }

        return name;
    }

    public RowKind Next()
    {
        var line = lines.Next();
        while (line is { Length: 0 })
        {
            line = lines.Next();
        }

        if (line is null)
        {
            return RowKind.End;
        }

        Row.Cut(line);
        return Row.Count == Header.Count ? RowKind.Good : RowKind.WrongWidth;
    }
}
