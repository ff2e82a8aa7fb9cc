using Microsoft.AspNetCore.Http.HttpResults;

namespace Vigia.Server.Live;

/// <summary>A refusal by its name, which the page translates.</summary>
internal static class Refusals
{
    public static JsonHttpResult<SignIn.Refused> With(string reason, int status) =>
        TypedResults.Json(new SignIn.Refused(reason), LiveJson.Default.Refused, statusCode: status);
}
