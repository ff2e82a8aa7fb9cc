using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.Server.Influx.States;

/// <summary>A limit of a point, as a chart draws it.</summary>
/// <param name="IsRate">It is held against the change a minute, on a chart of its own.</param>
internal sealed record ChartLimit(
    string? Zone,
    string Node,
    string Point,
    string Quantity,
    bool IsRate,
    PointLimit Limit
)
{
    /// <summary>The rules' own numbers: of the reading itself, and of how fast it changes.</summary>
    public static IEnumerable<ChartLimit> Of(FarmPlan plan, PointStateNow point) =>
        LimitsOf
            .Point(plan, point.Zone, point.Node, point.Point)
            .Select(limit => (IsRate: false, limit))
            .Concat(RatesOf(plan, point).Select(limit => (IsRate: true, limit)))
            // One line a rule and side: that which is reached first.
            .GroupBy(each => (each.IsRate, each.limit.Rule, each.limit.Side))
            .Select(group =>
                group.Key.Side == LimitSide.Above
                    ? group.MinBy(each => each.limit.Raise)
                    : group.MaxBy(each => each.limit.Raise)
            )
            .Select(each => new ChartLimit(
                point.Zone,
                point.Node,
                point.Point,
                point.Quantity,
                each.IsRate,
                each.limit
            ));

    private static IEnumerable<PointLimit> RatesOf(FarmPlan plan, PointStateNow point) =>
        from rule in plan.Rules
        where rule.LooksAt(point.Zone, point.Node, point.Point)
        from condition in rule.Conditions
        where condition.Measure is RateMeasure && condition.Judges(point.Node, point.Point)
        from edge in condition.LimitOf(point.Node, point.Point).Edges
        select new PointLimit(
            rule.Name,
            rule.Title,
            edge.Side,
            edge.Raise,
            edge.Clear,
            Unit: "",
            rule.Severity,
            condition.ForOf(point.Node, point.Point),
            condition.Guards.Count > 0,
            condition.Name
        );
}
