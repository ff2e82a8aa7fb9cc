using System.Security.Claims;
using Vigia.Server.Alerts;
using Vigia.Server.Live.Audit;
using Vigia.Server.Live.Shown;
using Vigia.Server.Rules;

namespace Vigia.Server.Live;

internal sealed record SnoozeForm(int Minutes);

internal sealed record NoteForm(string Text);

/// <summary>Alerts: what stands, what was, and people's word about it.</summary>
internal static class AlertEndpoints
{
    private static readonly TimeSpan LateSince = TimeSpan.FromDays(14);

    public static void Map(RouteGroupBuilder viewer, RouteGroupBuilder attendant)
    {
        viewer
            .MapGet(
                "/alerts",
                (AlertBoard board, ServerClocks clocks) => board.All(clocks.World.GetUtcNow() - LateSince)
            )
            .Says("Alerts that stand, that are over, and late findings of 14 days", Reply.Of<AlertsShown>());
        viewer
            .MapGet("/alerts/{id:long}", Of)
            .Says("One alert and all that happened to it", Reply.Of<AlertDetail>(), 404);
        attendant
            .MapPost("/alerts/{id:long}/acknowledge", Acknowledge)
            .Says("I see to it", Reply.Nothing, 404, 409, 503);
        attendant
            .MapPost("/alerts/{id:long}/snooze", Snooze)
            .Says("Quiet for so many minutes, 1 to 1440; it comes back by itself", Reply.Nothing, 404, 409, 503);
        attendant
            .MapPost("/alerts/{id:long}/note", Note)
            .Says("Something to remember about it, up to 280 letters", Reply.Nothing, 404, 409, 503);
        attendant
            .MapPost("/alerts/{id:long}/false", DeclareFalse)
            .Says("It never was: whoever was told is told so", Reply.Nothing, 404, 409, 503);
        attendant
            .MapPost("/alerts/{id:long}/close", Close)
            .Says("It is over, whatever is measured", Reply.Nothing, 404, 409, 503);
    }

    private static IResult Of(long id, AlertBoard board) =>
        board.Of(id) is { } detail
            ? TypedResults.Ok(detail)
            : Refusals.With(nameof(DeskAnswer.NoSuchAlert), StatusCodes.Status404NotFound);

    private static IResult Acknowledge(long id, ClaimsPrincipal person, AlertActs desk) =>
        desk.Say(AuditAct.Acknowledged, id, person, (alerts, by, now) => alerts.Acknowledge(id, by, now));

    private static IResult Snooze(long id, SnoozeForm form, ClaimsPrincipal person, AlertActs desk) =>
        desk.Say(
            AuditAct.Snoozed,
            id,
            person,
            // A number without end is no time that a clock shows.
            (alerts, by, now) => alerts.Snooze(id, now.AddMinutes(Math.Clamp(form.Minutes, -1, 100_000)), by, now),
            $" {form.Minutes} min"
        );

    private static IResult Note(long id, NoteForm form, ClaimsPrincipal person, AlertActs desk) =>
        desk.Say(
            AuditAct.Noted,
            id,
            person,
            (alerts, by, now) => alerts.Note(id, form.Text ?? "", by, now),
            $": {form.Text}"
        );

    private static IResult DeclareFalse(long id, ClaimsPrincipal person, AlertActs desk) =>
        desk.Say(AuditAct.DeclaredFalse, id, person, (alerts, by, now) => alerts.DeclareFalse(id, by, now));

    private static IResult Close(long id, ClaimsPrincipal person, AlertActs desk) =>
        desk.Say(AuditAct.Closed, id, person, (alerts, by, now) => alerts.Close(id, by, now));
}

/// <summary>Carries a person's word from the page to the alert, and into the audit where it was taken.</summary>
internal sealed class AlertActs(AlertDesk desk, AuditBook audit, ServerClocks clocks)
{
    public IResult Say(
        AuditAct act,
        long id,
        ClaimsPrincipal person,
        Func<AlertDesk, By, DateTimeOffset, DeskAnswer> word,
        string more = ""
    )
    {
        var by = Acts.By(person);
        var answer = word(desk, by, clocks.World.GetUtcNow());
        if (answer == DeskAnswer.Done)
        {
            audit.Write(by, act, AlertCode.Of(id) + more);
            return TypedResults.NoContent();
        }

        return Refusals.With($"{answer}", StatusOf(answer));
    }

    private static int StatusOf(DeskAnswer answer) =>
        answer switch
        {
            DeskAnswer.NoSuchAlert => StatusCodes.Status404NotFound,
            DeskAnswer.NotStored => StatusCodes.Status503ServiceUnavailable,
            DeskAnswer.NoText or DeskAnswer.BadSpan or DeskAnswer.NoName => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status409Conflict,
        };
}
