using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.Server.Influx.States;

/// <summary>What an alert makes of the points of its place: pure.</summary>
internal static class ChartJudge
{
    /// <summary>What people have to do about an alert that stands.</summary>
    public static ChartState LevelOf(Alert alert) =>
        alert.Rule is SilenceRule.Name or SilenceRule.Link ? ChartState.NoSignal
        : alert.Severity >= Severity.Severe ? ChartState.Act
        : ChartState.Look;

    /// <summary>
    /// The worst that stands about a point: of it, or of its place by a rule whose limit this value is not back from. An alert
    /// names one point, and its neighbour that sees the same is not well either.
    /// </summary>
    /// <param name="open">Alerts that stand at its place.</param>
    public static ChartState StateOf(FarmPlan plan, IEnumerable<Alert> open, string node, string point, double value) =>
        open.Where(alert => (alert.Node == node && alert.Point == point) || Speaks(plan, alert, node, point, value))
            .Select(LevelOf)
            .DefaultIfEmpty(ChartState.Good)
            .Max();

    private static bool Speaks(FarmPlan plan, Alert alert, string node, string point, double value) =>
        plan.Rules.Any(rule =>
            rule.Name == alert.Rule
            && rule.LooksAt(alert.Zone, node, point)
            && rule.Conditions.Any(condition =>
                condition.Measure is ValueMeasure
                && condition.Judges(node, point)
                && !condition.LimitOf(node, point).IsBack(value)
            )
        );
}
