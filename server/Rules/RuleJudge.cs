using Vigia.Server.Alerts;
using Vigia.Server.Derive.Live;
using Vigia.Server.Ledger;
using Vigia.Server.Nodes;
using Vigia.Server.Rules.People;
using Vigia.Server.Rules.Service;
using Vigia.Wire;

namespace Vigia.Server.Rules;

/// <summary>
/// All rules with what they remember. Decides in memory; what is decided waits in <see cref="Incidents.Unsaved"/> for the store.
/// </summary>
internal sealed partial class RuleJudge(
    RuleBook book,
    Incidents incidents,
    SilenceJudge silence,
    NodeWatch watch,
    AlertStore store,
    Lateness lateness,
    IMaintenance? maintained = null,
    SelfWatch? self = null
)
{
    private const string WindSpeed = "wind_speed";

    private readonly Dictionary<StateKey, PlaceMemory> places = [];
    private readonly PlaceJudge judge = new(incidents);
    private readonly PlaceSight sight = new(watch, maintained ?? NoMaintenance.Instance, lateness);

    // In order: what a tick decides at several places is decided in the same order in every run.
    private readonly SortedSet<StateKey> withHistory = [];
    private readonly Wakes wakes = new();
    private readonly FirePosts posts = new(book.NeighboursOf);
    private readonly SweepOrder order = new();
    private FarmWind? wind;
    private bool hasSeenPosts;

    public Judgements Unsaved => incidents.Unsaved;

    /// <summary>How often a rule was asked, by readings, words and ticks: what judging costs.</summary>
    public long Asked { get; private set; }

    /// <summary>What a rule remembers of a place; null: nothing yet.</summary>
    public PlaceState? StateOf(StateKey key) => places.GetValueOrDefault(key)?.State;

    /// <param name="now">What is judged as now: the row's arrival, or later where it is history.</param>
    public void Judge(LedgerRow row, Pack pack, DateTimeOffset now)
    {
        SeePosts(now);
        foreach (var index in order.Of(pack.Readings))
        {
            Judge(row, pack.Readings[index], now);
        }
    }

    /// <summary>What a person said of fire, as of when it was said.</summary>
    public void Hear(PersonWord word)
    {
        if (book.FireOf(word.Zone) is { } rule && Find(new StateKey(rule.Name, word.Zone)) is { } memory)
        {
            Judge(rule, memory, word.Zone, RuleEvent.Spoken(word), word.At);
        }
    }

    /// <summary>Time has passed for all that waits for it.</summary>
    public void Tick(DateTimeOffset now)
    {
        SeePosts(now);
        if (wind?.Blows(now) != true)
        {
            incidents.Wind = null;
        }

        foreach (var key in wakes.By(now))
        {
            Tick(key, now);
        }

        foreach (var key in withHistory.ToArray())
        {
            EndHistory(key, now);
        }

        incidents.Tick(now);
        silence.Tick(now);
        self?.Tick(now);
    }

    public void Saved() => incidents.Saved();

    private void Judge(LedgerRow row, in Reading reading, DateTimeOffset now)
    {
        if (reading.Value is not { } value)
        {
            return;
        }

        var targets = book.Of(book.ZoneOf(row, reading.Point), row.Node, reading.Point);
        if (targets.IsEmpty && reading.Point != WindSpeed)
        {
            return;
        }

        var e = EventOf(row, reading, value);
        SeeWind(row, e);
        foreach (var target in targets)
        {
            var heard = target.Elsewhere is null ? e : e with { Elsewhere = target.Elsewhere };
            if ((target.Memory ??= Find(target.Key)) is { } memory)
            {
                Judge(target.Rule, memory, target.Zone, heard, now);
            }
        }
    }

    private static RuleEvent EventOf(LedgerRow row, in Reading reading, double value)
    {
        var quantity = Quantity.Of(reading.Point, reading.Unit);
        return new RuleEvent(
            RuleEventKind.Reading,
            row.Node,
            reading.Point,
            DateTimeOffset.FromUnixTimeMilliseconds(row.TimeMs + reading.OffsetMs),
            value * quantity.Factor,
            ReferenceEquals(quantity, Quantity.Other) ? reading.Unit ?? "" : quantity.Unit,
            reading.Flag,
            row.Boot
        );
    }

    private void Tick(StateKey key, DateTimeOffset now)
    {
        if (book.Find(key) is { } rule && places.TryGetValue(key, out var memory))
        {
            Judge(rule, memory, book.ZoneOf(key.Place), RuleEvent.Tick, now);
        }
    }

    // Null: there are too many.
    private PlaceMemory? Find(StateKey key)
    {
        if (places.TryGetValue(key, out var memory))
        {
            return memory;
        }

        if (places.Count >= RulesOptions.MaxPlaces)
        {
            RuleMetrics.TooManySeries.Add(1);
            return null;
        }

        return places[key] = new PlaceMemory(key, PlaceState.Fresh);
    }

    private void Judge(Rule rule, PlaceMemory memory, string? zone, RuleEvent e, DateTimeOffset now)
    {
        Asked++;
        var hadHistory = memory.History is not null;
        var fire = rule as FireRule;
        if (fire?.IsHeat(e) == true)
        {
            posts.Feel(memory.Key, e.Value, e.Time);
        }

        var around = sight.At(zone, now, book.UtcOffset, AroundOf(fire, memory, now));
        var isChanged = judge.Judge(memory, rule, zone, e, now, around);
        if (isChanged)
        {
            Unsaved.Keep(memory);
        }

        if (isChanged || e.Kind == RuleEventKind.Tick)
        {
            // What a reading came too late for, the next tick may still find in time.
            var after = e.Kind == RuleEventKind.Tick ? now : DateTimeOffset.MinValue;
            wakes.Set(memory, rule.Wakes(memory.State, after, around));
        }

        if (!hadHistory && memory.History is not null)
        {
            withHistory.Add(memory.Key);
        }

        if (fire is not null)
        {
            TellNeighbours(fire, memory, now);
        }
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

    private bool IsPending(StateKey key) =>
        places.TryGetValue(key, out var memory) && book.Find(key)?.IsPending(memory.State) == true;

    private IEnumerable<string> HoldersOf(StateKey key) =>
        places.TryGetValue(key, out var memory) ? book.Find(key)?.HoldersOf(memory.State) ?? [] : [];

    // Looked at only where own evidence may stand: what is around counts nowhere else.
    private FireAround AroundOf(FireRule? rule, PlaceMemory memory, DateTimeOffset now) =>
        rule is null || (memory.State.Evidence.IsEmpty && memory.State.Series.IsCalm)
            ? default
            : posts.Around(memory.Key.Place, now, book.UtcOffset, rule.Scale.RoofMargin, silence.HasLostOne);

    // What a post sees changes how sure its neighbours are; what they make of it does not come back.
    private void TellNeighbours(FireRule rule, PlaceMemory memory, DateTimeOffset now)
    {
        if (!posts.See(memory.Key, rule.SightOf(memory.State, now, AroundOf(rule, memory, now))))
        {
            return;
        }

        foreach (var other in posts.NeighboursOf(memory.Key.Place))
        {
            Tick(other, now);
        }
    }

    private void SeeWind(LedgerRow row, in RuleEvent e)
    {
        if (
            e is { Point: WindSpeed, IsGood: true }
            && (wind is null || e.Time > wind.Time)
            && book.IsWeatherMast(row.Zone)
        )
        {
            wind = new FarmWind(e.Value, e.Time);
            incidents.Wind = wind.Speed;
            Unsaved.Keep(FarmWind.Key, wind);
        }
    }

    // After a start: what the posts saw before it, as their states have it.
    private void SeePosts(DateTimeOffset now)
    {
        if (hasSeenPosts || now == DateTimeOffset.MaxValue)
        {
            return;
        }

        hasSeenPosts = true;
        foreach (var (key, memory) in places)
        {
            if (book.Find(key) is FireRule rule)
            {
                posts.See(key, rule.SightOf(memory.State, now, AroundOf(rule, memory, now)));
            }
        }
    }
}
