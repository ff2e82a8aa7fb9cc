using Microsoft.Data.Sqlite;
using Vigia.Server.Derive.Tables;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Rules;
using Vigia.Server.Rules.Replay;
using Vigia.Server.Storage;

namespace Vigia.Server.Cli;

/// <summary>
/// <c>vigia replay</c>: what the rules of a farm file would have done on what is stored, or on a table; of a new file also what
/// differs from the present one. Changes nothing.
/// </summary>
internal static class ReplayVerb
{
    private const double MostDays = 3650;
    private const double FastestWorld = 1000;

    public static IReadOnlyList<string> Options { get; } = ["--days", "--csv", "--farm", "--data", "--speed"];

    public static Task<int> RunAsync(Settings settings, CancellationToken stop)
    {
        var texts = settings.Texts;
        var folder = settings.Text("--data") ?? Places.OrdinaryData();
        var (hasDays, hasTable) = (settings.Text("--days") is not null, settings.Text("--csv") is not null);
        if (hasDays == hasTable)
        {
            throw new PlainWords(texts.NeedsDaysOrCsv);
        }

        var file = Path.Combine(folder, FarmFile.Name);
        var plan = ReadFarm(settings, file);
        var present = ReadPresent(settings, file);
        CheckRule(settings.Argument, [plan, present ?? plan], texts);
        return Task.FromResult(
            hasTable
                ? ReplayTable(settings, plan, present, file, stop)
                : ReplayStored(settings, plan, present, file, stop)
        );
    }

    private static int ReplayTable(
        Settings settings,
        FarmPlan plan,
        FarmPlan? present,
        string file,
        CancellationToken stop
    )
    {
        var bad = new BadCells(Console.Error.WriteLine);
        var after = TryTable(settings, plan, bad, stop);
        Trial? before = null;
        if (present is not null)
        {
            // What cannot be read was told once.
            before = TryTable(settings, present, new BadCells(_ => { }), stop);
        }

        Tell(after, before, settings, file);
        return TableFiles.Conclude(bad, after.Rows, settings.Texts);
    }

    private static Trial TryTable(Settings settings, FarmPlan plan, BadCells bad, CancellationToken stop)
    {
        var texts = settings.Texts;
        var table = TableFiles.Open(settings);
        return TableRecord.MissingIn(table) is { } missing
            ? throw new PlainWords(texts.NoSuchColumn(missing, string.Join(", ", table.Header)), ExitCode.Wrong)
            : Trials.OnTable(new TableRecord(table, plan, bad, texts).Rows(), plan, How(settings, stop));
    }

    private static int ReplayStored(
        Settings settings,
        FarmPlan plan,
        FarmPlan? present,
        string file,
        CancellationToken stop
    )
    {
        var texts = settings.Texts;
        var days = TimeSpan.FromDays(settings.Number("--days", 7, 0.01, MostDays));
        var folder = Path.GetDirectoryName(file)!;
        if (!File.Exists(Path.Combine(folder, LedgerFile.Name)))
        {
            throw new PlainWords(texts.NothingHere(folder), ExitCode.Wrong);
        }

        try
        {
            using var ledger = new LedgerReader(folder);
            var how = How(settings, stop) with
            {
                Words = WordRecord.In(folder),
                Maintained = MaintenanceRecord.In(folder),
            };
            Trial On(FarmPlan tried) =>
                Trials.OnStored(ledger, tried, days, how) ?? throw new PlainWords(texts.NothingStored, ExitCode.Wrong);
            var after = On(plan);
            Tell(after, present is null ? null : On(present), settings, file);
            return ExitCode.Good;
        }
        catch (Exception e) when (e is SqliteFault or SqliteException)
        {
            throw new PlainWords(texts.CannotUse(folder, e.Message), ExitCode.Wrong);
        }
    }

    private static TrialSettings How(Settings settings, CancellationToken stop) =>
        new(settings.Argument, TrialBounds.None, stop)
        {
            Speed = settings.Number("--speed", 1, 1, FastestWorld),
            Progress = TableFiles.Progress(settings.Texts, stop),
        };

    private static void Tell(Trial after, Trial? before, Settings settings, string file)
    {
        var report = new ReplayReport(after, settings.Texts);
        foreach (var alarm in after.Alarms)
        {
            Console.Write(report.Of(alarm));
        }

        Console.Write(report.Called());
        if (before is not null)
        {
            Console.Write(report.Against(before, file));
        }

        Console.Write(report.End());
    }

    private static FarmPlan ReadFarm(Settings settings, string file)
    {
        var named = settings.Text("--farm");
        var (plan, errors) = named is null ? FarmFile.Load(file) : FarmFile.LoadExisting(named);
        return plan
            ?? throw new PlainWords(
                string.Join('\n', errors.Select(error => $"{error}").Prepend(settings.Texts.FarmFileRefused)),
                ExitCode.Wrong
            );
    }

    // Null: there is nothing to hold the new file against. Standard input is read but once.
    private static FarmPlan? ReadPresent(Settings settings, string file)
    {
        if (
            settings.Text("--farm") is not { } named
            || !File.Exists(file)
            || Path.GetFullPath(named) == Path.GetFullPath(file)
        )
        {
            return null;
        }

        if (settings.Text("--csv") == "-" || FarmFile.LoadExisting(file).Plan is not { } plan)
        {
            Console.Error.WriteLine(settings.Texts.ReplayNotCompared(file));
            return null;
        }

        return plan;
    }

    private static void CheckRule(string? rule, FarmPlan[] plans, Texts texts)
    {
        string[] known =
        [
            .. plans.SelectMany(plan => plan.Rules).Select(one => one.Name).Distinct(),
            SilenceRule.Name,
            SilenceRule.Link,
        ];
        if (rule is not null && !known.Contains(rule))
        {
            throw new PlainWords(texts.NoSuchRule(rule, string.Join(", ", known)));
        }
    }
}
