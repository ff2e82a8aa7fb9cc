using System.Text.Json.Serialization;
using Vigia.Server.Farm;
using Vigia.Server.Health;
using Vigia.Server.Live.Audit;
using Vigia.Server.Rules;

namespace Vigia.Server.Alerts;

/// <summary>How <c>vigia alerts</c> reaches a running server: by its socket alone.</summary>
internal static class AlertControl
{
    public const string ListPath = "/control/alerts";

    /// <summary>The last word of a path: <c>/control/alerts/A17/ack</c>.</summary>
    public static IReadOnlyList<string> Words { get; } = ["ack", "snooze", "note", "false", "close"];

    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet(ListPath, List);
        control.MapGet(ListPath + "/{code}", Show);
        control.MapPost(ListPath + "/{code}/{word}", SayAsync);
    }

    private static IResult List(AlertDesk desk, AlertNames names, FarmBook farm, ServerClocks clocks, double hours = 0)
    {
        var since = clocks.World.GetUtcNow() - TimeSpan.FromHours(Math.Clamp(hours, 0, AlertsSince.MostHours));
        AlertLine[] lines =
        [
            .. desk.Open().Select(alert => LineOf(alert, clearedMs: null, names, farm)),
            .. desk.Cleared(AlertDesk.Most)
                .Where(over => hours > 0 && over.ClearedMs >= since.ToUnixTimeMilliseconds())
                .Select(over => LineOf(over.Alert, over.ClearedMs, names, farm)),
        ];
        return Results.Json(lines, AlertJson.Default.AlertLineArray);
    }

    private static IResult Show(string code, AlertDesk desk, AlertNames names, FarmBook farm) =>
        desk.Find(code) is { } alert
            ? Results.Json(
                new AlertTrail(
                    LineOf(alert, clearedMs: null, names, farm),
                    [.. desk.Trail(alert.Id).Select(step => StepOf(step, farm))]
                ),
                AlertJson.Default.AlertTrail
            )
            : ControlForm.Refused(DeskAnswer.NoSuchAlert);

    private static async Task<IResult> SayAsync(
        string code,
        string word,
        HttpRequest request,
        AlertDesk desk,
        AlertActs acts,
        CancellationToken stop
    )
    {
        var form = await request.ReadFormAsync(stop);
        if (desk.Find(code) is not { } alert)
        {
            return ControlForm.Refused(DeskAnswer.NoSuchAlert);
        }

        var by = form.By();
        DeskAnswer? answer = word switch
        {
            "ack" => acts.Acknowledge(alert.Id, by),
            "snooze" => acts.Snooze(alert.Id, form.Minutes() ?? 0, by),
            "note" => acts.Note(alert.Id, $"{form["text"]}", by),
            "false" => acts.DeclareFalse(alert.Id, by),
            "close" => acts.Close(alert.Id, by),
            _ => null,
        };
        return answer is null ? Results.NotFound()
            : answer == DeskAnswer.Done ? Results.Text(alert.Code)
            : ControlForm.Refused(answer.Value);
    }

    private static AlertLine LineOf(Alert alert, long? clearedMs, AlertNames names, FarmBook farm) =>
        new(
            alert.Code,
            alert.State,
            alert.Severity,
            names.PlaceOf(alert),
            names.TitleOf(alert),
            Clock(alert.RaisedMs, farm),
            clearedMs is { } over ? Clock(over, farm) : null,
            alert.AcknowledgedBy,
            alert.SnoozedUntilMs is { } until ? Clock(until, farm) : null,
            alert.ParentCode,
            alert.Flaps
        );

    private static StepLine StepOf(AlertStep step, FarmBook farm) =>
        new(Clock(step.AtMs, farm), step.Kind, step.Reason, step.State, step.Who, step.Means, step.Note);

    private static string Clock(long ms, FarmBook farm) => farm.Plan.Clock(DateTimeOffset.FromUnixTimeMilliseconds(ms));
}

/// <summary>How far back alerts that are over are listed.</summary>
internal static class AlertsSince
{
    public const double MostHours = 24 * 365;
}

/// <summary>One alert on the command line; times by the farm's clock.</summary>
internal sealed record AlertLine(
    string Code,
    AlertState State,
    Severity Severity,
    LocalText Place,
    LocalText Title,
    string Raised,
    string? Over,
    string? By,
    string? Until,
    string? Parent,
    int Flaps
);

internal sealed record StepLine(
    string At,
    StepKind Kind,
    StepReason Reason,
    AlertState State,
    string? Who,
    Means? Means,
    string? Note
);

internal sealed record AlertTrail(AlertLine Alert, IReadOnlyList<StepLine> Steps);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AlertLine[]))]
[JsonSerializable(typeof(AlertTrail))]
internal sealed partial class AlertJson : JsonSerializerContext;
