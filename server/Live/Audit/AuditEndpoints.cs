namespace Vigia.Server.Live.Audit;

internal static class AuditEndpoints
{
    public static void Map(RouteGroupBuilder coordinator) =>
        coordinator
            .MapGet("/audit", (AuditBook audit) => audit.Newest())
            .Says("Who did what, the newest 200 first", Reply.Of<IReadOnlyList<AuditEntry>>());
}
