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
            .. LimitsOf
                .Point(plan, zone, node, point)
                .Select(limit => new LimitShown(limit.Raise, limit.Side, LevelOf(limit.Severity)))
                .OrderByDescending(line => line.Level)
                .DistinctBy(line => (line.Value, line.Side))
                .Take(Most)
                .OrderBy(line => line.Value),
        ];

    private static ZoneState LevelOf(Severity severity) => severity >= Severity.Severe ? ZoneState.Act : ZoneState.Look;
}
