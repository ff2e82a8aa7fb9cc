using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Report;
using Vigia.Server.Storage;

namespace Vigia.Server.Cli;

/// <summary><c>vigia report</c>: one sheet for an assembly, of what is stored. Changes nothing; the service may be running.</summary>
internal static class ReportVerb
{
    public static IReadOnlyList<string> Options { get; } = ["--from", "--to", "--lang", "--html", "--farm", "--data"];

    public static Task<int> RunAsync(Settings settings, CancellationToken stop)
    {
        var texts = settings.Texts;
        var folder = settings.Text("--data") ?? Places.OrdinaryData();
        if (!File.Exists(Path.Combine(folder, LedgerFile.Name)))
        {
            throw new PlainWords(texts.NothingHere(folder), ExitCode.Wrong);
        }

        var plan = FarmOfVerb.Read(settings, folder);
        var period =
            ReportPeriod.Read(settings.Text("--from"), settings.Text("--to"), DateTimeOffset.UtcNow, plan.UtcOffset)
            ?? throw new PlainWords(texts.DaysNotAllowed(ReportPeriod.MostDays));
        var words = ReportWords.Of(
            settings.OneOf("--lang", texts.Language, ("es", Language.Spanish), ("en", Language.English))
        );
        try
        {
            using var ledger = new LedgerReader(folder);
            var report = ReportMaker.Make(
                period,
                plan,
                ledger,
                read => ReadAlerts(folder, read),
                TableFiles.Progress(texts, stop),
                stop
            );
            return Task.FromResult(Tell(settings, ReportSheet.Of(report, words), words));
        }
        catch (Exception e) when (e is SqliteFault or SqliteException)
        {
            throw new PlainWords(texts.CannotUse(folder, e.Message), ExitCode.Wrong);
        }
    }

    private static int Tell(Settings settings, ReportSheet sheet, ReportWords words)
    {
        if (settings.Text("--html") is not { } path)
        {
            Console.Write(SheetText.Of(sheet));
            return ExitCode.Good;
        }

        TableFiles.Write(path, settings.Texts, output => output.Write(SheetPage.Of(sheet, words, SheetPage.Style)));
        Console.WriteLine(settings.Texts.ReportWritten(path));
        return ExitCode.Good;
    }

    private static AlertFigures ReadAlerts(string folder, Func<SqliteConnection, AlertFigures> read)
    {
        var path = Path.Combine(folder, StoreFile.Name);
        if (!File.Exists(path))
        {
            return AlertFigures.None;
        }

        var source = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        using var db = new SqliteConnection(source.ToString());
        db.Open();
        return read(db);
    }
}
