namespace Vigia.Server.Live;

/// <summary>What a path answers where all is well, for the API's description.</summary>
internal sealed record Reply(Type? Body)
{
    public static Reply Nothing { get; } = new((Type?)null);

    public static Reply Of<T>() => new(typeof(T));
}

internal static class Described
{
    /// <param name="refusals">HTTP status of answers with a <see cref="SignIn.Refused"/>, beside 401 and 403 of who may not.</param>
    public static RouteHandlerBuilder Says(
        this RouteHandlerBuilder path,
        string summary,
        Reply reply,
        params ReadOnlySpan<int> refusals
    )
    {
        path.WithSummary(summary);
        path.Produces(reply.Body is null ? StatusCodes.Status204NoContent : StatusCodes.Status200OK, reply.Body);
        foreach (var status in refusals)
        {
            path.Produces<SignIn.Refused>(status);
        }

        return path;
    }
}
