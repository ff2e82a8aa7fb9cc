using System.Diagnostics;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Rules.People;

namespace Vigia.Server.Rules.Replay;

/// <summary>Tries the rules of a farm file on a record: reads, writes only into a folder that goes with it, sends nothing.</summary>
internal static class Trials
{
    // What stood before the first day is known after this.
    private static readonly TimeSpan RunUp = TimeSpan.FromDays(1);

    private const int RowsBetweenLooks = 500;

    /// <summary>On the last days of a ledger, whose service may be running. Null: nothing is stored.</summary>
    public static Trial? OnStored(LedgerReader ledger, FarmPlan plan, TimeSpan days, TrialSettings settings)
    {
        if (StoredRecord.NewestOf(ledger) is not { } newest)
        {
            return null;
        }

        var from = newest - days;
        return On(StoredRecord.Since(ledger, from - RunUp, plan), plan, from, hearsSilence: true, settings);
    }

    /// <summary>On a table: nobody knows how often its nodes speak.</summary>
    public static Trial OnTable(IEnumerable<LedgerRow> rows, FarmPlan plan, TrialSettings settings) =>
        On(rows, plan, DateTimeOffset.MinValue, hearsSilence: false, settings);

    private static Trial On(
        IEnumerable<LedgerRow> rows,
        FarmPlan plan,
        DateTimeOffset from,
        bool hearsSilence,
        TrialSettings settings
    )
    {
        var bounded = new BoundedRows(rows, settings.Bounds);
        using var replay = new RuleReplay(plan, bounded.Rows(), settings.Speed, settings.Maintained)
        {
            HearsSilence = hearsSilence,
            Progress = settings.Progress,
            Words = settings.Words,
        };
        replay.Run(settings.Stop);
        ReplayedAlarm[] alarms =
        [
            .. replay
                .Alarms()
                .Where(alarm => settings.Rule is null || alarm.Alert.Rule == settings.Rule)
                .Where(alarm => alarm.ClearedMs is not { } end || end >= from.ToUnixTimeMilliseconds()),
        ];
        return new Trial(
            plan,
            alarms,
            replay.Calls(),
            from > replay.First ? from : replay.First,
            replay.Last,
            replay.Rows,
            bounded.End
        );
    }

    private sealed class BoundedRows(IEnumerable<LedgerRow> rows, TrialBounds bounds)
    {
        private readonly long begun = Stopwatch.GetTimestamp();

        public TrialEnd End { get; private set; }

        public IEnumerable<LedgerRow> Rows()
        {
            var count = 0L;
            foreach (var row in rows)
            {
                if (count >= bounds.MostRows)
                {
                    End = TrialEnd.TooManyRows;
                    yield break;
                }

                if (count % RowsBetweenLooks == 0 && Stopwatch.GetElapsedTime(begun) > bounds.MostTime)
                {
                    End = TrialEnd.TooLong;
                    yield break;
                }

                count++;
                yield return row;
            }
        }
    }
}

/// <param name="Rule">Only alarms of this one; null: of all.</param>
/// <param name="Speed">How many times as fast as its machine the recorded world ran.</param>
internal sealed record TrialSettings(string? Rule, TrialBounds Bounds, CancellationToken Stop)
{
    public double Speed { get; init; } = 1;

    /// <summary>What people said of fire while it was recorded.</summary>
    public IReadOnlyList<PersonWord> Words { get; init; } = [];

    /// <summary>Where somebody worked while it was recorded.</summary>
    public IMaintenance Maintained { get; init; } = NoMaintenance.Instance;

    /// <summary>Told of each row that is judged.</summary>
    public Action<long> Progress { get; init; } = _ => { };
}
