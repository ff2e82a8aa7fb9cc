using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Vigia.Server.Live.Shown;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Rules;

namespace Vigia.Server.Live;

/// <summary>What the page asks for, below <c>/api</c>; all of it for people who signed in.</summary>
internal static class LiveEndpoints
{
    private const string StateEvent = "state";
    private const string ChangeEvent = "change";

    public static void Map(RouteGroupBuilder viewer)
    {
        viewer
            .MapGet("/state", (LiveStream stream) => Results.Content(stream.Current().Full, "application/json"))
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
    )
    {
        if (stream.TakeSeat() is not { } seat)
        {
            return Refusals.With("TooManyPages", StatusCodes.Status503ServiceUnavailable);
        }

        http.Response.RegisterForDispose(seat);
        http.Response.Headers.CacheControl = "no-store";
        var server = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var ends = new CancellationTokenSource(options.StreamLife, clocks.Machine);
        var any = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, server, ends.Token);
        http.Response.RegisterForDispose(ends);
        http.Response.RegisterForDispose(any);
        var patience = clocks.Machine.CreateTimer(
            _ => Drop(http),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        http.Response.RegisterForDispose(patience);
        bool Holds() => sessions.RoleOf(http.User) is not null;
        void Wait(bool isWriting) =>
            patience.Change(isWriting ? options.SlowestPage : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return TypedResults.ServerSentEvents(FollowAsync(stream, Holds, Wait, any.Token));
    }

    // It does not read, and what it missed is kept nowhere: when it wakes it begins anew.
    private static void Drop(HttpContext http)
    {
        LiveMetrics.ClientsDropped.Add(1);
        http.Abort();
    }

    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(
        LiveStream stream,
        Func<bool> holds,
        Action<bool> wait,
        CancellationToken ends,
        [EnumeratorCancellation] CancellationToken stop = default
    )
    {
        var seen = stream.Current();
        wait(true);
        yield return new SseItem<string>(seen.Full, StateEvent);
        wait(false);
        // A session that ended since, by a new password or a link revoked, is told nothing more.
        while (await NextAsync(stream, seen, ends) is { } next && holds())
        {
            wait(true);
            yield return next.Number == seen.Number + 1
                ? new SseItem<string>(next.Change, ChangeEvent)
                : new SseItem<string>(next.Full, StateEvent);
            wait(false);
            seen = next;
        }
    }

    // Null when the stream is to end: by the page, by its age, by the end of the service.
    private static async Task<Publication?> NextAsync(LiveStream stream, Publication seen, CancellationToken ends)
    {
        try
        {
            return await stream.AfterAsync(seen, ends);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
