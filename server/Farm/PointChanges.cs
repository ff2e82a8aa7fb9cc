using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>Limits of single points: <c>nodes: [{ points: { soil_moisture-3: { rules: { … } } } }]</c>.</summary>
internal sealed class PointChanges
{
    private const int MaxRules = 32;

    private readonly List<OfPoint> changes = [];

    private PointChanges() { }

    public static PointChanges None { get; } = new();

    public static PointChanges Read(FarmSection root)
    {
        var all = new PointChanges();
        foreach (var node in root.List("nodes", FarmFile.MaxNodes))
        {
            foreach (var (point, below) in node.Entries("points", FarmFile.MaxPoints))
            {
                var zone = below.Peek("zone") ?? node.Peek("zone") ?? "";
                foreach (var (rule, change) in below.Entries("rules", MaxRules))
                {
                    all.changes.Add(new OfPoint(node.Peek("name") ?? "", point, zone, rule, below, change));
                }
            }
        }

        return all;
    }

    /// <summary>The rule as its points have it.</summary>
    public FarmSection Change(FarmSection rule, string name, string? zone)
    {
        foreach (var change in changes.Where(known => known.Rule == name && (zone is null || known.Zone == zone)))
        {
            change.IsKnown = true;
            string[] points = [.. rule.ConditionsBelow().Select(c => c.Peek("point")).OfType<string>()];
            if (points.Any(point => new PointPattern(point).Matches(change.Point)))
            {
                var values = change.Section.Page with { Values = rule.Page.Values };
                rule = RuleChange.ApplyAt(rule, change.Section.On(values), $"{change.Node}/{change.Point}");
            }
            else
            {
                var words = change.Section.Words;
                change.Above.Refuse("rules", words.RuleNotOfPoint(name, change.Point, string.Join(", ", points)));
            }
        }

        return rule;
    }

    /// <summary>There is such a rule, but the zone has switched it off.</summary>
    public void Pass(string name, string zone)
    {
        foreach (var change in changes.Where(known => known.Rule == name && known.Zone == zone))
        {
            change.IsKnown = true;
        }
    }

    /// <summary>Says which are of no rule.</summary>
    public void RefuseUnknown(IReadOnlyList<Rule> rules)
    {
        foreach (var change in changes.Where(change => !change.IsKnown))
        {
            string[] known =
            [
                .. rules.Where(rule => rule.LooksAt(change.Zone, change.Node, change.Point)).Select(r => r.Name),
            ];
            var near = change.Above.Near(change.Rule, known);
            change.Above.Refuse(
                "rules",
                change.Above.Words.NoRuleOfPoint(change.Rule, change.Point, change.Zone, near, string.Join(", ", known))
            );
        }
    }

    private sealed class OfPoint(
        string node,
        string point,
        string zone,
        string rule,
        FarmSection above,
        FarmSection section
    )
    {
        public string Node => node;

        public string Point => point;

        public string Zone => zone;

        public string Rule => rule;

        public FarmSection Above => above;

        public FarmSection Section => section;

        public bool IsKnown { get; set; }
    }
}
