using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Live.Shown;
using Vigia.Server.Rules;
using Vigia.Server.Rules.Replay;
using Vigia.Server.Storage;

namespace Vigia.Server.Live.FarmTrial;

/// <summary>What a changed farm file would have done on what is stored, beside what the present one does.</summary>
/// <param name="Rules">Those that the two files write differently.</param>
/// <param name="Rows">Of the ledger, judged by each.</param>
internal sealed record TrialResult(
    IReadOnlyList<string> Rules,
    long Rows,
    IReadOnlyList<TrialAlarm> Before,
    IReadOnlyList<TrialAlarm> After
);

/// <param name="ToMs">Null: it stands at the end.</param>
/// <param name="Messages">Texts that people would have got.</param>
internal sealed record TrialAlarm(
    string Rule,
    TextShown? Title,
    TextShown Place,
    Severity Severity,
    long FromMs,
    long? ToMs,
    int Messages
);

internal enum TrialRefusal
{
    None,
    FileIsWrong,

    /// <summary>The rules are written as in the present file.</summary>
    NothingChanged,
    NothingStored,

    /// <summary>Another trial runs.</summary>
    Busy,

    /// <summary>It took longer than it may: fewer days.</summary>
    TookTooLong,
}

/// <summary>
/// Tries a changed file on the last days, with the service's own rules in a folder of their own. One at a time, and for a while
/// only: readings come first.
/// </summary>
internal sealed class Trials(FarmBook farm, ServerOptions server, ServerClocks clocks, ILogger<Trials> log)
    : IDisposable
{
    public const int MaxDays = 14;

    /// <summary>Alarms of one side that are told, the newest.</summary>
    public const int MaxAlarms = 200;

    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    // What stood before the first day is known after this.
    private static readonly TimeSpan RunUp = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim oneAtATime = new(1);

    public async Task<(TrialResult? Result, TrialRefusal Refusal)> TryAsync(
        string text,
        int days,
        CancellationToken stop
    )
    {
        if (FarmFile.Parse(text, FarmFile.Name).Plan is not { } plan)
        {
            return (null, TrialRefusal.FileIsWrong);
        }

        var changed = Changed(farm.Plan, plan);
        if (changed.Count == 0)
        {
            return (null, TrialRefusal.NothingChanged);
        }

        if (!await oneAtATime.WaitAsync(TimeSpan.Zero, stop))
        {
            return (null, TrialRefusal.Busy);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Longest);
        try
        {
            return await Task.Run(
                () => Run(plan, changed, TimeSpan.FromDays(days), limit.Token),
                CancellationToken.None
            );
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, TrialRefusal.TookTooLong);
        }
        catch (SqliteFault e)
        {
            log.LogError(e, "A trial cannot read the ledger");
            return (null, TrialRefusal.NothingStored);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private (TrialResult?, TrialRefusal) Run(
        FarmPlan plan,
        IReadOnlyList<(string Name, string? Zone)> changed,
        TimeSpan days,
        CancellationToken stop
    )
    {
        using var ledger = new LedgerReader(server.DataFolder);
        if (StoredRecord.NewestOf(ledger) is not { } newest)
        {
            return (null, TrialRefusal.NothingStored);
        }

        var from = newest - days;
        var (before, rows) = Judge(farm.Plan, changed, ledger, from, stop);
        var (after, _) = Judge(plan, changed, ledger, from, stop);
        return (
            new TrialResult([.. changed.Select(rule => rule.Name).Distinct()], rows, before, after),
            TrialRefusal.None
        );
    }

    // Only the rules in question: the others say the same with either file.
    private (List<TrialAlarm>, long Rows) Judge(
        FarmPlan plan,
        IReadOnlyList<(string Name, string? Zone)> changed,
        LedgerReader ledger,
        DateTimeOffset from,
        CancellationToken stop
    )
    {
        var tried = plan with { Rules = [.. plan.Rules.Where(rule => changed.Contains((rule.Name, rule.Zone)))] };
        var names = new AlertNames(plan);
        using var replay = new RuleReplay(tried, StoredRecord.Since(ledger, from - RunUp, tried), clocks.Speed)
        {
            HearsSilence = false,
        };
        replay.Run(stop);
        return (
            [
                .. replay
                    .Alarms()
                    .Where(alarm => changed.Any(rule => rule.Name == alarm.Alert.Rule))
                    .Where(alarm => alarm.ClearedMs is not { } end || end >= from.ToUnixTimeMilliseconds())
                    .TakeLast(MaxAlarms)
                    .Reverse()
                    .Select(alarm => Show(alarm, names)),
            ],
            replay.Rows
        );
    }

    private static TrialAlarm Show(ReplayedAlarm alarm, AlertNames names) =>
        new(
            alarm.Alert.Rule,
            TextShown.Of(names.OwnTitleOf(alarm.Alert)),
            TextShown.Of(names.PlaceOf(alarm.Alert))!,
            alarm.Alert.Severity,
            alarm.Alert.RaisedEventMs,
            alarm.ClearedMs,
            alarm.Messages.Count
        );

    /// <summary>Rules that only one of the files has, or that are written differently.</summary>
    private static List<(string Name, string? Zone)> Changed(FarmPlan before, FarmPlan after)
    {
        var written = before.Rules.ToDictionary(rule => (rule.Name, rule.Zone), rule => rule.Text);
        var now = after.Rules.ToDictionary(rule => (rule.Name, rule.Zone), rule => rule.Text);
        return
        [
            .. written
                .Keys.Union(now.Keys)
                .Where(rule => written.GetValueOrDefault(rule) != now.GetValueOrDefault(rule)),
        ];
    }
}
