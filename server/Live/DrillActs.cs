using System.Security.Claims;
using Vigia.Server.Alerts;
using Vigia.Server.Calls.Drills;
using Vigia.Server.Farm;
using Vigia.Server.Live.Audit;
using Vigia.Server.Live.Shown;
using Vigia.Server.Live.SignIn;

namespace Vigia.Server.Live;

/// <param name="Minutes">1 to 60; then it ends by itself.</param>
internal sealed record DrillForm(string Zone, int Minutes);

/// <param name="Alert">Number of its alert, by which its report is asked for.</param>
internal sealed record DrillBegun(long Alert);

/// <param name="Alert">By which its report is asked for.</param>
/// <param name="BegunMs">Unix milliseconds of the machine.</param>
internal sealed record DrillListed(long Alert, TextShown Zone, string Who, long BegunMs, bool IsOver);

/// <summary>Drills of fire, held from the page by coordinators.</summary>
internal static class DrillActs
{
    /// <summary>Drills that are listed: the last half year of a weekly one.</summary>
    private const int MostListed = 26;

    public static void Map(RouteGroupBuilder coordinator)
    {
        coordinator
            .MapGet("/drills", List)
            .Says("The last drills, the newest first", Reply.Of<IReadOnlyList<DrillListed>>());
        coordinator
            .MapPost("/drill", Begin)
            .Says(
                "A fire drill by the whole way of messages, each marked as one",
                Reply.Of<DrillBegun>(),
                400,
                404,
                409,
                503
            );
        coordinator
            .MapGet("/drill/{id:long}", Report)
            .Says("How it goes, or went: for each person the seconds to each step", Reply.Of<DrillReport>(), 404);
        coordinator
            .MapPost("/drill/{id:long}/end", End)
            .Says("Ends a drill before its time; who was called is told", Reply.Nothing, 404);
    }

    private static IResult Begin(DrillForm form, ClaimsPrincipal person, DrillDesk desk, AuditBook audit)
    {
        var by = Acts.By(person);
        var (alert, answer) = desk.Begin(form.Zone ?? "", by.Who, Acts.Minutes(form.Minutes));
        if (alert is not { } id)
        {
            return Refusals.Of(answer);
        }

        audit.Write(by, AuditAct.DrillHeld, form.Zone ?? "");
        return TypedResults.Ok(new DrillBegun(id));
    }

    private static IReadOnlyList<DrillListed> List(AlertStore store, FarmBook farm) =>
        [
            .. store
                .Read(db => DrillTable.Newest(db, MostListed), [])
                .Select(drill => new DrillListed(
                    drill.Alert,
                    TextShown.Of(farm.Plan.Zone(drill.Zone)?.Title) ?? new TextShown(drill.Zone, drill.Zone),
                    drill.Who,
                    drill.BegunMs,
                    drill.EndedMs is not null
                )),
        ];

    private static IResult Report(long id, DrillDesk desk) =>
        desk.ReportOf(id) is { } report
            ? TypedResults.Ok(report)
            : Refusals.With("NoSuchDrill", StatusCodes.Status404NotFound);

    private static IResult End(long id, ClaimsPrincipal person, DrillDesk desk, AuditBook audit)
    {
        var by = Acts.By(person);
        if (desk.End(id, by) is not { } drill)
        {
            return Refusals.With("NoSuchDrill", StatusCodes.Status404NotFound);
        }

        audit.Write(by, AuditAct.DrillEnded, drill.Zone);
        return TypedResults.NoContent();
    }
}
