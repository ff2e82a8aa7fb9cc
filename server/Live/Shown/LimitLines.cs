using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.Server.Live.Shown;

/// <param name="Value">In the store's unit of the point.</param>
/// <param name="Level">What it makes of the zone when the point is beyond it.</param>
internal sealed record LimitShown(double Value, LimitSide Side, ZoneState Level);

/// <summary>The limits that a point's readings themselves are held against, in order: pure. Rates, sums and states have no line.</summary>
internal static class LimitLines
{
    /// <summary>Lines of one chart; more would hide the readings.</summary>
    private const int Most = 4;

    public static IReadOnlyList<LimitShown> Of(FarmPlan plan, string zone, string node, string point) =>
        [
            .. plan
                .Rules.OfType<LimitRule>()
                .Where(rule => rule.LooksAt(zone, node, point))
                .SelectMany(rule => LinesOf(rule, point))
                .OrderByDescending(line => line.Level)
                .DistinctBy(line => (line.Value, line.Side))
                .Take(Most)
                .OrderBy(line => line.Value),
        ];

    private static IEnumerable<LimitShown> LinesOf(LimitRule rule, string point) =>
        from condition in rule.Conditions
        where condition.Measure is ValueMeasure && condition.Point.Matches(point)
        from limit in condition.Limit.Other is { } other ? new[] { condition.Limit, other } : [condition.Limit]
        select new LimitShown(limit.Raise, limit.Side, LevelOf(rule.Severity));

    private static ZoneState LevelOf(Severity severity) => severity >= Severity.Severe ? ZoneState.Act : ZoneState.Look;
}
