using System.Globalization;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
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
        ServerClocks clocks,
        CancellationToken stop
    )
    {
        var form = await request.ReadFormAsync(stop);
        var now = clocks.World.GetUtcNow();
        var isNumber = double.TryParse(form["minutes"], CultureInfo.InvariantCulture, out var minutes);
        if (!isNumber || !(minutes > 0 && minutes <= WordBook.LongestBurn.TotalMinutes))
        {
            return Answer(WordAnswer.BadSpan, farm.Plan, "");
        }

        var until = now + TimeSpan.FromMinutes(minutes);
        var zone = $"{form["place"]}";
        var answer = words.Say(new PersonWord(WordKind.Burn, zone, By(form), now, until));
        return answer == WordAnswer.Taken
            ? Results.Text(until.ToOffset(farm.Plan.UtcOffset).ToString("yyyy-MM-dd HH:mm"))
            : Answer(answer, farm.Plan, zone);
    }

    private static async Task<IResult> EndAsync(
        HttpRequest request,
        IWordOfPeople words,
        FarmBook farm,
        ServerClocks clocks,
        CancellationToken stop
    )
    {
        var form = await request.ReadFormAsync(stop);
        var zone = $"{form["place"]}";
        var answer = words.Say(new PersonWord(WordKind.BurnEnds, zone, By(form), clocks.World.GetUtcNow()));
        return answer == WordAnswer.Taken ? Results.Text("") : Answer(answer, farm.Plan, zone);
    }

    private static By By(IFormCollection form) => new($"{form["who"]}", Means.CommandLine);

    private static IResult Answer(WordAnswer answer, FarmPlan plan, string zone) =>
        answer == WordAnswer.UnknownZone
            ? Results.Text(
                NearestWord.Among(zone, [.. plan.Zones.Select(known => known.Name)]),
                statusCode: StatusCodes.Status404NotFound
            )
            : Results.Text($"{answer}", statusCode: StatusCodes.Status409Conflict);
}
