using System.Globalization;
using Vigia.Server.Farm;
using Vigia.Server.Health;
using Vigia.Server.Live.Audit;

namespace Vigia.Server.Calls.Drills;

/// <summary>How <c>vigia drill</c> reaches a running server: by its socket alone.</summary>
internal static class DrillEndpoints
{
    public const string BeginPath = "/control/drill/begin";
    public const string ReportPath = "/control/drill/report";
    public const string EndPath = "/control/drill/end";

    public static void Map(RouteGroupBuilder control)
    {
        control.MapPost(BeginPath, BeginAsync);
        control.MapGet(ReportPath, Report);
        control.MapPost(EndPath, EndAsync);
    }

    // Answers the alert's number; a refusal by its name, an unknown zone with the nearest word.
    private static async Task<IResult> BeginAsync(
        HttpRequest request,
        DrillDesk desk,
        FarmBook farm,
        AuditBook audit,
        CancellationToken stop
    )
    {
        var form = await request.ReadFormAsync(stop);
        var zone = $"{form["zone"]}";
        var seconds = double.TryParse(form["seconds"], CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var lasts = double.IsFinite(seconds) && Math.Abs(seconds) < 1e6 ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
        var (alert, answer) = desk.Begin(zone, $"{form["who"]}", lasts);
        if (answer == DrillAnswer.Begun)
        {
            audit.Write(form.By(), AuditAct.DrillHeld, zone);
        }

        return answer switch
        {
            DrillAnswer.Begun => Results.Text($"{alert}"),
            DrillAnswer.NoSuchZone => Results.Text(
                NearestWord.Among(zone, [.. farm.Plan.Zones.Select(known => known.Name)]),
                statusCode: StatusCodes.Status404NotFound
            ),
            _ => Results.Text($"{answer}", statusCode: StatusCodes.Status409Conflict),
        };
    }

    private static async Task<IResult> EndAsync(
        long id,
        HttpRequest request,
        DrillDesk desk,
        AuditBook audit,
        CancellationToken stop
    )
    {
        var by = (await request.ReadFormAsync(stop)).By();
        if (desk.End(id, by) is not { } drill)
        {
            return Results.NotFound();
        }

        audit.Write(by, AuditAct.DrillEnded, drill.Zone);
        return Results.Ok();
    }

    private static IResult Report(long id, DrillDesk desk) =>
        desk.ReportOf(id) is { } report ? Results.Json(report, DrillJson.Default.DrillReport) : Results.NotFound();
}
