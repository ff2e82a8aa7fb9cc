using Vigia.Server.Alerts;
using Vigia.Server.Derive.Live;
using Vigia.Server.Ledger;
using Vigia.Server.Nodes;
using Vigia.Wire;

namespace Vigia.Server.Rules;

/// <summary>
/// All rules with what they remember. Decides in memory; what is decided waits in <see cref="Incidents.Unsaved"/> for the store.
/// </summary>
internal sealed class RuleJudge(
    RuleBook book,
    Incidents incidents,
    SilenceJudge silence,
    NodeWatch watch,
    AlertStore store,
    Lateness lateness
)
{
    /// <summary>A wind older than this is not told with a fire.</summary>
    private static readonly TimeSpan WindHolds = TimeSpan.FromMinutes(15);

    private readonly Dictionary<StateKey, PlaceState> places = [];
    private readonly HashSet<StateKey> pending = [];
    private readonly FirePosts posts = new();
    private DateTimeOffset windTime;

    public Judgements Unsaved => incidents.Unsaved;

    /// <summary>Begins where the store stands. What belongs to no rule any more ends, without a word.</summary>
    public void Load()
    {
        incidents.Load();
        SilenceState? silenceState = null;
        foreach (var (key, json) in store.Read(RuleStateTable.All, []))
        {
            if (key == silence.Key)
            {
                silenceState = SilenceState.FromJson(json);
            }
            else if (book.Find(key) is not null)
            {
                Remember(key, PlaceState.FromJson(json) ?? PlaceState.Fresh);
            }
            else if (key.Rule != DerivedReadings.StateName)
            {
                Unsaved.Forget(key);
            }
        }

        silence.Load(silenceState);
        foreach (var alert in incidents.Standing().ToArray())
        {
            Adopt(alert);
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

            var quantity = Quantity.Of(reading.Point, reading.Unit);
            var e = new RuleEvent(
                RuleEventKind.Reading,
                row.Node,
                reading.Point,
                DateTimeOffset.FromUnixTimeMilliseconds(row.TimeMs + reading.OffsetMs),
                reading.Value.Value * quantity.Factor,
                quantity == Quantity.Other ? reading.Unit ?? "" : quantity.Unit,
                reading.Flag,
                row.Boot
            );
            SeeWind(row, e);
            foreach (var rule in book.Of(row.Zone, row.Node, reading.Point))
            {
                Judge(rule, new StateKey(rule.Name, row.Zone ?? row.Node), row.Zone, e, now);
            }
        }
    }

    /// <summary>Time has passed for all that waits for it.</summary>
    public void Tick(DateTimeOffset now)
    {
        if (now - windTime > WindHolds)
        {
            incidents.Wind = null;
        }

        foreach (var key in pending.ToArray())
        {
            Tick(key, now);
        }

        silence.Tick(now);
    }

    public void Saved() => incidents.Saved();

    /// <summary>The store was replaced by a fresh one: it gets all that is in memory.</summary>
    public void SaveAll(Cursor cursor)
    {
        Unsaved.Cursor = cursor;
        incidents.RestoreAll();
        if (silence.State != SilenceState.Fresh)
        {
            Unsaved.Keep(silence.Key, silence.State);
        }

        foreach (var (key, state) in places)
        {
            Unsaved.Keep(key, state);
        }
    }

    private void Tick(StateKey key, DateTimeOffset now)
    {
        if (book.Find(key) is { } rule)
        {
            Judge(rule, key, book.ZoneOf(key.Place), RuleEvent.Tick, now);
        }
    }

    private void Judge(Rule rule, StateKey key, string? zone, in RuleEvent e, DateTimeOffset now)
    {
        if (!places.TryGetValue(key, out var before) && places.Count >= RulesOptions.MaxPlaces)
        {
            RuleMetrics.TooManySeries.Add(1);
            return;
        }

        before ??= PlaceState.Fresh;
        var (state, verdict, change, finding) = rule.Judge(before, e, now, Around(rule, key));
        RuleMetrics.Count(verdict);
        if (ReferenceEquals(state, before))
        {
            TellNeighbours(rule, key, state, now);
            return;
        }

        if (state.Series.Count > PlaceState.MaxSeries)
        {
            RuleMetrics.TooManySeries.Add(1);
            return;
        }

        state = Apply(rule, zone, before, state, verdict, change, finding, now);
        Remember(key, state);
        Unsaved.Keep(key, state);
        TellNeighbours(rule, key, state, now);
    }

    private PlaceState Apply(
        Rule rule,
        string? zone,
        PlaceState before,
        PlaceState state,
        Verdict verdict,
        Change change,
        Finding? finding,
        DateTimeOffset now
    )
    {
        switch (change)
        {
            case Change.Raise when finding is not null:
                return state with { Alert = incidents.Raise(rule.Name, zone, finding, verdict) };
            case Change.Grow when finding is not null && state.Alert is { } alert:
                incidents.Grow(alert, finding, verdict, finding.IsTold);
                return state;
            case Change.Clear:
                incidents.Clear(before.Alert, finding, verdict, now);
                return state;
            default:
                return state;
        }
    }

    private void Remember(StateKey key, PlaceState state)
    {
        places[key] = state;
        if (book.Find(key) is { } rule && rule.IsPending(state))
        {
            pending.Add(key);
        }
        else
        {
            pending.Remove(key);
        }
    }

    private Surroundings Around(Rule rule, StateKey key) =>
        new(lateness, watch.IsLost, rule is FireRule ? posts.OthersThan(key) : []);

    // What a post sees changes how sure its neighbours are; what they make of it does not come back.
    private void TellNeighbours(Rule rule, StateKey key, PlaceState state, DateTimeOffset now)
    {
        if (rule is not FireRule)
        {
            return;
        }

        if (!posts.See(key, FireStages.SightOf(state, now)))
        {
            return;
        }

        foreach (var other in posts.NamesOtherThan(key))
        {
            Tick(other, now);
        }
    }

    private void SeeWind(LedgerRow row, in RuleEvent e)
    {
        if (e is { Point: "wind_speed", IsGood: true } && e.Time > windTime && book.IsWeatherMast(row.Zone))
        {
            (incidents.Wind, windTime) = (e.Value, e.Time);
        }
    }

    private void Adopt(Alert alert)
    {
        var key = new StateKey(alert.Rule, alert.Place);
        if (alert.Rule is SilenceRule.Name or SilenceRule.Link)
        {
            return;
        }

        if (book.Find(key) is not { } rule)
        {
            incidents.Drop(alert, "RuleRemoved");
            return;
        }

        var known = places.GetValueOrDefault(key);
        if (known?.Alert is { } other && other != alert.Id)
        {
            incidents.Drop(alert, "OneIncidentAZone");
        }
        else if (known?.Alert is null)
        {
            var state = rule.Adopt(alert);
            Remember(key, state);
            Unsaved.Keep(key, state);
        }
    }
}
