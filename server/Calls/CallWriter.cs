using Vigia.Server.Alerts;
using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Texts;
using Vigia.Server.Farm;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Calls;

/// <summary>
/// Makes rows of what is to be done: a text in the person's language, with its priority, its turn at the modem and the time when
/// nobody wants it any more. Ids follow from message, step and person: the same decision makes the same rows.
/// </summary>
/// <param name="scale">Factor on the modem's pace: 1 on a farm, less in tests.</param>
internal sealed class CallWriter(FarmBook farm, CallTexts texts, TimeProvider machine, double scale)
{
    private static readonly TimeSpan FireLasts = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan OthersLast = TimeSpan.FromHours(6);

    /// <summary>Metres a second, for the texts of a fire; null: not known.</summary>
    public Func<double?> Wind { get; set; } = () => null;

    public CallBatch Write(CallStep step, Alert alert, AllClearOf end, long nowMs)
    {
        var state = step.State;
        var batch = new CallBatch { State = state, Ends = state.IsOver ? $"{state.Origin}-clear" : null };
        foreach (var act in step.Acts)
        {
            Add(batch, state, alert, act, end, nowMs);
        }

        return batch;
    }

    /// <summary>A text that is about no single alert.</summary>
    public void Add(
        CallBatch batch,
        string id,
        string person,
        string step,
        string text,
        SmsPriority priority,
        long nowMs
    )
    {
        if (PhoneOf(person) is not { } phone)
        {
            return;
        }

        batch.Calls.Add(new CallRow(id, Incident: null, person, step, nowMs, CallMeans.Sms, CallGrade.Notice));
        batch.Texts.Add(RowOf(id, id, phone, text, priority, OthersLast, TimeSpan.Zero));
    }

    public PhoneNumber? PhoneOf(string person) => farm.Plan.Person(person)?.Phone;

    public Language LanguageOf(string person) => texts.LanguageOf(person);

    private void Add(CallBatch batch, Calling state, Alert alert, CallAct act, AllClearOf end, long nowMs)
    {
        var id = $"{state.Origin}-{act.Step}-{act.Person}".TrimEnd('-');
        switch (act.Kind)
        {
            case CallActKind.Siren or CallActKind.Quiet:
                batch.Calls.Add(CallOf($"{id}-siren", CallMeans.Siren));
                return;
            case CallActKind.Ring:
                batch.Calls.Add(CallOf($"{id}-ring", CallMeans.Ring));
                return;
            case CallActKind.HoldBack:
                batch.Held.Add(new HeldRow(id, alert.Id, act.Person, act.Step, act.Reach, nowMs));
                return;
        }

        if (PhoneOf(act.Person) is not { } phone)
        {
            return;
        }

        var message = act.Kind == CallActKind.AllClear ? batch.Ends ?? state.Origin : state.Origin;
        var lasts = state.Grade.IsFire && act.Kind != CallActKind.AllClear ? FireLasts : OthersLast;
        batch.Calls.Add(CallOf(id, CallMeans.Sms));
        if (act.Kind is CallActKind.Call or CallActKind.Remind or CallActKind.Worse)
        {
            batch.Newest.Add(id);
        }

        batch.Texts.Add(
            RowOf(
                id,
                message,
                phone,
                TextOf(state, alert, act, end),
                PriorityOf(state.Grade, act),
                lasts,
                TurnOf(act)
            ) with
            {
                Alert = alert.Id,
            }
        );

        CallRow CallOf(string row, CallMeans means) =>
            new(row, alert.Id, act.Person, act.Step, nowMs, means, state.Grade);
    }

    private string TextOf(Calling state, Alert alert, CallAct act, AllClearOf end)
    {
        var language = LanguageOf(act.Person);
        return act.Kind switch
        {
            CallActKind.Echo => texts.Echo(alert, [.. state.Comers.Select(texts.TitleOf)], language),
            CallActKind.AllClear => texts.AllClear(end.Alert, end.Who, end.AtMs, language),
            _ => texts.Call(alert, act.Step, state.Grade, Wind(), language),
        };
    }

    // Who has the duty at once; the others each when the modem has time for it, so that what is more urgent gets between.
    private TimeSpan TurnOf(CallAct act) => act.Place * farm.Plan.Calls.Pace * scale;

    private static SmsPriority PriorityOf(CallGrade grade, CallAct act) =>
        act.Kind is CallActKind.AllClear ? SmsPriority.Ordinary
        // A first text about another fire overtakes those who are told once more.
        : act.Kind is CallActKind.Echo or CallActKind.Remind ? SmsPriority.Escalation
        : grade.IsFire ? SmsPriority.Fire
        : grade == CallGrade.Notice || (grade == CallGrade.Severe && act.Step == "duty") ? SmsPriority.Ordinary
        : SmsPriority.Escalation;

    private SmsRow RowOf(
        string id,
        string message,
        PhoneNumber phone,
        string text,
        SmsPriority priority,
        TimeSpan lasts,
        TimeSpan turn
    )
    {
        var nowMs = machine.GetUtcNow().ToUnixTimeMilliseconds();
        return new SmsRow(
            id,
            message,
            phone,
            text,
            priority,
            SmsState.Queued,
            Way: 0,
            Attempt: 0,
            Reference: null,
            CreatedMs: nowMs,
            NextMs: nowMs + (long)turn.TotalMilliseconds,
            TroubledMs: null,
            NotAfterMs: nowMs + (long)lasts.TotalMilliseconds
        );
    }
}

/// <summary>How an incident ended, for those who were called.</summary>
/// <param name="Alert">In the state of its end.</param>
/// <param name="Who">The person who ended it; null: it ended by itself.</param>
/// <param name="AtMs">Unix milliseconds of the world.</param>
internal sealed record AllClearOf(Alert Alert, string? Who, long AtMs);
