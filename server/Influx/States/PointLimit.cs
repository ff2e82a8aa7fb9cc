using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.Server.Influx.States;

/// <summary>A limit that a rule holds the readings of a point against, as charts draw it. In the store's unit.</summary>
/// <param name="IsRate">It is held against the change a minute.</param>
/// <param name="Raise">Beyond it the rule raises.</param>
/// <param name="Clear">Back from it the incident is over.</param>
internal sealed record PointLimit(
    string? Zone,
    string Node,
    string Point,
    string Quantity,
    string Rule,
    bool IsRate,
    LocalText? Title,
    Severity Severity,
    LimitSide Side,
    double Raise,
    double Clear
)
{
    /// <summary>The rules' own numbers for one point: those that judge the reading itself or its rate, not a sum or a ratio.</summary>
    public static IEnumerable<PointLimit> Of(FarmPlan plan, string? zone, string node, string point, string quantity) =>
        from rule in plan.Rules
        where rule.LooksAt(zone, node, point)
        from condition in rule.Conditions
        where
            condition.Point.Matches(point)
            && condition.Measure is ValueMeasure or RateMeasure
            && !IsSwitch(condition.Limit)
        from edge in Edges(condition.Limit)
        select new PointLimit(
            zone,
            node,
            point,
            quantity,
            rule.Name,
            condition.Measure is RateMeasure,
            rule.Title,
            rule.Severity,
            edge.Side,
            edge.Raise,
            edge.Clear
        );

    private static bool IsSwitch(Limit limit) => limit == Limit.On || limit == Limit.Off;

    private static Limit[] Edges(Limit limit) => limit.Other is { } other ? [limit, other] : [limit];
}
