using Vigia.Server.Cli;
using Vigia.Server.Derive.Quality;
using Vigia.Wire;

namespace Vigia.Server.Derive.Tables;

/// <summary>QARTOD's flags for one column of a table: a new column a test, and one with the worst. A row is written when the next is read, which the spike test needs.</summary>
internal sealed class QualityTable(
    TableReader table,
    int column,
    QualityLimits limits,
    Func<TableRow, long, DateTime?> when,
    BadCells bad,
    Texts texts
)
{
    private readonly RateOfChange? rate = limits.RatePerMinute is { } most ? new(most) : null;
    private readonly FlatLine? flatLine = limits.FlatLine is { } flat ? new(flat) : null;
    private Judged? waiting;
    private double beforeWaiting = double.NaN;

    private sealed record Judged(
        string Line,
        int Missing,
        double Value,
        QartodFlag Range,
        QartodFlag Rate,
        QartodFlag Flat
    );

    public long Rows { get; private set; }

    public void Run(TableWriter writer, Action<long> told)
    {
        writer.Begin(table.HeaderLine);
        foreach (var name in NewNames())
        {
            writer.Add(table.FreeName(name, "_qc"));
        }

        writer.End();
        for (var kind = table.Next(); kind != RowKind.End; kind = table.Next())
        {
            var now = Judge(kind);
            WriteWaiting(writer, now.Value);
            waiting = now;
            told(++Rows);
        }

        WriteWaiting(writer, after: double.NaN);
        writer.Flush();
        if (table.LineTooLong)
        {
            throw new PlainWords(texts.LineTooLong(table.LineNumber, BoundedLines.Longest), ExitCode.Wrong);
        }
    }

    private IEnumerable<string> NewNames()
    {
        var name = table.Header[column];
        return new[]
        {
            limits.HasRange ? $"{name}_gross_range" : "",
            limits.Spike is null ? "" : $"{name}_spike",
            rate is null ? "" : $"{name}_rate",
            flatLine is null ? "" : $"{name}_flat_line",
            $"{name}_flag",
        }.Where(n => n.Length > 0);
    }

    private Judged Judge(RowKind kind)
    {
        var value = kind == RowKind.Good ? Read() : double.NaN;
        if (kind == RowKind.WrongWidth)
        {
            bad.Add(texts.WrongWidth(table.LineNumber, table.Row.Count, table.Header.Count));
        }

        var range = QualityTests.GrossRange(value, limits.Fail, limits.Suspect);
        var (moved, still) = (QartodFlag.Missing, QartodFlag.Missing);
        if (!double.IsNaN(value) && (rate is not null || flatLine is not null))
        {
            (moved, still) = OverTime(value);
        }

        return new(table.Row.Line, table.Header.Count - table.Row.Count, value, range, moved, still);
    }

    private (QartodFlag Rate, QartodFlag Flat) OverTime(double value)
    {
        if (when(table.Row, Rows) is not { } at)
        {
            bad.Add(texts.NoTime(table.LineNumber));
            return (QartodFlag.NotEvaluated, QartodFlag.NotEvaluated);
        }

        return (rate?.Flag(at, value) ?? QartodFlag.Missing, flatLine?.Flag(at, value) ?? QartodFlag.Missing);
    }

    private double Read()
    {
        if (table.Row.Number(column, out var value) == CellKind.NoNumber)
        {
            bad.Add(texts.NoNumber(table.LineNumber, table.Header[column], table.Row.Cell(column).ToString()));
        }

        return value;
    }

    private void WriteWaiting(TableWriter writer, double after)
    {
        if (waiting is not { } row)
        {
            return;
        }

        List<QartodFlag> flags = [];
        if (limits.HasRange)
        {
            flags.Add(row.Range);
        }

        if (limits.Spike is { } spike)
        {
            flags.Add(QualityTests.Spike(beforeWaiting, row.Value, after, spike));
        }

        if (rate is not null)
        {
            flags.Add(row.Rate);
        }

        if (flatLine is not null)
        {
            flags.Add(row.Flat);
        }

        flags.Add(QualityTests.Worst([.. flags]));
        writer.Begin(row.Line);
        writer.Pad(row.Missing);
        flags.ForEach(flag => writer.Add((int)flag));
        writer.End();
        beforeWaiting = row.Value;
    }
}
