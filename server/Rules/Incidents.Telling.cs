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

    // Told before it was hidden, and to be told again when it is not.
    private readonly HashSet<long> owed = [];

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

    private DateTimeOffset Now() => clocks.World.GetUtcNow();
}
