using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>What people said of incidents, which is in the store before it is here; and how a sleep ends.</summary>
internal sealed partial class Incidents
{
    // Alarms of nodes, which no rule of ours keeps, that somebody sleeps on.
    private Alert[] sleeping = [];

    private int wordsHeard;

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
                Hear(alert, said);
            }
            else if (store.Read(db => AlertTable.Find(db, alert.Id), null) is { } ended && ended.State.IsOver())
            {
                Forget(alert.Id);
                over[alert.Id] = ended;
            }
        }
    }

    // Who says now that he has seen it has seen all that he was still to be told.
    private void Hear(Alert alert, Alert said)
    {
        var isSeen = said.AcknowledgedBy is not null && alert.AcknowledgedBy is null;
        var heard = alert with { AcknowledgedBy = said.AcknowledgedBy, SnoozedUntilMs = said.SnoozedUntilMs };
        standing[alert.Id] = AlertLife.Settled(heard);
        if (isSeen)
        {
            OweNothing(standing[alert.Id]);
        }
    }

    private static Alert[] SleepingAmong(IEnumerable<Alert> open) =>
        [.. open.Where(alert => alert is { Rule: AlarmBook.Rule, SnoozedUntilMs: not null })];

    private void EndSleeps(DateTimeOffset now)
    {
        foreach (var alarm in sleeping.Where(each => each.SnoozedUntilMs <= now.ToUnixTimeMilliseconds()))
        {
            sleeping = [.. sleeping.Where(each => each.Id != alarm.Id)];
            // Its node may have said it no more meanwhile.
            if (store.Read(db => AlertTable.StateOf(db, alarm.Id), alarm.State)?.IsOver() == false)
            {
                var awake = AlertLife.Wake(alarm);
                Unsaved.Turn(new AlertTurn(awake, NowMs(), StepReason.SnoozeEnded));
                Unsaved.TellOf(Message.About(awake, MessageKind.Raised, texts.Raised(awake, Wind), NowMs()));
            }
        }

        foreach (
            var alert in standing.Values.Where(each => each.SnoozedUntilMs <= now.ToUnixTimeMilliseconds()).ToArray()
        )
        {
            var awake = Wake(alert, StepReason.SnoozeEnded);
            if (awake.Parent is null)
            {
                Tell(awake, MessageKind.Raised);
            }
            else
            {
                Owe(awake, backSinceMs: null);
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
            Wake(alert, StepReason.FireThere);
        }
    }

    private Alert Wake(Alert alert, StepReason reason) => Turn(AlertLife.Wake(alert), reason);
}
