using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;
using Vigia.Server.Derive.Live;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Nodes;
using Vigia.Server.Rules.People;
using Vigia.Server.Sms;

namespace Vigia.Server.Rules.Replay;

/// <summary>
/// The service's own rules over a record, at the record's time: the very follower, judge and store, in a temporary folder
/// that goes with it. Nothing is sent, and the record is only read.
/// </summary>
internal sealed class RuleReplay : IDisposable
{
    // Nothing has to survive a power cut: written is what somebody would be told, and the end.
    private static readonly TimeSpan Never = TimeSpan.FromDays(36_500);

    private static readonly TimeSpan Near = TimeSpan.FromHours(1);
    private static readonly TimeSpan RareTick = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-replay-");
    private readonly ReplayClock clock;
    private readonly AlertStore store;
    private readonly ReplayCalls calls;
    private readonly NodeWatch watch;
    private readonly RulesFollower follower;
    private readonly ReplayLedger ledger;
    private readonly WordBook words;
    private DateTimeOffset rowAt;
    private int said;

    /// <param name="speed">How many times as fast as its machine the world ran in which the record was made.</param>
    /// <param name="maintained">Where somebody worked meanwhile; null: nowhere.</param>
    public RuleReplay(FarmPlan plan, IEnumerable<LedgerRow> record, double speed = 1, IMaintenance? maintained = null)
    {
        ledger = new ReplayLedger(record);
        clock = new ReplayClock(speed);
        store = new AlertStore(
            folder.FullName,
            AlertStoreOptions.Default with
            {
                ReserveBytes = 0,
            },
            clock,
            NullLogger<AlertStore>.Instance
        );
        var clocks = new ServerClocks(clock, clock, speed);
        var register = new PlannedNodes(plan);
        var incidents = new Incidents(new AlertTexts(plan), store, clocks);
        var desk = new AlertDesk(store);
        words = new WordBook(store, plan);
        calls = new ReplayCalls(plan, store, desk, incidents, clocks);
        watch = new NodeWatch(register, clocks);
        var silence = new SilenceJudge(watch, register, plan, new ServerOptions(plan.Site ?? "", ""), incidents);
        follower = new RulesFollower(
            ledger,
            new RuleJudge(new RuleBook(plan), incidents, silence, watch, store, Lateness.Of(speed), maintained),
            store,
            calls.Dispatcher,
            desk,
            RulesOptions.Default with
            {
                SaveEvery = Never,
            },
            clocks,
            NullLogger<RulesFollower>.Instance,
            new DerivedReadings(() => plan, NullLogger<DerivedReadings>.Instance),
            words: words
        );
    }

    /// <summary>True: a node that falls silent in the record is told, as by the service. A table's rows have no such rhythm.</summary>
    public bool HearsSilence { get; init; } = true;

    /// <summary>What people said of fire meanwhile, in its order.</summary>
    public IReadOnlyList<PersonWord> Words { get; init; } = [];

    public long Rows => ledger.LastRow;

    public DateTimeOffset First { get; private set; }

    public DateTimeOffset Last => clock.Now;

    /// <summary>Told of each row that is judged.</summary>
    public Action<long> Progress { get; init; } = _ => { };

    /// <summary>All of it, time itself an event every second; far from any row every minute.</summary>
    public void Run(CancellationToken stop)
    {
        while (ledger.NextMs is { } next)
        {
            stop.ThrowIfCancellationRequested();
            var row = DateTimeOffset.FromUnixTimeMilliseconds(next);
            var tick = clock.Now + (clock.Now - rowAt > Near ? RareTick : RulesOptions.Default.Tick);
            Turn(Rows == 0 || row < tick ? row : tick);
        }
    }

    /// <summary>One turn of the follower at that time, up to that row of the record: as recorded.</summary>
    public void Turn(DateTimeOffset now, long upTo = long.MaxValue)
    {
        if (Rows == 0)
        {
            Begin(now);
        }

        clock.Now = now;
        SayUpTo(now);
        FollowedRows followed;
        do
        {
            foreach (var row in ledger.Reveal(now, upTo))
            {
                rowAt = now;
                watch.Hear(row.Node, HearsSilence && !row.Plain);
                Progress(row.Row);
            }

            followed = follower.FollowOnce();
            calls.Turn(now);
        } while (followed == FollowedRows.MoreWait);
    }

    public IReadOnlyList<ReplayedAlarm> Alarms()
    {
        follower.SaveNow();
        return ReplayedAlarm.In(store);
    }

    /// <summary>By alarm: whom the service would have called, were nobody to answer.</summary>
    public ILookup<long, ReplayedCall> Calls() => calls.All();

    public void Dispose()
    {
        calls.Dispose();
        store.Dispose();
        ledger.Dispose();
        folder.Delete(recursive: true);
    }

    // What was said a day before the record counts no more.
    private void SayUpTo(DateTimeOffset now)
    {
        for (; said < Words.Count && Words[said].At <= now; said++)
        {
            if (Words[said].At >= First - FireRule.WordEnds)
            {
                words.Say(Words[said]);
            }
        }
    }

    // An empty ledger first: what the follower does not know it would take for history.
    private void Begin(DateTimeOffset now)
    {
        First = clock.Now = now;
        follower.FollowOnce();
        watch.Begin();
    }
}
