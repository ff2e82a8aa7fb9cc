using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Vigia.Tests.Live;

/// <summary>Every path below <c>/api</c> that the page's server answers, as it is mapped: none can be forgotten.</summary>
internal static class ApiRoutes
{
    public const string Description = "GET /api/openapi.json";

    public static IReadOnlyList<string> Of(LivePlace place) =>
        [
            .. from route in place.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let path = "/" + route.RoutePattern.RawText!.TrimStart('/').Replace(":long", "")
            where path.StartsWith("/api/", StringComparison.Ordinal)
            from verb in route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
            select $"{verb} {path}",
        ];

    /// <summary>A request for it, with something in each of its places.</summary>
    public static HttpRequestMessage Ask(string route)
    {
        var (verb, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        var filled = path.Replace("{zone}", "bomba").Replace("{place}", "bomba").Replace("{name}", "nadie");
        return new HttpRequestMessage(new HttpMethod(verb), filled.Replace("{id}", "1"));
    }
}
