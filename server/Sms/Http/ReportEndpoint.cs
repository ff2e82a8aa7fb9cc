using System.Net;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Sms.Http;

/// <summary>
/// Where Kannel, from this machine, says what became of a text; its handle is known to nobody else. 200 takes the word off its hands:
/// not before it is on disk.
/// </summary>
internal static class ReportEndpoint
{
    public const string Path = "/sms/report";

    public static void Map(WebApplication app) => app.MapGet(Path, Hear).ExcludeFromDescription();

    private static IResult Hear(string handle, int type, HttpContext context, Courier courier)
    {
        if (context.Connection.RemoteIpAddress is not { } from || !IPAddress.IsLoopback(from))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        return KannelPreset.Heard(handle, type) is not { } report || courier.TryNote(report)
            ? Results.Ok()
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
}
