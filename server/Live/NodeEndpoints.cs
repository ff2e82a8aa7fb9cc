using System.Security.Claims;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Live.Audit;
using Vigia.Server.Live.Shown;
using Vigia.Server.Rules;

namespace Vigia.Server.Live;

internal sealed record MaintenanceForm(string Place, int Minutes, string? Reason);

/// <param name="Who">Who began it.</param>
internal sealed record WorkShown(string Place, TextShown Title, long FromMs, long UntilMs, string Reason, string Who);

/// <summary>Nodes, and where somebody works.</summary>
internal static class NodeEndpoints
{
    public static void Map(RouteGroupBuilder viewer, RouteGroupBuilder technician)
    {
        viewer
            .MapGet("/nodes", (NodeBoard board) => board.Take())
            .Says("Every node: heard, clock, what it holds, what never came", Reply.Of<IReadOnlyList<NodeShown>>());
        viewer.MapGet("/maintenance", Stands).Says("Where somebody works", Reply.Of<List<WorkShown>>());
        technician
            .MapPost("/maintenance", Begin)
            .Says(
                "Begins maintenance of a zone or node for 1 to 4320 minutes: nothing is raised there",
                Reply.Nothing,
                400,
                404,
                409,
                503
            );
        technician
            .MapDelete("/maintenance/{place}", End)
            .Says("Ends maintenance before its time", Reply.Nothing, 404, 503);
    }

    private static List<WorkShown> Stands(MaintenanceBook book, FarmBook farm, ServerClocks clocks) =>
        [
            .. book.At(clocks.World.GetUtcNow())
                .Select(work => new WorkShown(
                    work.Place,
                    TextShown.Of(farm.Plan.Zone(work.Place)?.Title ?? LocalText.Of(work.Place))!,
                    work.From.ToUnixTimeMilliseconds(),
                    work.Until.ToUnixTimeMilliseconds(),
                    work.Reason,
                    work.Who
                )),
        ];

    private static IResult Begin(
        MaintenanceForm form,
        ClaimsPrincipal person,
        MaintenanceBook book,
        FarmBook farm,
        AuditBook audit,
        ServerClocks clocks
    )
    {
        var place = form.Place ?? "";
        if (farm.Plan.Zone(place) is null && farm.Plan.Node(place) is null)
        {
            return Refusals.With("NoSuchPlace", StatusCodes.Status404NotFound);
        }

        var now = clocks.World.GetUtcNow();
        var by = Acts.By(person);
        var answer = book.Begin(
            new Maintenance(place, now, now + Acts.Minutes(form.Minutes), form.Reason ?? "", by.Who)
        );
        return Answer(
            answer,
            () => audit.Write(by, AuditAct.MaintenanceBegun, $"{place} {form.Minutes} min {form.Reason}")
        );
    }

    private static IResult End(
        string place,
        ClaimsPrincipal person,
        MaintenanceBook book,
        AuditBook audit,
        ServerClocks clocks
    )
    {
        var answer = book.End(place, clocks.World.GetUtcNow());
        return Answer(answer, () => audit.Write(Acts.By(person), AuditAct.MaintenanceEnded, place));
    }

    private static IResult Answer(MaintenanceAnswer answer, Action note)
    {
        if (answer == MaintenanceAnswer.Done)
        {
            note();
            return TypedResults.NoContent();
        }

        return Refusals.Of(answer);
    }
}
