using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Live.Audit;
using Vigia.Server.Rules;
using Vigia.Server.Rules.People;

namespace Vigia.Server.Health;

/// <summary>How <c>vigia burn</c> reaches a running server: by its socket alone.</summary>
internal static class BurnEndpoints
{
    public const string BeginPath = "/control/burn/begin";
    public const string EndPath = "/control/burn/end";

    public static void Map(RouteGroupBuilder control)
    {
        control.MapPost(BeginPath, BeginAsync);
        control.MapPost(EndPath, EndAsync);
    }

    // Answers until when, by the farm's clock.
    private static async Task<IResult> BeginAsync(
        HttpRequest request,
        IWordOfPeople words,
        FarmBook farm,
        AuditBook audit,
        ServerClocks clocks,
        CancellationToken stop
    )
    {
        var form = await request.ReadFormAsync(stop);
        var now = clocks.World.GetUtcNow();
        if (form.Minutes() is not { } minutes || !(minutes > 0 && minutes <= WordBook.LongestBurn.TotalMinutes))
        {
            return Answer(WordAnswer.BadSpan, farm.Plan, "");
        }

        var until = now + TimeSpan.FromMinutes(minutes);
        var zone = $"{form["place"]}";
        var answer = words.Say(new PersonWord(WordKind.Burn, zone, form.By(), now, until));
        if (answer != WordAnswer.Taken)
        {
            return Answer(answer, farm.Plan, zone);
        }

        audit.Write(form.By(), AuditAct.SaidOfFire, $"{zone} {WordKind.Burn}");
        return Results.Text(farm.Plan.Clock(until));
    }

    private static async Task<IResult> EndAsync(
        HttpRequest request,
        IWordOfPeople words,
        FarmBook farm,
        AuditBook audit,
        ServerClocks clocks,
        CancellationToken stop
    )
    {
        var form = await request.ReadFormAsync(stop);
        var zone = $"{form["place"]}";
        var answer = words.Say(new PersonWord(WordKind.BurnEnds, zone, form.By(), clocks.World.GetUtcNow()));
        if (answer != WordAnswer.Taken)
        {
            return Answer(answer, farm.Plan, zone);
        }

        audit.Write(form.By(), AuditAct.SaidOfFire, $"{zone} {WordKind.BurnEnds}");
        return Results.Text("");
    }

    private static IResult Answer(WordAnswer answer, FarmPlan plan, string zone) =>
        answer == WordAnswer.UnknownZone
            ? ControlForm.NoSuchPlace(zone, [.. plan.Zones.Select(known => known.Name)])
            : ControlForm.Refused(answer);
}
