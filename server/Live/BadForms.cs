namespace Vigia.Server.Live;

/// <summary>A form that could not be read at all is refused by a name too, as whatever else is refused.</summary>
internal static class BadForms
{
    public const string Reason = "FormNotUnderstood";

    public static void Use(WebApplication app) =>
        app.Use(
            async (http, next) =>
            {
                await next(http);
                var answer = http.Response;
                var isBare =
                    answer.StatusCode is StatusCodes.Status400BadRequest or StatusCodes.Status415UnsupportedMediaType
                    && answer is { HasStarted: false, ContentType: null };
                if (isBare && http.Request.Path.StartsWithSegments("/api"))
                {
                    await answer.WriteAsJsonAsync(new SignIn.Refused(Reason), LiveJson.Default.Refused);
                }
            }
        );
}
