using Vigia.Server.Alerts;
using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>What the farm file says.</summary>
/// <param name="Site">Null when the file leaves it to the service.</param>
/// <param name="Title">What people call the farm.</param>
/// <param name="UtcOffset">The farm's clock; no summer time.</param>
internal sealed record FarmPlan(
    string? Site,
    string Title,
    Language Language,
    TimeSpan UtcOffset,
    IReadOnlyList<ZonePlan> Zones,
    IReadOnlyList<NodePlan> Nodes,
    IReadOnlyList<RulePlan> Rules
)
{
    /// <param name="lateness">A reading that came later than this raises nothing.</param>
    public RuleBook ToRuleBook(TimeSpan lateness) => new([.. Rules.Select(rule => rule.ToRule(lateness))]);
}

/// <param name="Name">As in topics and tags.</param>
/// <param name="Kind">Brings the rules, and the point that is shown first.</param>
/// <param name="Main">Name of the quantity or point that is shown large: <c>temperature</c>.</param>
internal sealed record ZonePlan(string Name, LocalText Title, string Kind, string Main);

/// <param name="Points">What people call its points; a point that is not named here is called as on the wire.</param>
internal sealed record NodePlan(string Name, string Zone, IReadOnlyDictionary<string, LocalText> Points);

/// <summary>A word for people, in the languages they read.</summary>
internal sealed record LocalText(string Spanish, string English)
{
    public string In(Language language) => language == Language.Spanish ? Spanish : English;
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
