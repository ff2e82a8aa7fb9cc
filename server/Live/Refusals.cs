using Microsoft.AspNetCore.Http.HttpResults;

namespace Vigia.Server.Live;

/// <summary>A refusal by its name, which the page translates.</summary>
internal static class Refusals
{
    public static JsonHttpResult<SignIn.Refused> With(string reason, int status) =>
        TypedResults.Json(new SignIn.Refused(reason), LiveJson.Default.Refused, statusCode: status);

    /// <summary>What a desk answered; its status follows from the name, the same for all desks.</summary>
    public static JsonHttpResult<SignIn.Refused> Of(Enum answer) => With($"{answer}", StatusOf($"{answer}"));

    private static int StatusOf(string reason) =>
        reason switch
        {
            "BadSpan" or "NoText" or "NoName" => StatusCodes.Status400BadRequest,
            "UnknownZone" or "NotUnder" => StatusCodes.Status404NotFound,
            "NotStored" => StatusCodes.Status503ServiceUnavailable,
            _ when reason.StartsWith("NoSuch", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status409Conflict,
        };
}
