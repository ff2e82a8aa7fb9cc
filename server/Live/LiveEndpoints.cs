using Vigia.Server.Live.Shown;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Rules;

namespace Vigia.Server.Live;

/// <summary>What the page asks for, below <c>/api</c>; all of it for people who signed in.</summary>
internal static class LiveEndpoints
{
    public static void Map(RouteGroupBuilder viewer)
    {
        viewer
            .MapGet("/state", (LiveStream stream) => Results.Bytes(stream.Current().Full.Json, "application/json"))
            .Says("The farm as it is now: zones and open alerts", Reply.Of<LiveState>());
        viewer
            .MapGet("/events", Events)
            .Says(
                "Server-sent events: a state, then changes of it each second in which there are any",
                Reply.Of<LiveState>(),
                503
            );
        viewer
            .MapGet("/lines", (Days days) => days.Lines())
            .Says("The main point of each zone over a day, in half hours", Reply.Of<IReadOnlyList<ZoneLine>>());
        viewer
            .MapGet("/zones/{zone}/points", PointsOf)
            .Says(
                "A zone's points over 1 to 720 hours, with gaps, limits, alerts and late findings",
                Reply.Of<ZoneDay>(),
                400,
                404
            );
    }

    private static IResult PointsOf(string zone, Days days, int hours = 24) =>
        hours is < 1 or > Days.MaxHours ? Refusals.With("HoursNotAllowed", StatusCodes.Status400BadRequest)
        : days.Of(zone, hours) is { } day ? TypedResults.Ok(day)
        : Refusals.With("NoSuchZone", StatusCodes.Status404NotFound);

    private static IResult Events(
        HttpContext http,
        LiveStream stream,
        Sessions sessions,
        LiveOptions options,
        ServerClocks clocks
    ) =>
        stream.TakeSeat() is { } seat
            ? new FollowingPage(seat, stream, () => sessions.RoleOf(http.User) is not null, options, clocks.Machine)
            : Refusals.With("TooManyPages", StatusCodes.Status503ServiceUnavailable);
}
