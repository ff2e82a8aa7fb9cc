using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>
/// When an incident is worth telling: at once, unless another explains it or is about to; again when a sleep is over or it came
/// back and stayed; once, where it comes and goes. What people said meanwhile is read from the store.
/// </summary>
internal sealed partial class Incidents
{
    /// <summary>For so long at most an incident waits for the one that would explain it.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>At least so long what was hidden has to stand by itself before it is told.</summary>
    public static readonly TimeSpan LeastRecovery = TimeSpan.FromMinutes(1);

    /// <summary>What explains what is looked at again after so long, also when no alert changed.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    private readonly FlapCount begun = new();

    // Not told yet, and until when it waits.
    private readonly Dictionary<long, Wait> waiting = [];

    // Told before it was hidden, and to be told again when it is not.
    private readonly HashSet<long> owed = [];

    // Alarms of nodes, which no rule of ours keeps, that somebody sleeps on.
    private Alert[] sleeping = [];
    private int wordsHeard;
    private bool changed = true;
    private DateTimeOffset lookedAt;

    /// <param name="ForCause">Only as long as what would explain it is on its way.</param>
    private readonly record struct Wait(DateTimeOffset Until, bool ForCause);

    /// <summary>A node that is not heard.</summary>
    public Func<string, bool> IsLost { get; set; } = _ => false;

    /// <summary>What a node measured then was heard only later.</summary>
    public Func<string, DateTimeOffset, bool> WasLostAt { get; set; } = (_, _) => false;

    /// <summary>A rule that may be about to raise there.</summary>
    public Func<StateKey, bool> IsAwaited { get; set; } = _ => false;

    private Causes Causes => new(texts.Plan, IsLost, standing);

    /// <summary>Time has passed for all that waits for it.</summary>
    public void Tick(DateTimeOffset now)
    {
        HearPeople();
        if (standing.Count + sleeping.Length == 0)
        {
            return;
        }

        EndSleeps(now);
        Explain(now);
        TellWhatWaited(now);
        TellWhatCameBack(now);
        EndRests(now);
    }

    // Those that no message tells of wait as after a cause: the kill came before their time was up.
    private void LoadTelling()
    {
        var now = Now();
        var since = (now - FlapCount.Window).ToUnixTimeMilliseconds();
        foreach (var (rule, place, at) in store.Read(db => AlertTable.BeginningsSince(db, since), []))
        {
            begun.Add(new StateKey(rule, place), DateTimeOffset.FromUnixTimeMilliseconds(at));
        }

        foreach (var alert in standing.Values.Where(IsUntold))
        {
            waiting[alert.Id] = new Wait(now + RecoveryOf(alert), ForCause: false);
        }
    }

    // Acknowledged, asleep, ended by hand: what people say is in the store before it is here.
    private void HearPeople()
    {
        if (wordsHeard == store.Words || store.Read(AlertTable.Open, null!) is not { } open)
        {
            return;
        }

        wordsHeard = store.Words;
        changed = true;
        sleeping = SleepingAmong(open);
        var stored = open.ToDictionary(alert => alert.Id);
        foreach (var alert in standing.Values.ToArray())
        {
            if (stored.TryGetValue(alert.Id, out var said))
            {
                standing[alert.Id] = AlertLife.Settled(
                    alert with
                    {
                        AcknowledgedBy = said.AcknowledgedBy,
                        SnoozedUntilMs = said.SnoozedUntilMs,
                    }
                );
            }
            else if (store.Read(db => AlertTable.Find(db, alert.Id), null) is { } ended && ended.State.IsOver())
            {
                Forget(alert.Id);
                over[alert.Id] = ended;
            }
        }
    }

    private static Alert[] SleepingAmong(IEnumerable<Alert> open) =>
        [.. open.Where(alert => alert is { Rule: AlarmBook.Rule, SnoozedUntilMs: not null })];

    private void Forget(long id)
    {
        standing.Remove(id);
        back.Remove(id);
        waiting.Remove(id);
        owed.Remove(id);
        changed = true;
    }

    private void Begin(Alert alert, bool isTold)
    {
        changed = true;
        var isFire = texts.IsFire(alert);
        if (isFire)
        {
            WakeAllAt(alert);
        }

        if (!isTold || (!isFire && BeginsToFlap(alert)))
        {
            return;
        }

        var causes = Causes;
        if (causes.Of(alert) is { } cause)
        {
            Hide(alert, cause);
        }
        else if (causes.Awaited(alert).Any(IsAwaited))
        {
            waiting[alert.Id] = new Wait(Now() + LongestWait, ForCause: true);
        }
        else if (IsOfASilence(alert))
        {
            waiting[alert.Id] = new Wait(Now() + RecoveryOf(alert), ForCause: false);
        }
        else
        {
            Tell(alert);
        }
    }

