using Vigia.Server.Cli;
using Vigia.Server.Derive.Channels;

namespace Vigia.Server.Derive.Tables;

/// <summary>
/// A channel over the rows of a table. A cell that can't be read is told and leaves the new cells of its row empty, as does a
/// missing one; the channel's state then stays as it was.
/// </summary>
internal sealed class ChannelTable
{
    private readonly TableReader table;
    private readonly DerivedChannel channel;
    private readonly InputBinding[] bindings;
    private readonly TimeColumns? time;
    private readonly BadCells bad;
    private readonly Texts texts;
    private readonly bool needsTime;
    private readonly double[] inputs;
    private readonly double[] outputs;
    private readonly double[] state;

    public ChannelTable(
        TableReader table,
        DerivedChannel channel,
        IReadOnlyDictionary<string, double> set,
        BadCells bad,
        Texts texts
    )
    {
        (this.table, this.channel, this.bad, this.texts) = (table, channel, bad, texts);
        time = TimeColumns.In(table.Header);
        bindings =
        [
            .. channel.Inputs.Select(input => InputBinding.Find(input, table.Header, set) ?? throw Missing(input)),
        ];
        needsTime = bindings.Any(binding => binding.OfTime is not null);
        inputs = new double[channel.Inputs.Count];
        outputs = new double[channel.Outputs.Count];
        state = [.. channel.Start];
    }

    public long Rows { get; private set; }

    /// <summary>Rows that could be read and yet have no value: not measured, or not defined.</summary>
    public long RowsWithoutValue { get; private set; }

    /// <summary>The header's new names; one that the table has already gets <c>_derived</c> behind it.</summary>
    public IReadOnlyList<string> NewNames =>
        [
            .. channel
                .Outputs.Select(output => output.Name)
                .Concat(channel.Words is null ? [] : [$"{channel.Name}_words"])
                .Select(name => table.FreeName(name, "_derived")),
        ];

    /// <param name="told">After every row, for who watches.</param>
    public void Run(TableWriter writer, Action<long> told)
    {
        writer.Begin(table.HeaderLine);
        foreach (var name in NewNames)
        {
            writer.Add(name);
        }

        writer.End();
        for (var kind = table.Next(); kind != RowKind.End; kind = table.Next())
        {
            Rows++;
            Step(kind);
            Write(writer);
            told(Rows);
        }

        writer.Flush();
        if (table.LineTooLong)
        {
            throw new PlainWords(texts.LineTooLong(table.LineNumber, BoundedLines.Longest), ExitCode.Wrong);
        }
    }

    private void Step(RowKind kind)
    {
        outputs.AsSpan().Fill(double.NaN);
        if (kind == RowKind.WrongWidth)
        {
            bad.Add(texts.WrongWidth(table.LineNumber, table.Row.Count, table.Header.Count));
            return;
        }

        if (!TryRead())
        {
            return;
        }

        channel.Formula(inputs, state, outputs);
        RowsWithoutValue += double.IsNaN(outputs[0]) ? 1 : 0;
    }

    private bool TryRead()
    {
        var measured = needsTime ? time?.Of(table.Row) : null;
        var good = !needsTime || measured is not null;
        if (!good)
        {
            bad.Add(texts.NoTime(table.LineNumber));
        }

        for (var i = 0; i < bindings.Length; i++)
        {
            var binding = bindings[i];
            inputs[i] = binding.OfTime is { } part && measured is { } at ? part(at) : binding.Fixed;
            if (binding.Column < 0)
            {
                continue;
            }

            if (table.Row.Number(binding.Column, out var number) == CellKind.NoNumber)
            {
                var cell = table.Row.Cell(binding.Column).ToString();
                bad.Add(texts.NoNumber(table.LineNumber, table.Header[binding.Column], cell));
                good = false;
            }

            inputs[i] = number * binding.Factor;
        }

        return good;
    }

    private void Write(TableWriter writer)
    {
        writer.Begin(table.Row.Line);
        writer.Pad(table.Header.Count - table.Row.Count);
        foreach (var output in outputs)
        {
            writer.Add(output);
        }

        if (channel.Words is not null)
        {
            writer.Add(channel.Words(outputs[0])?.In(CliLanguage.Spoken(texts)) ?? "");
        }

        writer.End();
    }

    private PlainWords Missing(ChannelInput input)
    {
        var names = string.Join(" / ", input.Names.Select(a => a.Unit.Length > 0 ? $"{a.Name} ({a.Unit})" : a.Name));
        return new(texts.MissingColumn(channel.Name, names, input.Name, string.Join(", ", table.Header)));
    }
}
