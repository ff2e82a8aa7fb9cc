using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Live.Audit;

namespace Vigia.Server.Live.FarmTrial;

/// <param name="Text">As it is on the disk; of a farm without a file, the example that is built in.</param>
/// <param name="State">Whether the service goes by it, or kept the one before because this is wrong.</param>
internal sealed record FarmFileShown(string Text, bool IsExample, FarmFileState State);

/// <param name="Lang">Of what is said: <c>es</c> or <c>en</c>.</param>
internal sealed record FarmText(string Text, string? Lang);

internal sealed record TrialForm(string Text, int Days);

internal sealed record FarmFinding(int Line, string Words, bool IsWarning);

/// <param name="Rules">In force, those of the kinds too; null where the file is wrong.</param>
internal sealed record FarmChecked(IReadOnlyList<FarmFinding> Findings, int? Zones, int? Nodes, int? Rules);

/// <summary>The farm file: read, checked and tried. It is changed on the disk, by who may.</summary>
internal static class FarmEndpoints
{
    // JSON may write a letter in six bytes.
    private const long MaxBody = 2 * FarmFile.MaxBytes;

    public static void Map(RouteGroupBuilder technician)
    {
        technician.MapGet("/farm", Read).Says("The farm file as it is on the disk", Reply.Of<FarmFileShown>(), 503);
        technician
            .MapPost("/farm/check", Check)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody))
            .Says("All that is wrong with a farm file; changes nothing", Reply.Of<FarmChecked>());
        technician
            .MapPost("/farm/trial", TryAsync)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody))
            .Says(
                "What the rules that differ in this file would have done in the last 1 to 14 days",
                Reply.Of<TrialResult>(),
                400,
                409
            );
    }

    private static IResult Read(HttpContext http, ServerOptions server, AuditBook audit)
    {
        var path = Path.Combine(server.DataFolder, FarmFile.Name);
        audit.Write(Acts.By(http.User), AuditAct.FarmFileRead, FarmFile.Name);
        try
        {
            var exists = File.Exists(path);
            return TypedResults.Ok(
                new FarmFileShown(
                    exists ? File.ReadAllText(path) : FarmFile.ExampleText(),
                    !exists,
                    http.RequestServices.GetService<FarmWatch>()?.State ?? FarmFileState.Ok
                )
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refusals.With("NotReadable", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static FarmChecked Check(FarmText form)
    {
        var language = form.Lang == "en" ? Language.English : Language.Spanish;
        var reading = FarmFile.Parse(form.Text ?? "", FarmFile.Name, language);
        return new FarmChecked(
            [
                .. reading
                    .Errors.Concat(reading.Warnings)
                    .OrderBy(finding => finding.Line)
                    .Select(each => new FarmFinding(each.Line, each.Words, each.Kind == FarmErrorKind.Warning)),
            ],
            reading.Plan?.Zones.Count,
            reading.Plan?.Nodes.Count,
            reading.Plan?.Rules.Count
        );
    }

    private static async Task<IResult> TryAsync(
        TrialForm form,
        ClaimsPrincipal person,
        Trials trials,
        AuditBook audit,
        CancellationToken stop
    )
    {
        if (form.Days is < 1 or > Trials.MaxDays)
        {
            return Refusals.With("DaysNotAllowed", StatusCodes.Status400BadRequest);
        }

        var (result, refusal) = await trials.TryAsync(form.Text ?? "", form.Days, stop);
        if (result is null)
        {
            return Refusals.With(
                $"{refusal}",
                refusal == TrialRefusal.FileIsWrong ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict
            );
        }

        audit.Write(Acts.By(person), AuditAct.RulesReplayed, string.Join(", ", result.Rules));
        return TypedResults.Ok(result);
    }
}
