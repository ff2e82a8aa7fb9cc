using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>Which incidents another explains: these are hidden, and come out when it is over and they stand for their time.</summary>
internal sealed partial class Incidents
{
    /// <summary>At least so long what was hidden has to stand by itself before it is told.</summary>
    public static readonly TimeSpan LeastRecovery = TimeSpan.FromMinutes(1);

    /// <summary>What explains what is looked at again after so long, also when no alert changed.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    private bool changed = true;

    private DateTimeOffset lookedAt;

    /// <summary>A node that is not heard.</summary>
    public Func<string, bool> IsLost { get; set; } = _ => false;

    /// <summary>Nodes whose points say that what a rule raised there stands.</summary>
    public Func<StateKey, IEnumerable<string>> HoldersOf { get; set; } = _ => [];

    /// <summary>What a node measured then was heard only later.</summary>
    public Func<string, DateTimeOffset, bool> WasLostAt { get; set; } = (_, _) => false;

    /// <summary>A rule that may be about to raise there.</summary>
    public Func<StateKey, bool> IsAwaited { get; set; } = _ => false;

    /// <summary>The alarm of a node that tells people of the same; null: none does.</summary>
    public Func<Alert, Alert?> AlarmOf { get; set; } = _ => null;

    private Causes Causes => new(texts.Plan, IsLost, HoldersOf, standing);

    private void Explain(DateTimeOffset now)
    {
        if (!changed && now - lookedAt < LookAgain)
        {
            return;
        }

        (changed, lookedAt) = (false, now);
        var causes = Causes;
        foreach (var alert in standing.Values.ToArray())
        {
            var cause = CauseOf(alert, causes);
            if (cause is not null && cause.Id != alert.Parent)
            {
                Hide(alert, cause);
            }
            else if (cause is null && alert.Parent is not null)
            {
                ComeOut(Turn(alert with { Parent = null }, StepReason.Unhidden), now);
            }
        }
    }

    private Alert? CauseOf(Alert alert, Causes causes) =>
        causes.Of(alert) ?? (texts.IsFire(alert) ? null : AlarmOf(alert));

    private void Hide(Alert alert, Alert cause)
    {
        Turn(alert with { Parent = cause.Id }, StepReason.Hidden, cause.Code);
        waiting.Remove(alert.Id);
    }

    // It has to stand for its time once more: what caused it is over, and its own end may be near.
    private void ComeOut(Alert alert, DateTimeOffset now)
    {
        if (IsUntold(alert) || alert.IsOwed)
        {
            waiting[alert.Id] = new Wait(now + RecoveryOf(alert), ForCause: false);
        }
    }

    // It began while its node was not heard, which was told. It may be long over: what stands for its time is told.
    private bool IsOfASilence(Alert alert) =>
        Causes.RuleOf(alert) is not null and not FireRule
        && WasLostAt(alert.Node, DateTimeOffset.FromUnixTimeMilliseconds(alert.RaisedEventMs));

    private TimeSpan RecoveryOf(Alert alert)
    {
        var longest = Causes.RuleOf(alert)?.Conditions.Select(condition => condition.For).DefaultIfEmpty().Max();
        return longest is not { } own || own < LeastRecovery ? LeastRecovery
            : own > ComesBack ? ComesBack
            : own;
    }
}
