using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Live.Audit;
using Vigia.Server.Rules;

namespace Vigia.Server.Health;

/// <summary>How <c>vigia maintenance</c> reaches a running server: by its socket alone.</summary>
internal static class MaintenanceEndpoints
{
    public const string BeginPath = "/control/maintenance/begin";
    public const string EndPath = "/control/maintenance/end";

    public static void Map(RouteGroupBuilder control)
    {
        control.MapPost(BeginPath, BeginAsync);
        control.MapPost(EndPath, EndAsync);
    }

    // Answers until when, by the farm's clock.
    private static async Task<IResult> BeginAsync(
        HttpRequest request,
        MaintenanceBook book,
        FarmBook farm,
        AuditBook audit,
        ServerClocks clocks,
        CancellationToken stop
    )
    {
        var form = await request.ReadFormAsync(stop);
        string place = $"{form["place"]}";
        if (!Knows(farm.Plan, place))
        {
            return Unknown(farm.Plan, place);
        }

        var now = clocks.World.GetUtcNow();
        var minutes = form.Minutes() ?? 0;
        if (!(minutes >= MaintenanceBook.Shortest.TotalMinutes && minutes <= MaintenanceBook.Longest.TotalMinutes))
        {
            return ControlForm.Refused(MaintenanceAnswer.BadSpan);
        }

        var until = now + TimeSpan.FromMinutes(minutes);
        var answer = book.Begin(new Maintenance(place, now, until, $"{form["reason"]}", $"{form["who"]}"));
        if (answer != MaintenanceAnswer.Done)
        {
            return ControlForm.Refused(answer);
        }

        audit.Write(form.By(), AuditAct.MaintenanceBegun, $"{place} {minutes:0} min {form["reason"]}");
        return Results.Text(farm.Plan.Clock(until));
    }

    private static async Task<IResult> EndAsync(
        HttpRequest request,
        MaintenanceBook book,
        AuditBook audit,
        ServerClocks clocks,
        CancellationToken stop
    )
    {
        var form = await request.ReadFormAsync(stop);
        var answer = book.End($"{form["place"]}", clocks.World.GetUtcNow());
        if (answer != MaintenanceAnswer.Done)
        {
            return ControlForm.Refused(answer);
        }

        audit.Write(form.By(), AuditAct.MaintenanceEnded, $"{form["place"]}");
        return Results.Text("");
    }

    private static bool Knows(FarmPlan plan, string place) =>
        plan.Zone(place) is not null || plan.Node(place) is not null;

    private static IResult Unknown(FarmPlan plan, string place) =>
        ControlForm.NoSuchPlace(
            place,
            [.. plan.Zones.Select(zone => zone.Name), .. plan.Nodes.Select(node => node.Name)]
        );
}
