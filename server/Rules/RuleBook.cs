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
    private readonly Dictionary<(string?, string, string), Rule[]> known = [];
    private FarmPlan plan = FarmPlan.Empty;
    private Dictionary<(string, string?), Rule> byName = [];
    private HashSet<string> zones = [];

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
        plan = farm.Plan;
        known.Clear();
        byName = plan.Rules.ToDictionary(rule => (rule.Name, rule.Zone));
        zones = [.. plan.Zones.Select(zone => zone.Name)];
    }

    /// <summary>Where a reading was taken: the file may put a point beside its node's own zone.</summary>
    public string? ZoneOf(LedgerRow row, string point) =>
        plan.Node(row.Node)?.PointZones.GetValueOrDefault(point) ?? row.Zone;

    /// <summary>An alert of a node that the file has moved elsewhere.</summary>
    public bool HasMoved(Alert alert) =>
        plan.Node(alert.Node) is not null && plan.ZoneOf(alert.Node, alert.Point) != alert.Zone;

    /// <summary>Rules that look at this point of this node, which stands in this zone or in none.</summary>
    public ReadOnlySpan<Rule> Of(string? zone, string node, string point)
    {
        var key = (zone, node, point);
        if (known.TryGetValue(key, out var rules))
        {
            return rules;
        }

        rules = [.. plan.Rules.Where(rule => rule.LooksAt(zone, node, point))];
        if (known.Count < MaxKnown)
        {
            known.Add(key, rules);
        }

        return rules;
    }

    public Rule? Find(StateKey key) =>
        byName.GetValueOrDefault((key.Rule, key.Place)) ?? byName.GetValueOrDefault((key.Rule, null));

    /// <summary>A place is a zone, or a node without one.</summary>
    public string? ZoneOf(string place) => zones.Contains(place) ? place : null;

    public bool IsWeatherMast(string? zone) => plan.Zone(zone)?.Kind == "weather-mast";
}

/// <summary>One rule at one place: a zone, or a node that stands in none.</summary>
internal readonly record struct StateKey(string Rule, string Place);

/// <summary>What a rule remembers, as the store keeps it.</summary>
internal interface IRuleState
{
    string ToJson();
}
