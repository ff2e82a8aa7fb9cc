using Vigia.Server.Rules;

namespace Vigia.Tests.Farm;

/// <summary>A day on which nothing is wrong: each point well between all limits that a kind has for it.</summary>
internal static class Quiet
{
    // Water runs only while a pump does: no value is well for both.
    private static readonly Dictionary<(string Kind, string Point), double> Said = new()
    {
        [("pump-house", "flow")] = 0,
        [("pump-house", "current")] = 0,
    };

    public static IReadOnlyList<(string Point, double Value)> ValuesOf(string kind, IReadOnlyList<Rule> rules)
    {
        var limits = rules
            .SelectMany(rule => rule.Conditions)
            .Where(condition => condition.Measure is ValueMeasure)
            .Select(condition => (condition.Point, condition.Limit))
            .ToLookup(each => each.Point.Text, each => each.Limit);
        var guards = rules
            .SelectMany(rule => rule.Conditions)
            .SelectMany(condition => condition.Guards)
            .Select(guard => guard.Point.Text);
        return
        [
            .. limits
                .Select(group => group.Key)
                .Concat(guards)
                .Distinct()
                .Select(point =>
                    (
                        point.Replace("*", "1"),
                        Said.TryGetValue((kind, point), out var said) ? said : Between([.. limits[point]])
                    )
                ),
        ];
    }

    private static double Between(IReadOnlyList<Limit> limits)
    {
        if (limits.Contains(Limit.Off))
        {
            return 1;
        }

        if (limits.Count == 0 || limits.Contains(Limit.On))
        {
            return 0;
        }

        var high = limits.Where(limit => limit.Side == LimitSide.Above).Select(limit => limit.Clear).ToArray();
        var low = limits.Where(limit => limit.Side == LimitSide.Below).Select(limit => limit.Clear).ToArray();
        return high.Length == 0 ? low.Max() * 1.3
            : low.Length == 0 ? high.Min() * 0.7
            : (high.Min() + low.Max()) / 2;
    }
}
