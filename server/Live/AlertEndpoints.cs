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
            .Says("Quiet for so many minutes, 1 to 1440; it comes back by itself", Reply.Nothing, 400, 404, 409, 503);
        attendant
            .MapPost("/alerts/{id:long}/note", Note)
            .Says("Something to remember about it, up to 280 letters", Reply.Nothing, 400, 404, 409, 503);
        attendant
            .MapPost("/alerts/{id:long}/false", DeclareFalse)
            .Says("It never was: whoever was told is told so", Reply.Nothing, 404, 409, 503);
        attendant
            .MapPost("/alerts/{id:long}/close", Close)
            .Says("It is over, whatever is measured", Reply.Nothing, 404, 409, 503);
    }

    private static IResult Of(long id, AlertBoard board) =>
        board.Of(id) is { } detail ? TypedResults.Ok(detail) : Refusals.Of(DeskAnswer.NoSuchAlert);

    private static IResult Acknowledge(long id, ClaimsPrincipal person, AlertActs acts) =>
        Answer(acts.Acknowledge(id, Acts.By(person)));

    private static IResult Snooze(long id, SnoozeForm form, ClaimsPrincipal person, AlertActs acts) =>
        Answer(acts.Snooze(id, form.Minutes, Acts.By(person)));

    private static IResult Note(long id, NoteForm form, ClaimsPrincipal person, AlertActs acts) =>
        Answer(acts.Note(id, form.Text ?? "", Acts.By(person)));

    private static IResult DeclareFalse(long id, ClaimsPrincipal person, AlertActs acts) =>
        Answer(acts.DeclareFalse(id, Acts.By(person)));

    private static IResult Close(long id, ClaimsPrincipal person, AlertActs acts) =>
        Answer(acts.Close(id, Acts.By(person)));

    private static IResult Answer(DeskAnswer answer) =>
        answer == DeskAnswer.Done ? TypedResults.NoContent() : Refusals.Of(answer);
}
