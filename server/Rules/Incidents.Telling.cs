using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>
/// When an incident is worth telling: at once, unless another explains it or is about to; again when a sleep is over or it came
/// back and stayed; once, where it comes and goes.
/// </summary>
internal sealed partial class Incidents
{
    /// <summary>For so long at most an incident waits for the one that would explain it.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly FlapCount begun = new();

    // Not told yet, and until when it waits.
    private readonly Dictionary<long, Wait> waiting = [];

    /// <param name="ForCause">Only as long as what would explain it is on its way.</param>
    private readonly record struct Wait(DateTimeOffset Until, bool ForCause);

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

    // Those that no message tells of, or not of all, wait as after a cause: the kill came before their time was up.
    private void LoadTelling()
    {
        var now = Now();
        var since = (now - FlapCount.Window).ToUnixTimeMilliseconds();
        foreach (var (rule, place, at) in store.Read(db => AlertTable.BeginningsSince(db, since), []))
        {
            begun.Add(new StateKey(rule, place), DateTimeOffset.FromUnixTimeMilliseconds(at));
        }

        foreach (var alert in standing.Values.Where(alert => IsUntold(alert) || (alert.IsOwed && IsShown(alert))))
        {
            waiting[alert.Id] = new Wait(now + RecoveryOf(alert), ForCause: false);
        }
    }

    private void Forget(long id)
    {
        standing.Remove(id);
        waiting.Remove(id);
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
        if (CauseOf(alert, causes) is { } cause)
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
            alert = Wake(alert, StepReason.WorseThanSnoozed);
        }

        if (alert.Parent is not null && CauseOf(alert, Causes) is null)
        {
            alert = Turn(alert with { Parent = null }, StepReason.Unhidden);
        }

        if (!isTold || waiting.ContainsKey(alert.Id))
        {
            return;
        }

        if (alert.State is AlertState.Suppressed or AlertState.Snoozed)
        {
            Owe(alert, alert.BackSinceMs);
        }
        else
        {
            Tell(alert);
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
                else if (alert is { State: AlertState.Acknowledged, IsOwed: true })
                {
                    Tell(alert);
                }
            }
        }
    }

    private void TellWhatCameBack(DateTimeOffset now)
    {
        var since = (now - ComesBack).ToUnixTimeMilliseconds();
        foreach (var alert in standing.Values.Where(alert => alert.BackSinceMs <= since).ToArray())
        {
            if (alert.State == AlertState.Suppressed)
            {
                Owe(alert, backSinceMs: null);
                continue;
            }

            var known = OweNothing(alert);
            if (known is { State: AlertState.Raised, ToldMs: not null } || IsUntold(known))
            {
                Tell(known, MessageKind.Raised);
            }
        }
    }

    private Alert Owe(Alert alert, long? backSinceMs) => Owe(alert, backSinceMs, isOwed: true);

    private Alert OweNothing(Alert alert) => Owe(alert, backSinceMs: null, isOwed: false);

    // Kept with the incident: who was told that it is over must hear that it is not, whatever dies between.
    private Alert Owe(Alert alert, long? backSinceMs, bool isOwed)
    {
        var after = alert with { BackSinceMs = backSinceMs, IsOwed = isOwed };
        standing[alert.Id] = after;
        if (after != alert)
        {
            Unsaved.Owe(new AlertDebt(alert.Id, backSinceMs, isOwed));
        }

        return after;
    }

    private Alert Turn(Alert alert, StepReason reason, string? note = null, bool isStep = true)
    {
        var after = AlertLife.Settled(alert);
        standing[after.Id] = after;
        Unsaved.Turn(new AlertTurn(after, NowMs(), reason, note, isStep));
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
        OweNothing(told);
        var how = kind ?? (alert.ToldMs is null ? MessageKind.Raised : MessageKind.Escalated);
        Unsaved.TellOf(Message.About(told, how, texts.Raised(told, Wind), now));
    }

    private bool IsUntold(Alert alert) =>
        texts.IsTold(alert)
        && alert is { ToldMs: null, AcknowledgedBy: null, Certainty: > Certainty.Possible }
        && alert.State is AlertState.Raised;

    private static bool IsShown(Alert alert) => alert.State is AlertState.Raised or AlertState.Acknowledged;

    private DateTimeOffset Now() => clocks.World.GetUtcNow();
}
