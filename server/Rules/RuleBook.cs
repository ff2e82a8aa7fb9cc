using Vigia.Server.Farm;

namespace Vigia.Server.Rules;

/// <summary>The rules in force, found by what they look at.</summary>
internal sealed class RuleBook
{
    /// <summary>Answers remembered; beyond it they are worked out each time.</summary>
    private const int MaxKnown = 50_000;

    private readonly FarmPlan plan;
    private readonly Dictionary<(string, string?), Rule> byName;
    private readonly Dictionary<(string?, string, string), Rule[]> known = [];
    private readonly HashSet<string> zones;

    public RuleBook(FarmPlan plan)
    {
        this.plan = plan;
        byName = plan.Rules.ToDictionary(rule => (rule.Name, rule.Zone));
        zones = [.. plan.Zones.Select(zone => zone.Name)];
    }

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
