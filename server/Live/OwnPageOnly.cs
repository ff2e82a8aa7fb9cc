namespace Vigia.Server.Live;

/// <summary>
/// Refuses what another site's page may make a browser send: a form can post here, but not with a header of ours.
/// Beside the cookie's own SameSite.
/// </summary>
internal sealed class OwnPageOnly : IEndpointFilter
{
    public const string Header = "X-Vigia";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return HttpMethods.IsGet(request.Method) || request.Headers.ContainsKey(Header)
            ? next(context)
            : ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status403Forbidden));
    }
}