    private void GoOn(Alert alert, bool isWorse, bool isTold)
    {
        changed = true;
        if (texts.IsFire(alert))
        {
            WakeAllAt(alert);
        }

        if (isWorse && alert.SnoozedUntilMs is not null)
        {
            alert = Wake(alert, TurnReason.WorseThanSnoozed);
        }

        if (alert.Parent is not null && Causes.Of(alert) is null)
        {
            alert = Turn(alert with { Parent = null }, TurnReason.Unhidden);
        }

        if (!isTold || waiting.ContainsKey(alert.Id))
        {
            return;
        }

        if (alert.State is AlertState.Suppressed or AlertState.Snoozed)
        {
            owed.Add(alert.Id);
        }
        else
        {
            Tell(alert);
        }
    }

    private void EndSleeps(DateTimeOffset now)
    {
        foreach (var alarm in sleeping.Where(each => each.SnoozedUntilMs <= now.ToUnixTimeMilliseconds()))
        {
            var awake = AlertLife.Wake(alarm);
            Unsaved.Turn(new AlertTurn(awake, NowMs(), TurnReason.SnoozeEnded));
            Unsaved.TellOf(Message.About(awake, MessageKind.Raised, texts.Raised(awake, Wind), NowMs()));
            sleeping = [.. sleeping.Where(each => each.Id != alarm.Id)];
        }

        foreach (
            var alert in standing.Values.Where(each => each.SnoozedUntilMs <= now.ToUnixTimeMilliseconds()).ToArray()
        )
        {
            var awake = Wake(alert, TurnReason.SnoozeEnded);
            if (awake.Parent is null)
            {
                Tell(awake, MessageKind.Raised);
            }
            else
            {
                owed.Add(awake.Id);
            }
        }
    }

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
            var cause = causes.Of(alert);
            if (cause is not null && cause.Id != alert.Parent)
            {
                Hide(alert, cause);
            }
            else if (cause is null && alert.Parent is not null)
            {
                ComeOut(Turn(alert with { Parent = null }, TurnReason.Unhidden), now);
            }
        }
    }

    private void Hide(Alert alert, Alert cause)
    {
        Turn(alert with { Parent = cause.Id }, TurnReason.Hidden, cause.Code);
        waiting.Remove(alert.Id);
    }

    // It has to stand for its time once more: what caused it is over, and its own end may be near.
    private void ComeOut(Alert alert, DateTimeOffset now)
    {
        if (IsUntold(alert) || owed.Remove(alert.Id))
        {
            waiting[alert.Id] = new Wait(now + RecoveryOf(alert), ForCause: false);
        }
    }

    private void TellWhatWaited(DateTimeOffset now)
    {
        if (waiting.Count == 0)
        {
            return;
        }

        var causes = Causes;
        foreach (var (id, wait) in waiting.ToArray())
        {
            var alert = standing[id];
            if (alert.State is AlertState.Suppressed)
            {
                waiting.Remove(id);
            }
            else if (wait.Until <= now || (wait.ForCause && !causes.Awaited(alert).Any(IsAwaited)))
            {
                waiting.Remove(id);
                if (alert.State == AlertState.Raised)
                {
                    Tell(alert, MessageKind.Raised);
                }
            }
        }
    }

    private void TellWhatCameBack(DateTimeOffset now)
    {
        foreach (var (id, _) in back.Where(known => now - known.Value >= ComesBack).ToArray())
        {
            back.Remove(id);
            var alert = standing[id];
            if (alert is { State: AlertState.Raised, ToldMs: not null })
            {
                Tell(alert, MessageKind.Raised);
            }
            else if (alert.State == AlertState.Suppressed)
            {
                owed.Add(id);
            }
        }
    }

    private void WakeAllAt(Alert fire)
    {
        foreach (
            var alert in standing
                .Values.Where(each => each.Place == fire.Place && each.SnoozedUntilMs is not null)
                .ToArray()
        )
        {
            Wake(alert, TurnReason.FireThere);
        }
    }

    private Alert Wake(Alert alert, TurnReason reason) => Turn(AlertLife.Wake(alert), reason);

    private Alert Turn(Alert alert, TurnReason reason, string? note = null)
    {
        var after = AlertLife.Settled(alert);
        standing[after.Id] = after;
        Unsaved.Turn(new AlertTurn(after, NowMs(), reason, note));
        return after;
    }

    private void Tell(Alert alert, MessageKind? kind = null)
    {
        // What the rule says is only shown.
        if (!texts.IsTold(alert))
        {
            return;
        }

        var now = NowMs();
        var told = alert with { ToldMs = alert.ToldMs ?? now };
        standing[alert.Id] = told;
        owed.Remove(alert.Id);
        var how = kind ?? (alert.ToldMs is null ? MessageKind.Raised : MessageKind.Escalated);
        Unsaved.TellOf(Message.About(told, how, texts.Raised(told, Wind), now));
    }

    private bool IsUntold(Alert alert) =>
        texts.IsTold(alert)
        && alert is { ToldMs: null, AcknowledgedBy: null, Certainty: > Certainty.Possible }
        && alert.State is AlertState.Raised;

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

    private DateTimeOffset Now() => clocks.World.GetUtcNow();
}
