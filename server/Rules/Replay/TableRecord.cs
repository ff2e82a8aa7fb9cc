using System.Globalization;
using Vigia.Server.Cli;
using Vigia.Server.Derive.Tables;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Rules.Replay;

/// <summary>
/// A table of readings (time, node, point, value, and unit where it is known) as rows of a ledger, in the table's order, each
/// arrived as it was measured. Lines of one node and time are one pack.
/// </summary>
internal sealed class TableRecord(TableReader table, FarmPlan plan, BadCells bad, Texts texts)
{
    public static IReadOnlyList<string> Columns { get; } = ["time", "node", "point", "value"];

    private const string Unit = "unit";

    // A table tells of no restarts: one run.
    private static readonly BootId Boot = new(1);

    private readonly List<Reading> sweep = [];
    private long seq;

    /// <summary>The first column that the table lacks; null: it has all.</summary>
    public static string? MissingIn(TableReader table) =>
        Columns.FirstOrDefault(column => !table.Header.Contains(column));

    public IEnumerable<LedgerRow> Rows()
    {
        int[] at = [.. Columns.Append(Unit).Select(name => table.Header.ToList().IndexOf(name))];
        var (node, ms) = ("", 0L);
        while (table.Next() is var kind and not RowKind.End)
        {
            if (kind == RowKind.WrongWidth)
            {
                bad.Add(texts.WrongWidth(table.LineNumber, table.Row.Count, table.Header.Count));
                continue;
            }

            if (Read(at) is not { } line)
            {
                continue;
            }

            if (sweep.Count > 0 && (line.Node != node || line.Ms != ms || sweep.Count >= Pack.MaxRecords))
            {
                yield return End(node, ms);
            }

            (node, ms) = (line.Node, line.Ms);
            sweep.Add(line.Reading);
        }

        if (table.LineTooLong)
        {
            bad.Add(texts.LineTooLong(table.LineNumber, BoundedLines.Longest));
        }

        if (sweep.Count > 0)
        {
            yield return End(node, ms);
        }
    }

    private (string Node, long Ms, Reading Reading)? Read(int[] at)
    {
        var row = table.Row;
        if (TimeOf(row.Cell(at[0])) is not { } time)
        {
            bad.Add(texts.NoTime(table.LineNumber));
            return null;
        }

        var (node, point) = (row.Cell(at[1]).ToString(), row.Cell(at[2]).ToString());
        if (!Topics.IsNodeName(node) || !Reading.IsPointName(point))
        {
            bad.Add(texts.NoSuchPoint(table.LineNumber, $"{node}/{point}"));
            return null;
        }

        switch (row.Number(at[3], out var value))
        {
            case CellKind.NoNumber:
                bad.Add(texts.NoNumber(table.LineNumber, Columns[3], row.Cell(at[3]).ToString()));
                return null;
            case CellKind.Missing:
                return null;
        }

        var unit = at[4] < 0 || row.Cell(at[4]).IsEmpty ? null : row.Cell(at[4]).ToString();
        return (node, time, new Reading(point, unit, value));
    }

    // A time without a zone is told by the farm's clock.
    private long? TimeOf(ReadOnlySpan<char> text)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
        {
            return null;
        }

        var at =
            time.Kind == DateTimeKind.Unspecified
                ? new DateTimeOffset(time, TimeSpan.Zero) - plan.UtcOffset
                : new DateTimeOffset(time);
        var ms = at.ToUnixTimeMilliseconds();
        return ms > 0 ? ms : null;
    }

    private LedgerRow End(string node, long ms)
    {
        var header = new PackHeader(Boot, seq++, ClockQuality.Ntp, ms, null, 0);
        var bytes = PackEncoder.Encode(node, header, sweep);
        sweep.Clear();
        return new LedgerRow(
            seq,
            node,
            Boot,
            header.Seq,
            Plain: false,
            ms,
            ms,
            ClockQuality.Ntp,
            ClockOff: false,
            plan.ZoneOf(node),
            bytes
        );
    }
}
