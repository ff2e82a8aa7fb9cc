using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>
/// Makes alerts and messages of what rules found, keeps those that stand, and leaves all of it in <see cref="Unsaved"/> for the
/// store. One incident a rule and place; what it is about is not told twice.
/// </summary>
internal sealed partial class Incidents(AlertTexts texts, AlertStore store, ServerClocks clocks)
{
    /// <summary>What comes back so soon after its end is the same incident, and is not told at once.</summary>
    public static readonly TimeSpan ComesBack = TimeSpan.FromMinutes(10);

    /// <summary>Alerts that are over and may come back; beyond it the oldest are read from the store.</summary>
    private const int MostOver = 1_000;

    private readonly Dictionary<long, Alert> standing = [];
    private readonly Dictionary<long, Alert> over = [];

    private double wind = double.NaN;

    public Judgements Unsaved { get; private set; } = new();

    /// <summary>The newest wind of the farm, for the texts of a fire; null: not known.</summary>
    public double? Wind
    {
        get => double.IsNaN(Volatile.Read(ref wind)) ? null : Volatile.Read(ref wind);
        set => Volatile.Write(ref wind, value ?? double.NaN);
    }

    public void Load()
    {
        wordsHeard = store.Words;
        foreach (
            var alert in store
                .Read(AlertTable.Open, [])
                .Where(alert => alert.Rule is not (AlarmBook.Rule or Alert.DrillRule))
        )
        {
            standing[alert.Id] = alert;
        }

        sleeping = SleepingAmong(store.Read(AlertTable.Open, []));
        LoadTelling();
    }

    /// <summary>Those that their rules say stand: one that comes and goes and is away now is not among them.</summary>
    public IEnumerable<Alert> Standing() =>
        standing.Values.Where(alert => alert.CalmSinceMs is null).OrderBy(alert => alert.Id);

    public IEnumerable<Alert> Standing(string rule) => Standing().Where(alert => alert.Rule == rule);

    /// <summary>The number of the new alert, or of the one that only was away.</summary>
    public long Raise(string rule, string? zone, Finding finding, Verdict verdict)
    {
        HearPeople();
        if (Resting(rule, zone ?? finding.Node) is { } resting)
        {
            Return(resting);
            return resting.Id;
        }

        var alert = new Alert(
            store.TakeAlertId(),
            rule,
            finding.Node,
            finding.Point,
            zone,
            finding.Weight.Severity,
            finding.Weight.Urgency,
            finding.Weight.Certainty,
            AlertState.Raised,
            finding.Time.ToUnixTimeMilliseconds(),
            NowMs(),
            finding.Value,
            finding.Limit,
            finding.Unit,
            Seen: finding.Seen
        );
        standing[alert.Id] = alert;
        AlertMetrics.Raised.Add(1);
        Unsaved.Raise(alert, verdict);
        Begin(alert, finding.IsTold);
        return alert.Id;
    }

    /// <summary>An incident that stands is worse, surer or larger than it was.</summary>
    /// <returns>The number of what stands now: what a person ended and became worse is another incident.</returns>
    public long Grow(long id, Finding finding, Verdict verdict, bool isTold)
    {
        HearPeople();
        if (!standing.TryGetValue(id, out var before))
        {
            return
                Recall(id) is { State: AlertState.False or AlertState.Closed } ended && IsWorse(ended, finding.Weight)
                ? Raise(ended.Rule, ended.Zone, finding, verdict)
                : id;
        }

        var alert = Saying(before, finding);
        standing[id] = alert;
        Unsaved.Grow(new AlertUpdate(alert, NowMs(), StepReasons.Of(verdict), finding.By));
        GoOn(alert, IsWorse(before, finding.Weight), isTold);
        return id;
    }

    /// <param name="id">Null, or one that does not stand: nothing happens.</param>
    public void Clear(long? id, Finding? finding, Verdict verdict, DateTimeOffset time)
    {
        HearPeople();
        if (id is not { } number || !standing.TryGetValue(number, out var alert) || Rest(alert))
        {
            return;
        }

        var eventMs = (finding?.Time ?? time).ToUnixTimeMilliseconds();
        End(alert, new AlertClearing(number, eventMs, NowMs(), finding?.Value, StepReasons.Of(verdict), finding?.By));
    }

