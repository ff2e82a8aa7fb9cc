using Vigia.Server.Alerts;
using Vigia.Server.Derive.Live;
using Vigia.Server.Ledger;
using Vigia.Server.Nodes;
using Vigia.Server.Rules.People;
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
    Lateness lateness,
    IMaintenance? maintained = null
)
{
    private readonly IMaintenance maintenance = maintained ?? NoMaintenance.Instance;

    /// <summary>A wind older than this is not told with a fire.</summary>
    private static readonly TimeSpan WindHolds = TimeSpan.FromMinutes(15);

    private readonly Dictionary<StateKey, PlaceMemory> places = [];
    private readonly HashSet<StateKey> withHistory = [];
    private readonly PlaceJudge judge = new(incidents);
    private readonly HashSet<StateKey> pending = [];
    private readonly FirePosts posts = new();
    private DateTimeOffset windTime;

    public Judgements Unsaved => incidents.Unsaved;

    /// <summary>Begins where the store stands. What belongs to no rule any more ends, without a word.</summary>
    public void Load()
    {
        (incidents.IsLost, incidents.IsAwaited) = (watch.IsLost, pending.Contains);
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
                Remember(key, new PlaceMemory(PlaceState.FromJson(json) ?? PlaceState.Fresh));
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

    /// <summary>
    /// Takes the farm file as it stands now. What a rule remembers stays where the rule is as it was; one that changed begins
    /// anew, with the alert that stands.
    /// </summary>
    public void TakeFarm()
    {
        if (!book.IsBehind)
        {
            return;
        }

        var before = places.Keys.Select(key => (Key: key, book.Find(key)?.Text)).ToArray();
        book.Turn();
        foreach (var (key, _) in before.Where(known => book.Find(known.Key)?.Text != known.Text))
        {
            places.Remove(key);
            pending.Remove(key);
            Unsaved.Forget(key);
        }

        foreach (var alert in incidents.Standing().ToArray())
        {
            if (book.HasMoved(alert))
            {
                incidents.Drop(alert, "NodeMoved");
                places.Remove(new StateKey(alert.Rule, alert.Place));
            }
            else
            {
                Adopt(alert);
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
            var zone = book.ZoneOf(row, reading.Point);
            foreach (var target in book.Of(zone, row.Node, reading.Point))
            {
                var heard = target.Elsewhere is null ? e : e with { Elsewhere = target.Elsewhere };
                Judge(target.Rule, target.Key, target.Zone, heard, now);
            }
        }
    }

    /// <summary>What a person said of fire, as of when it was said.</summary>
    public void Hear(PersonWord word)
    {
        if (book.FireOf(word.Zone) is { } rule)
        {
            Judge(rule, new StateKey(rule.Name, word.Zone), word.Zone, RuleEvent.Spoken(word), word.At);
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

        foreach (var key in withHistory.ToArray())
        {
            EndHistory(key, now);
        }

        incidents.Tick(now);
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

        foreach (var (key, memory) in places)
        {
            Unsaved.Keep(key, memory.State);
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
        if (!places.TryGetValue(key, out var memory) && places.Count >= RulesOptions.MaxPlaces)
        {
            RuleMetrics.TooManySeries.Add(1);
            return;
        }

        memory ??= new PlaceMemory(PlaceState.Fresh);
        var hadHistory = memory.History is not null;
        if (judge.Judge(memory, rule, zone, e, now, Around(rule, key, now)))
        {
            Remember(key, memory);
            Unsaved.Keep(key, memory.State);
        }

        if (!hadHistory && memory.History is not null)
        {
            places[key] = memory;
            withHistory.Add(key);
        }

        TellNeighbours(rule, key, memory.State, now);
    }

    // What came of the past has come to its end for now.
    private void EndHistory(StateKey key, DateTimeOffset now)
    {
        if (
            !places.TryGetValue(key, out var memory)
            || memory.History is not { } history
            || book.Find(key) is not { } rule
        )
        {
            withHistory.Remove(key);
        }
        else if (now - history.HeardAt >= History.Settles)
        {
            incidents.Find(history.End(rule, key.Place));
            memory.History = null;
            withHistory.Remove(key);
        }
    }

    private void Remember(StateKey key, PlaceMemory memory)
    {
        places[key] = memory;
        if (book.Find(key) is { } rule && rule.IsPending(memory.State))
        {
            pending.Add(key);
        }
        else
        {
            pending.Remove(key);
        }
    }

    private Surroundings Around(Rule rule, StateKey key, DateTimeOffset now) =>
        new(lateness, watch.IsLost, rule is FireRule ? posts.OthersThan(key) : [])
        {
            UtcOffset = book.UtcOffset,
            IsUnderMaintenance = node => maintenance.IsUnder(book.ZoneOf(key.Place), node, now),
        };

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
        if (known?.State.Alert is { } other && other != alert.Id)
        {
            incidents.Drop(alert, "OneIncidentAZone");
        }
        else if (known?.State.Alert is null)
        {
            var state = rule.Adopt(alert);
            Remember(key, new PlaceMemory(state));
            Unsaved.Keep(key, state);
        }
    }
}
