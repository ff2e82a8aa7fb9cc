using System.Globalization;
using Vigia.Server.Derive.Tables;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Rules;
using Vigia.Server.Rules.Replay;
using Vigia.Server.Storage;

namespace Vigia.Server.Cli;

/// <summary><c>vigia replay</c>: what the rules of a farm file would have done on what is stored, or on a table. Changes nothing.</summary>
internal static class ReplayVerb
{
    private const double MostDays = 3650;

    // What stood before the first day is known after this.
    private static readonly TimeSpan RunUp = TimeSpan.FromDays(1);

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

        var plan = FarmOfVerb.Read(settings, folder);
        CheckRule(settings.Argument, plan, texts);
        return Task.FromResult(
            hasTable ? ReplayTable(settings, plan, stop) : ReplayStored(settings, plan, folder, stop)
        );
    }

    private static int ReplayTable(Settings settings, FarmPlan plan, CancellationToken stop)
    {
        var texts = settings.Texts;
        var table = TableFiles.Open(settings);
        if (TableRecord.MissingIn(table) is { } missing)
        {
            throw new PlainWords(texts.NoSuchColumn(missing, string.Join(", ", table.Header)), ExitCode.Wrong);
        }

        var bad = new BadCells(Console.Error.WriteLine);
        using var replay = new RuleReplay(plan, new TableRecord(table, plan, bad, texts).Rows(), Speed(settings))
        {
            HearsSilence = false,
            Progress = TableFiles.Progress(texts, stop),
        };
        replay.Run(stop);
        Tell(replay, replay.First, settings, plan);
        return TableFiles.Conclude(bad, replay.Rows, texts);
    }

    private static int ReplayStored(Settings settings, FarmPlan plan, string folder, CancellationToken stop)
    {
        var texts = settings.Texts;
        var days = TimeSpan.FromDays(settings.Number("--days", 7, 0.01, MostDays));
        if (!File.Exists(Path.Combine(folder, LedgerFile.Name)))
        {
            throw new PlainWords(texts.NothingHere(folder), ExitCode.Wrong);
        }

        try
        {
            using var ledger = new LedgerReader(folder);
            var newest = StoredRecord.NewestOf(ledger) ?? throw new PlainWords(texts.NothingStored, ExitCode.Wrong);
            var from = newest - days;
            using var replay = new RuleReplay(plan, StoredRecord.Since(ledger, from - RunUp, plan), Speed(settings))
            {
                Progress = TableFiles.Progress(texts, stop),
            };
            replay.Run(stop);
            Tell(replay, from, settings, plan);
            return ExitCode.Good;
        }
        catch (SqliteFault e)
        {
            throw new PlainWords(texts.CannotUse(folder, e.Message), ExitCode.Wrong);
        }
    }

    private static double Speed(Settings settings) => settings.Number("--speed", 1, 1, FastestWorld);

    private static void Tell(RuleReplay replay, DateTimeOffset from, Settings settings, FarmPlan plan)
    {
        ReplayedAlarm[] alarms =
        [
            .. replay
                .Alarms()
                .Where(alarm => settings.Argument is null || alarm.Alert.Rule == settings.Argument)
                .Where(alarm => alarm.ClearedMs is not { } end || end >= from.ToUnixTimeMilliseconds()),
        ];
        var report = new ReplayReport(plan, settings.Texts);
        foreach (var alarm in alarms)
        {
            Console.Write(report.Of(alarm, replay.Last));
        }

        // The same in every language: programs read it.
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"rows {replay.Rows}, alarms {alarms.Length}, standing {alarms.Count(alarm => alarm.ClearedMs is null)}, messages {alarms.Sum(alarm => alarm.Messages.Count)}"
            )
        );
    }

    private static void CheckRule(string? rule, FarmPlan plan, Texts texts)
    {
        string[] known = [.. plan.Rules.Select(one => one.Name).Distinct(), SilenceRule.Name, SilenceRule.Link];
        if (rule is not null && !known.Contains(rule))
        {
            throw new PlainWords(texts.NoSuchRule(rule, string.Join(", ", known)));
        }
    }
}
