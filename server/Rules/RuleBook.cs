namespace Vigia.Server.Rules;

/// <summary>The rules in force, found by the point they look at.</summary>
internal sealed class RuleBook
{
    private static readonly ThresholdRule[] None = [];

    private readonly Dictionary<string, ThresholdRule[]> byPoint;

    public RuleBook(IReadOnlyList<ThresholdRule> rules)
    {
        Rules = rules.ToDictionary(rule => rule.Name);
        byPoint = rules.GroupBy(rule => rule.Point).ToDictionary(group => group.Key, group => group.ToArray());
    }

    public IReadOnlyDictionary<string, ThresholdRule> Rules { get; }

    public ReadOnlySpan<ThresholdRule> Of(string point) => byPoint.GetValueOrDefault(point, None);
}

/// <summary>One rule looking at one point of one node.</summary>
internal readonly record struct SeriesKey(string Rule, string Node, string Point)
{
    /// <summary>Node names have no slash, so that this reads back.</summary>
    public string Series => $"{Node}/{Point}";

    public static SeriesKey Of(string rule, string series)
    {
        var slash = series.IndexOf('/', StringComparison.Ordinal);
        return new SeriesKey(rule, series[..Math.Max(slash, 0)], series[(slash + 1)..]);
    }
}
