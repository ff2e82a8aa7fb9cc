using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Wire;

namespace Vigia.Server.Rules;

/// <summary>
/// The limits that a point's own value is held against, as they are in force for it: for all who draw it or say it. What is made
/// of readings first (a rate, a sum, a ratio) has another scale, and is not here; neither are on and off.
/// </summary>
internal static class LimitsOf
{
    /// <param name="zone">Where the point is; null: where the plan has it.</param>
    public static IReadOnlyList<PointLimit> Point(FarmPlan plan, string? zone, string node, string point)
    {
        var place = zone ?? plan.ZoneOf(node, point);
        var unit = Quantity.Of(point, null).Unit;
        return
        [
            .. from rule in plan.Rules
            where (rule.Zone is null || rule.Zone == place) && (rule.Node is null || rule.Node == node)
            from condition in rule.Conditions
            where condition.Measure.IsOfOwnScale && condition.Judges(node, point)
            let limit = condition.LimitOf(node, point)
            where !limit.IsSwitch
            from edge in limit.Edges
            select new PointLimit(
                rule.Name,
                rule.Title,
                edge.Side,
                edge.Raise,
                edge.Clear,
                unit,
                rule.Severity,
                condition.ForOf(node, point),
                condition.Guards.Count > 0 || !condition.Calendar.IsAlways,
                condition.Name
            ),
        ];
    }
}

/// <summary>One line of a chart: beyond it a rule counts.</summary>
/// <param name="Title">Null: the point's own name says it.</param>
/// <param name="Raise">In <paramref name="Unit"/>, as stored and charted.</param>
/// <param name="Clear">Where it is over.</param>
/// <param name="For">How long it has to last.</param>
/// <param name="Condition">Which of the rule's several conditions, where they have names.</param>
/// <param name="IsConditional">Counts only at times, or while something else is so.</param>
internal sealed record PointLimit(
    string Rule,
    LocalText? Title,
    LimitSide Side,
    double Raise,
    double Clear,
    string Unit,
    Severity Severity,
    TimeSpan For,
    bool IsConditional,
    string Condition = ""
)
{
    /// <summary>One of each point and side: <c>heat/stage</c>.</summary>
    public string Key => Condition.Length == 0 ? Rule : $"{Rule}/{Condition}";
}
