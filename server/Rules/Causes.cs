using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules.Service;

namespace Vigia.Server.Rules;

/// <summary>
/// Which of the alerts that stand explains another, so that people are told of the cause alone: a node that is not heard explains
/// what its points said last, a link that is down the nodes behind it, and a rule names what explains it (<c>parent: mains-lost</c>),
/// in its own zone or in the one it is fed by. A fire is explained by nothing, and nothing is explained by what is less grave. Nor
/// by a node that is not heard, while another that is says the same. Pure.
/// </summary>
/// <param name="isLost">Nodes that are not heard.</param>
/// <param name="holders">Nodes by whose points an alert stands; none: its own alone.</param>
/// <param name="standing">Alerts that stand, by number: what explains is looked for among them as they were, what explains that as they are.</param>
internal sealed class Causes(
    FarmPlan plan,
    Func<string, bool> isLost,
    Func<StateKey, IEnumerable<string>> holders,
    IReadOnlyDictionary<long, Alert> standing
)
{
    private readonly long[] candidates = CandidatesOf(plan, standing.Values);

    /// <summary>The alert that explains <paramref name="child"/>; null: none does.</summary>
    public Alert? Of(Alert child)
    {
        var rule = RuleOf(child);
        if (candidates.Length == 0 || rule is FireRule)
        {
            return null;
        }

        var fedBy = plan.Zone(child.Zone)?.FedBy;
        foreach (var id in candidates)
        {
            if (
                id != child.Id
                && standing.TryGetValue(id, out var other)
                && Explains(other, child, rule, fedBy)
                && !IsExplainedBy(other, child)
            )
            {
                return other;
            }
        }

        return null;
    }

    /// <summary>Where an alert would stand that explains this one, were it raised.</summary>
    public IEnumerable<StateKey> Awaited(Alert child) =>
        RuleOf(child) is { Parents.Count: > 0 } rule and not FireRule
            ? from name in rule.Parents
            from place in new[] { child.Place, plan.Zone(child.Zone)?.FedBy }
            where place is not null
            select new StateKey(name, place)
            : [];

    public Rule? RuleOf(Alert alert) => plan.RuleOf(alert.Rule, alert.Zone);

    // Few of a thousand that stand can be a cause.
    private static long[] CandidatesOf(FarmPlan plan, IEnumerable<Alert> standing)
    {
        var named = plan.Rules.SelectMany(rule => rule.Parents).ToHashSet();
        return
        [
            .. standing
                .Where(alert => alert.Rule is SilenceRule.Name or SilenceRule.Link || named.Contains(alert.Rule))
                .Select(alert => alert.Id)
                .Order(),
        ];
    }

    private bool Explains(Alert cause, Alert child, Rule? rule, string? fedBy) =>
        cause.Rule switch
        {
            SilenceRule.Link when child.Rule == SilenceRule.Name => child.RaisedEventMs
                >= cause.RaisedEventMs - (long)SilenceRule.Together.TotalMilliseconds,
            SilenceRule.Name or SilenceRule.Link => (rule is not null || child.Rule == ServiceRules.Points)
                && cause.Severity >= child.Severity
                && isLost(child.Node)
                && Names(cause, child.Node)
                && holders(new StateKey(child.Rule, child.Place)).All(isLost),
            _ => rule?.Parents.Contains(cause.Rule) == true
                && cause.Severity >= child.Severity
                && (cause.Place == child.Place || (fedBy is not null && cause.Zone == fedBy)),
        };

    private static bool Names(Alert silence, string node) => Array.IndexOf(silence.Seen.Split(','), node) >= 0;

    // Two that explain each other would hide both.
    private bool IsExplainedBy(Alert alert, Alert by)
    {
        for (var hops = 0; alert.Parent is { } parent && hops < 8; hops++)
        {
            if (parent == by.Id)
            {
                return true;
            }

            if (!standing.TryGetValue(parent, out var next))
            {
                return false;
            }

            alert = next;
        }

        return false;
    }
}
