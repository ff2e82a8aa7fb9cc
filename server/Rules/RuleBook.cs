using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;

namespace Vigia.Server.Rules;

/// <summary>The rules in force, found by what they look at.</summary>
internal sealed class RuleBook
{
    /// <summary>Answers remembered; beyond it they are worked out each time.</summary>
    private const int MaxKnown = 50_000;

    private readonly FarmBook farm;
    private readonly Dictionary<(string?, string, string), Target[]> known = [];
    private Dictionary<string, string> kinds = [];
    private FarmPlan plan = FarmPlan.Empty;
    private FarmPlan before = FarmPlan.Empty;
    private Dictionary<(string, string?), Rule> byName = [];
    private HashSet<string> zones = [];
    private ILookup<string, string> neighbours = Array.Empty<(string, string)>().ToLookup(_ => "", _ => "");

    public RuleBook(FarmBook farm)
    {
        this.farm = farm;
        Turn();
    }

    /// <summary>The farm file has changed since its rules were taken.</summary>
    public bool IsBehind => !ReferenceEquals(plan, farm.Plan);

    /// <summary>Takes the rules as the farm file has them now.</summary>
    public void Turn()
    {
        (before, plan) = (plan, farm.Plan);
        known.Clear();
        byName = plan.Rules.ToDictionary(rule => (rule.Name, rule.Zone));
        zones = [.. plan.Zones.Select(zone => zone.Name)];
        neighbours = plan
            .Zones.SelectMany(zone =>
                zone.Neighbours.SelectMany(near => new[] { (zone.Name, near), (near, zone.Name) })
            )
            .Distinct()
            .Order()
            .ToLookup(pair => pair.Item1, pair => pair.Item2);
        kinds = plan.Zones.DistinctBy(zone => zone.Name).ToDictionary(zone => zone.Name, zone => zone.Kind);
    }

    /// <summary>Where a reading was taken: the file may put a point beside its node's own zone.</summary>
    public string? ZoneOf(LedgerRow row, string point) =>
        plan.Node(row.Node)?.PointZones.GetValueOrDefault(point) ?? row.Zone;

    /// <summary>An alert of a node that the file has moved elsewhere.</summary>
    public bool HasMoved(Alert alert) =>
        plan.Node(alert.Node) is not null && plan.ZoneOf(alert.Node, alert.Point) != alert.Zone;

    /// <summary>A point that the file had in a zone before it was turned, and has there no more.</summary>
    public bool HasLeft(string node, string point) =>
        before.ZoneOf(node, point) is { } was && plan.ZoneOf(node, point) != was;

    /// <summary>The farm's clock.</summary>
    public TimeSpan UtcOffset => plan.UtcOffset;

    /// <summary>What looks at this point of this node, which stands in this zone or in none.</summary>
    public ReadOnlySpan<Target> Of(string? zone, string node, string point)
    {
        var key = (zone, node, point);
        if (known.TryGetValue(key, out var targets))
        {
            return targets;
        }

        targets = [.. Here(zone, node, point), .. Elsewhere(zone, point)];
        if (known.Count < MaxKnown)
        {
            known.Add(key, targets);
        }

        return targets;
    }

    private IEnumerable<Target> Here(string? zone, string node, string point) =>
        plan
            .Rules.Where(rule => rule.LooksAt(zone, node, point))
            .Select(rule => new Target(rule, new StateKey(rule.Name, zone ?? node), zone, Elsewhere: null));

    // The weather, for all that compare something with it.
    private IEnumerable<Target> Elsewhere(string? zone, string point) =>
        zone is not null && kinds.TryGetValue(zone, out var kind)
            ? from rule in plan.Rules
            where rule.LooksElsewhere(kind, point)
            from place in rule.Zone is { } one ? [one] : zones.ToArray()
            select new Target(rule, new StateKey(rule.Name, place), place, kind)
            : [];

    public Rule? Find(StateKey key) =>
        byName.GetValueOrDefault((key.Rule, key.Place))
        ?? byName.GetValueOrDefault((key.Rule, null))
        ?? (key.Rule == FireRule.PeoplesName && zones.Contains(key.Place) ? FireRule.OfPeople(key.Place) : null);

    /// <summary>Zones whose fire is this one's too, whichever of the two the file says it of.</summary>
    public IReadOnlyCollection<string> NeighboursOf(string zone) => [.. neighbours[zone]];

    /// <summary>Null: there is no such zone any more.</summary>
    public FireRule? FireOf(string zone) => zones.Contains(zone) ? plan.FireOf(zone) : null;

    /// <summary>A place is a zone, or a node without one.</summary>
    public string? ZoneOf(string place) => zones.Contains(place) ? place : null;

    public bool IsWeatherMast(string? zone) =>
        zone is not null && kinds.TryGetValue(zone, out var kind) && kind == "weather-mast";
}

/// <summary>A rule that looks at a point, and where it judges.</summary>
/// <param name="Elsewhere">The kind of the point's zone, where that is another; else null.</param>
internal sealed record Target(Rule Rule, StateKey Key, string? Zone, string? Elsewhere)
{
    /// <summary>What it remembers there, once it was looked for; as long as the book is not turned.</summary>
    public PlaceMemory? Memory { get; set; }
}

/// <summary>One rule at one place: a zone, or a node that stands in none.</summary>
internal readonly record struct StateKey(string Rule, string Place) : IComparable<StateKey>
{
    /// <summary>The same in every run.</summary>
    public int CompareTo(StateKey other)
    {
        var byRule = string.CompareOrdinal(Rule, other.Rule);
        return byRule != 0 ? byRule : string.CompareOrdinal(Place, other.Place);
    }
}

/// <summary>What a rule remembers, as the store keeps it.</summary>
internal interface IRuleState
{
    string ToJson();
}