    /// <summary>The same incident again: same code, no message until it has stood for <see cref="ComesBack"/>. False: there is none.</summary>
    public bool Reopen(long id, DateTimeOffset now)
    {
        HearPeople();
        if (standing.TryGetValue(id, out var resting) && resting.CalmSinceMs is not null)
        {
            Return(resting);
            return true;
        }

        if (Recall(id) is not { } ended || ended.State is AlertState.False or AlertState.Closed)
        {
            return false;
        }

        var alert = AlertLife.Reopen(ended) with { BackSinceMs = null, IsOwed = false };
        standing[id] = alert;
        over.Remove(id);
        AlertMetrics.CameBack.Add(1);
        Unsaved.Revise(new AlertRevision(alert, EndEventMs: null, NowMs(), StepReason.Reopened));
        if (!BeginsToFlap(alert))
        {
            Owe(alert, now.ToUnixTimeMilliseconds(), isOwed: false);
        }

        changed = true;
        return true;
    }

    /// <summary>A late reading says that it began, or ended, at another time.</summary>
    /// <param name="end">Of one that is over; one that comes and goes, and is away, stands until it has stayed away.</param>
    public void Revise(long id, DateTimeOffset? began, DateTimeOffset? end)
    {
        var stands = standing.TryGetValue(id, out var alert);
        alert ??= Recall(id);
        if (alert is null or { State: AlertState.False or AlertState.Closed } || (!stands && end is null))
        {
            return;
        }

        var revised = alert with { RaisedEventMs = began?.ToUnixTimeMilliseconds() ?? alert.RaisedEventMs };
        (stands ? standing : over)[id] = revised;
        var endMs = stands ? null : end?.ToUnixTimeMilliseconds();
        Unsaved.Revise(new AlertRevision(revised, endMs, NowMs(), StepReason.LateReading));
    }

    /// <summary>A late reading says that it never was: ends where it stands, and its trail says why.</summary>
    public void Withdraw(long id, DateTimeOffset time)
    {
        if (standing.ContainsKey(id))
        {
            Clear(id, finding: null, Verdict.Withdrawn, time);
        }
        else if (Recall(id) is { } alert)
        {
            Unsaved.Revise(new AlertRevision(alert, time.ToUnixTimeMilliseconds(), NowMs(), StepReason.Withdrawn));
        }
    }

    /// <summary>Something that would have been an alert, had it come in time; null: nothing.</summary>
    public void Find(LateFinding? finding)
    {
        if (finding is not null)
        {
            RuleMetrics.LateFindings.Add(1);
            Unsaved.Find(finding);
        }
    }

    /// <summary>How bad the alert is known to be; null: it does not stand.</summary>
    public Severity? SeverityOf(long id) => standing.TryGetValue(id, out var alert) ? alert.Severity : null;

    /// <summary>Ends without a word, where it stands.</summary>
    public void Drop(long id, StepReason reason)
    {
        if (standing.TryGetValue(id, out var alert))
        {
            Drop(alert, reason);
        }
    }

    /// <summary>Ends without a word what belongs to no rule any more.</summary>
    public void Drop(Alert alert, StepReason reason)
    {
        Forget(alert.Id);
        var now = NowMs();
        Unsaved.Clear(new AlertClearing(alert.Id, now, now, Value: null, reason));
    }

    /// <summary>The store has all that was decided.</summary>
    public void Saved()
    {
        Unsaved.Saved();
        Unsaved = new Judgements();
    }

    /// <summary>For a store that was replaced by a fresh one.</summary>
    public void RestoreAll()
    {
        foreach (var alert in standing.Values)
        {
            Unsaved.Restore(alert);
        }
    }

    // A person may have ended it in the moment in which it ended by itself: the store has their word, and it stands.
    private Alert? Recall(long id)
    {
        var stored = store.Read(db => AlertTable.Find(db, id), otherwise: null);
        return stored?.State is AlertState.False or AlertState.Closed ? stored : over.GetValueOrDefault(id) ?? stored;
    }

    private void End(Alert alert, AlertClearing end)
    {
        // What came back and went again before it was told is not told to be over either.
        var isQuiet = alert.BackSinceMs is not null;
        Forget(alert.Id);
        var ended = alert with { State = end.State };
        over[alert.Id] = ended;
        if (over.Count > MostOver)
        {
            over.Remove(over.Keys.Min());
        }

        AlertMetrics.Cleared.Add(1);
        if (alert.ToldMs is not null && !isQuiet)
        {
            var words = end.By is { } by
                ? texts.Ended(ended, by.Who, end.EventMs)
                : texts.Cleared(alert, end.Value, end.EventMs);
            Unsaved.Clear(end, Message.About(ended, MessageKind.Cleared, words, end.AtMs));
        }
        else
        {
            Unsaved.Clear(end);
        }
    }

    private static bool IsWorse(Alert before, Weight now) =>
        now.Severity > before.Severity || now.Certainty > before.Certainty;

    private long NowMs() => clocks.World.GetUtcNow().ToUnixTimeMilliseconds();
}
