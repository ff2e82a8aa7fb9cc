using Vigia.Server.Derive.Quality;
using Vigia.Server.Derive.Tables;

namespace Vigia.Server.Cli;

/// <summary><c>vigia qc</c>: QARTOD's flags for a column of a table.</summary>
internal static class QcVerb
{
    private static readonly string[] Tests = ["gross-range", "spike", "rate", "flat-line"];

    public static IReadOnlyList<string> Options { get; } =
    ["--csv", "--out", "--column", "--test", "--limits", "--every"];

    public static Task<int> RunAsync(Settings settings, CancellationToken stop)
    {
        var texts = settings.Texts;
        var table = TableFiles.Open(settings);
        var name =
            settings.Text("--column") ?? throw new PlainWords(texts.NeedsColumn(string.Join(", ", table.Header)));
        var column = table.Header.ToList().IndexOf(name);
        if (column < 0)
        {
            throw new PlainWords(texts.NoSuchColumn(name, string.Join(", ", table.Header)));
        }

        var limits = Limits(settings, name);
        var bad = new BadCells(Console.Error.WriteLine);
        var quality = new QualityTable(table, column, limits, Clock(settings, table, limits), bad, texts);
        TableFiles.Write(
            settings,
            output => quality.Run(new TableWriter(output, table.Delimiter), TableFiles.Progress(texts, stop))
        );
        return Task.FromResult(TableFiles.Conclude(bad, quality.Rows, texts));
    }

    private static QualityLimits Limits(Settings settings, string column)
    {
        var texts = settings.Texts;
        var (limits, wrong) = LimitsReader.Read(settings.Text("--limits") ?? "", QualityLimits.Of(column));
        if (limits is null)
        {
            throw new PlainWords(texts.NotLimits(wrong, LimitsReader.Example));
        }

        if (settings.Text("--test") is { } wanted)
        {
            limits = Only(limits, wanted.Split(',', StringSplitOptions.TrimEntries), texts);
        }

        return limits == new QualityLimits()
            ? throw new PlainWords(texts.NoLimits(column, LimitsReader.Example))
            : limits;
    }

    private static QualityLimits Only(QualityLimits limits, string[] wanted, Texts texts)
    {
        foreach (var test in wanted)
        {
            if (!Tests.Contains(test))
            {
                throw new PlainWords(texts.NotOneOf("--test", test, string.Join(", ", Tests)));
            }

            if (!Runs(limits, test))
            {
                throw new PlainWords(texts.NoLimits(test, LimitsReader.Example));
            }
        }

        return new(
            wanted.Contains("gross-range") ? limits.Fail : null,
            wanted.Contains("gross-range") ? limits.Suspect : null,
            wanted.Contains("spike") ? limits.Spike : null,
            wanted.Contains("rate") ? limits.RatePerMinute : null,
            wanted.Contains("flat-line") ? limits.FlatLine : null
        );
    }

    private static bool Runs(QualityLimits limits, string test) =>
        test switch
        {
            "gross-range" => limits.HasRange,
            "spike" => limits.Spike is not null,
            "rate" => limits.RatePerMinute is not null,
            _ => limits.FlatLine is not null,
        };

    // When a row was measured: every so often, as said; else as its columns say.
    private static Func<TableRow, long, DateTime?> Clock(Settings settings, TableReader table, QualityLimits limits)
    {
        if (settings.Text("--every") is { } every)
        {
            var step = LimitsReader.Time(every) ?? throw new PlainWords(settings.Texts.NotATime("--every", every));
            var most = (DateTime.MaxValue - DateTime.UnixEpoch) / step;
            return (_, row) => row < most ? DateTime.UnixEpoch + step * row : null;
        }

        var time = TimeColumns.In(table.Header);
        var needed = limits.RatePerMinute is not null || limits.FlatLine is not null;
        return needed && time is null ? throw new PlainWords(settings.Texts.NeedsTime) : (row, _) => time?.Of(row);
    }
}
