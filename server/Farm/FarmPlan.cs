using Vigia.Server.Alerts;
using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>What the farm file says.</summary>
/// <param name="Site">Null when the file leaves it to the service.</param>
internal sealed record FarmPlan(string? Site, Language Language, IReadOnlyList<RulePlan> Rules)
{
    /// <param name="lateness">A reading that came later than this raises nothing.</param>
    public RuleBook ToRuleBook(TimeSpan lateness) => new([.. Rules.Select(rule => rule.ToRule(lateness))]);
}

/// <summary>A threshold, as the farm wrote it.</summary>
internal sealed record RulePlan(
    string Name,
    string Point,
    string? Node,
    double Above,
    double Clear,
    TimeSpan For,
    Severity Severity
)
{
    /// <summary>How late a reading may come, when nobody says how often its point is read: an interval of 10 s and 10 s more.</summary>
    public static readonly TimeSpan DefaultLateness = TimeSpan.FromSeconds(20);

    public ThresholdRule ToRule(TimeSpan lateness) => new(Name, Point, Node, Above, Clear, For, Severity, lateness);
}

/// <summary>One thing wrong with a farm file, in one sentence that says where, what and what would be right.</summary>
internal sealed record FarmError(string File, int Line, string Words)
{
    public override string ToString() => $"{File}:{Line}: {Words}";
}
