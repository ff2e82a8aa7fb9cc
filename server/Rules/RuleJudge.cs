using Vigia.Server.Alerts;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Rules;

/// <summary>
/// All rules with what they remember. Decides in memory; what is decided waits in <see cref="Unsaved"/> for the store.
/// </summary>
internal sealed class RuleJudge(RuleBook book, AlertTexts texts, AlertStore store, TimeProvider machine)
{
    private readonly Dictionary<SeriesKey, SeriesState> series = [];
    private readonly Dictionary<long, Alert> standing = [];
    private readonly HashSet<SeriesKey> pending = [];

    public Judgements Unsaved { get; private set; } = new();

    /// <summary>Begins where the store stands. What belongs to no rule any more ends, without a word.</summary>
    public void Load()
    {
        foreach (var alert in store.Read(AlertTable.Open, []).Where(alert => alert.Rule != AlarmBook.Rule))
        {
            if (book.Rules.ContainsKey(alert.Rule))
            {
                standing[alert.Id] = alert;
            }
            else
            {
                var now = Now();
                Unsaved.Clear(new AlertClearing(alert.Id, now, now, Value: null, "RuleRemoved"));
            }
        }

        foreach (var (key, state) in store.Read(RuleStateTable.All, []))
        {
            if (book.Rules.ContainsKey(key.Rule))
            {
                Remember(key, state);
            }
            else
            {
                Unsaved.Forget(key);
            }
        }
    }

    /// <param name="now">What is judged as now: the row's arrival, or later where it is history.</param>
    public void Judge(LedgerRow row, Pack pack, DateTimeOffset now)
    {
        foreach (var reading in pack.Readings)
        {
            if (reading.Value is null)
            {
                continue;
            }

            foreach (var rule in book.Of(reading.Point))
            {
                if (rule.Node is null || rule.Node == row.Node)
                {
                    Judge(rule, row, reading, now);
                }
            }
        }
    }

    /// <summary>Time has passed for every series that is above its limit and not raised.</summary>
    public void Tick(DateTimeOffset now)
    {
        foreach (var key in pending.ToArray())
        {
            Apply(book.Rules[key.Rule], key, series[key], RuleEvent.Tick, now);
        }
    }

    /// <summary>The store has all that was decided.</summary>
    public void Saved() => Unsaved = new Judgements();

    /// <summary>The store was replaced by a fresh one: it gets all that is in memory.</summary>
    public void SaveAll(Cursor cursor)
    {
        Unsaved.Cursor = cursor;
        foreach (var alert in standing.Values)
        {
            Unsaved.Restore(alert);
        }

        foreach (var (key, state) in series)
        {
            Unsaved.Keep(key, state);
        }
    }

    private void Judge(ThresholdRule rule, LedgerRow row, in Reading reading, DateTimeOffset now)
    {
        var key = new SeriesKey(rule.Name, row.Node, reading.Point);
        if (!series.TryGetValue(key, out var state) && series.Count >= RulesOptions.MaxSeries)
        {
            RuleMetrics.TooManySeries.Add(1);
            return;
        }

        var quantity = Quantity.Of(reading.Point, reading.Unit);
        var unit = quantity == Quantity.Other ? reading.Unit ?? "" : quantity.Unit;
        var time = DateTimeOffset.FromUnixTimeMilliseconds(row.TimeMs + reading.OffsetMs);
        var e = RuleEvent.Reading(time, reading.Value!.Value * quantity.Factor, reading.Flag);
        Apply(rule, key, (state ?? SeriesState.Fresh) with { Zone = row.Zone, Unit = unit }, e, now);
    }

    private void Apply(ThresholdRule rule, SeriesKey key, SeriesState before, RuleEvent e, DateTimeOffset now)
    {
        var (state, verdict) = rule.Judge(before.Rule, e, now);
        RuleMetrics.Count(verdict);
        if (state == before.Rule)
        {
            return;
        }

        if (verdict.Raises())
        {
            state = state with
            {
                Alert = Raise(rule, key, before, state, e.Kind == RuleEventKind.Tick ? now : e.Time, verdict),
            };
        }

        if (verdict.Clears() && before.Rule.Alert is { } alert)
        {
            Clear(alert, state, verdict);
        }

        var after = before with { Rule = state };
        Remember(key, after);
        Unsaved.Keep(key, after);
    }

    private void Remember(SeriesKey key, SeriesState state)
    {
        series[key] = state;
        if (state.Rule.Phase == ThresholdPhase.Above)
        {
            pending.Add(key);
        }
        else
        {
            pending.Remove(key);
        }
    }

    private long Raise(
        ThresholdRule rule,
        SeriesKey key,
        SeriesState place,
        ThresholdState state,
        DateTimeOffset time,
        Verdict verdict
    )
    {
        var alert = new Alert(
            store.TakeAlertId(),
            rule.Name,
            key.Node,
            key.Point,
            place.Zone,
            rule.Severity,
            rule.Severity >= Severity.Severe ? Urgency.Immediate : Urgency.Expected,
            Certainty.Observed,
            AlertState.Raised,
            time.ToUnixTimeMilliseconds(),
            Now(),
            state.Value,
            rule.Above,
            place.Unit
        );
        standing[alert.Id] = alert;
        AlertMetrics.Raised.Add(1);
        Unsaved.Raise(alert, verdict, Message.About(alert, MessageKind.Raised, texts.Raised(alert), alert.RaisedMs));
        return alert.Id;
    }

    private void Clear(long id, ThresholdState state, Verdict verdict)
    {
        if (!standing.Remove(id, out var alert))
        {
            return;
        }

        var end = new AlertClearing(id, state.Last.ToUnixTimeMilliseconds(), Now(), state.Value, verdict.ToString());
        var text = texts.Cleared(alert, state.Value, end.EventMs);
        AlertMetrics.Cleared.Add(1);
        Unsaved.Clear(end, Message.About(alert, MessageKind.Cleared, text, end.AtMs));
    }

    private long Now() => machine.GetUtcNow().ToUnixTimeMilliseconds();
}
