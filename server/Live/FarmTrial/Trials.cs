using Vigia.Server.Alerts;
using Vigia.Server.Calls;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Live.Shown;
using Vigia.Server.Rules;
using Vigia.Server.Rules.Replay;
using Vigia.Server.Storage;

namespace Vigia.Server.Live.FarmTrial;

/// <summary>What a changed farm file would have done on what is stored, beside what the present one does.</summary>
/// <param name="Rules">Those that the two files write differently.</param>
/// <param name="Rows">Of the ledger, judged by each file whole.</param>
/// <param name="Same">Alarms that both files raise alike.</param>
/// <param name="Differences">The others, the newest first.</param>
internal sealed record TrialResult(
    IReadOnlyList<string> Rules,
    long Rows,
    TrialSide Before,
    TrialSide After,
    int Same,
    IReadOnlyList<TrialAlarm> Differences
);

/// <summary>One file's.</summary>
/// <param name="Texts">To people, were nobody to answer; none where the file has no people.</param>
internal sealed record TrialSide(int Alarms, int Texts, int People)
{
    public static TrialSide Of(Trial trial) => new(trial.Alarms.Count, trial.Texts.Count(), trial.People);
}

/// <param name="Was">Its severity with the present file, where it is another.</param>
/// <param name="ToMs">Null: it stands at the end.</param>
/// <param name="LastedMs">Within what is stored.</param>
/// <param name="LastedBeforeMs">With the present file; null of a new one.</param>
/// <param name="Texts">To people, with the file that it is told of: the present one where it is gone.</param>
internal sealed record TrialAlarm(
    TrialChange Change,
    string Rule,
    TextShown? Title,
    TextShown Place,
    Severity Severity,
    Severity? Was,
    long FromMs,
    long? ToMs,
    long LastedMs,
    long? LastedBeforeMs,
    int Texts
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

    /// <summary>There is more than <see cref="TrialBounds.OfPage"/> lets be judged: fewer days.</summary>
    TookTooLong,
}

/// <summary>
/// Tries a changed file on the last days, as <c>vigia replay --farm</c> does. One at a time, and for a while only: readings come
/// first.
/// </summary>
internal sealed class Trials(FarmBook farm, ServerOptions server, ServerClocks clocks, ILogger<Trials> log)
    : IDisposable
{
    public const int MaxDays = 14;

    /// <summary>Differences that are told, the newest; the oldest beyond are left out.</summary>
    public const int MaxTold = 200;

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

        try
        {
            return await Task.Run(() => Run(plan, changed, TimeSpan.FromDays(days), stop), CancellationToken.None);
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
        var settings = new TrialSettings(Rule: null, TrialBounds.OfPage, stop)
        {
            Speed = clocks.Speed,
            Words = WordRecord.In(server.DataFolder),
            Maintained = MaintenanceRecord.In(server.DataFolder),
        };
        // Two files that judge different stretches cannot be held against each other.
        return Rules.Replay.Trials.OnStored(ledger, farm.Plan, days, settings) is not { } before
            || Rules.Replay.Trials.OnStored(ledger, plan, days, settings) is not { } after
                ? (null, TrialRefusal.NothingStored)
            : (before.End, after.End) != (TrialEnd.Whole, TrialEnd.Whole) ? (null, TrialRefusal.TookTooLong)
            : (Compare(before, after, changed), TrialRefusal.None);
    }

    private static TrialResult Compare(Trial before, Trial after, IReadOnlyList<(string Name, string? Zone)> changed)
    {
        var all = TrialDifference.Between(before, after);
        var differences = all.Where(one => one.Change != TrialChange.Same).ToList();
        return new TrialResult(
            [.. changed.Select(rule => rule.Name).Distinct()],
            after.Rows,
            TrialSide.Of(before),
            TrialSide.Of(after),
            all.Count - differences.Count,
            [.. differences.TakeLast(MaxTold).Reverse().Select(one => Show(one, before, after))]
        );
    }

    private static TrialAlarm Show(TrialDifference one, Trial before, Trial after)
    {
        var (alarm, trial) = one.After is { } now ? (now, after) : (one.Before!, before);
        var names = new AlertNames(trial.Plan);
        return new TrialAlarm(
            one.Change,
            alarm.Alert.Rule,
            TextShown.Of(names.OwnTitleOf(alarm.Alert)),
            TextShown.Of(names.PlaceOf(alarm.Alert))!,
            alarm.Alert.Severity,
            one.Before is { } was && was.Alert.Severity != alarm.Alert.Severity ? was.Alert.Severity : null,
            alarm.Alert.RaisedEventMs,
            alarm.ClearedMs,
            (long)trial.LengthOf(alarm).TotalMilliseconds,
            one.Before is { } old ? (long)before.LengthOf(old).TotalMilliseconds : null,
            trial.Calls[alarm.Alert.Id].Count(call => call.Means == CallMeans.Sms)
        );
    }

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
