using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules.Service;

namespace Vigia.Server.Rules;

/// <summary>
/// Which of the alerts that stand explains another, so that people are told of the cause alone: a node that is not heard explains
/// what its points said last, a link that is down the nodes behind it, and a rule names what explains it (<c>parent: mains-lost</c>),
/// in its own zone or in the one it is fed by. A fire is explained by nothing, and nothing is explained by what is less grave. Pure.
/// </summary>
/// <param name="isLost">Nodes that are not heard.</param>
internal sealed class Causes(FarmPlan plan, Func<string, bool> isLost)
{
    /// <summary>Among these the alert that explains <paramref name="child"/>; null: none does.</summary>
    public Alert? Of(Alert child, IReadOnlyCollection<Alert> standing)
    {
        var rule = RuleOf(child);
        if (rule is FireRule)
        {
            return null;
        }

        var fedBy = plan.Zone(child.Zone)?.FedBy;
        foreach (var other in standing)
        {
            if (other.Id != child.Id && Explains(other, child, rule, fedBy) && !IsExplainedBy(other, child, standing))
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

    public Rule? RuleOf(Alert alert) =>
        plan.Rules.FirstOrDefault(rule => rule.Name == alert.Rule && (rule.Zone is null || rule.Zone == alert.Zone));

    private bool Explains(Alert cause, Alert child, Rule? rule, string? fedBy) =>
        cause.Rule switch
        {
            SilenceRule.Link when child.Rule == SilenceRule.Name => child.RaisedEventMs
                >= cause.RaisedEventMs - (long)SilenceRule.Together.TotalMilliseconds,
            SilenceRule.Name or SilenceRule.Link => (rule is not null || child.Rule == ServiceRules.Points)
                && isLost(child.Node)
                && Names(cause, child.Node),
            _ => rule?.Parents.Contains(cause.Rule) == true
                && cause.Severity >= child.Severity
                && (cause.Place == child.Place || (fedBy is not null && cause.Zone == fedBy)),
        };

    private static bool Names(Alert silence, string node) => Array.IndexOf(silence.Seen.Split(','), node) >= 0;

    // Two that explain each other would hide both.
    private static bool IsExplainedBy(Alert alert, Alert by, IReadOnlyCollection<Alert> standing)
    {
        for (var hops = 0; alert.Parent is { } parent && hops < 8; hops++)
        {
            if (parent == by.Id)
            {
                return true;
            }

            if (standing.FirstOrDefault(other => other.Id == parent) is not { } next)
            {
                return false;
            }

            alert = next;
        }

        return false;
    }
}
