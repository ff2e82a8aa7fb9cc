using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Vigia.Server.Alerts;
using Vigia.Server.Live.Shown;
using Vigia.Server.Rules;

namespace Vigia.Server.Live;

/// <summary>What the page asks for, below <c>/api</c>; all of it for people who signed in.</summary>
internal static class LiveEndpoints
{
    private const string StateEvent = "state";
    private const string ChangeEvent = "change";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/state", (LiveStream stream) => Results.Content(stream.Current().Full, "application/json"));
        api.MapGet("/events", Events);
        api.MapGet("/lines", (Days days) => TypedResults.Ok(days.Lines()));
        api.MapGet("/zones/{zone}/points", PointsOf);
        api.MapPost("/alerts/{id:long}/acknowledge", Acknowledge);
    }

    private static IResult PointsOf(string zone, Days days, int hours = Days.MaxHours) =>
        hours is < 1 or > Days.MaxHours ? RefuseWith("HoursNotAllowed", StatusCodes.Status400BadRequest)
        : days.Of(zone, hours) is { } day ? TypedResults.Ok(day)
        : RefuseWith("NoSuchZone", StatusCodes.Status404NotFound);

    private static IResult Acknowledge(long id, ClaimsPrincipal person, AlertDesk desk, ServerClocks clocks) =>
        desk.Acknowledge(id, new By(person.Identity!.Name!, Means.Page), clocks.World.GetUtcNow()) switch
        {
            DeskAnswer.Done => TypedResults.NoContent(),
            DeskAnswer.NoSuchAlert => RefuseWith("NoSuchAlert", StatusCodes.Status404NotFound),
            DeskAnswer.NotStored => RefuseWith("NotStored", StatusCodes.Status503ServiceUnavailable),
            var other => RefuseWith($"{other}", StatusCodes.Status409Conflict),
        };

    private static IResult Events(HttpContext http, LiveStream stream, LiveOptions options, ServerClocks clocks)
    {
        if (stream.TakeSeat() is not { } seat)
        {
            return RefuseWith("TooManyPages", StatusCodes.Status503ServiceUnavailable);
        }

        http.Response.RegisterForDispose(seat);
        http.Response.Headers.CacheControl = "no-store";
        var server = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var ends = new CancellationTokenSource(options.StreamLife, clocks.Machine);
        var any = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, server, ends.Token);
        http.Response.RegisterForDispose(ends);
        http.Response.RegisterForDispose(any);
        return TypedResults.ServerSentEvents(FollowAsync(stream, any.Token));
    }

    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(
        LiveStream stream,
        CancellationToken ends,
        [EnumeratorCancellation] CancellationToken stop = default
    )
    {
        var seen = stream.Current();
        yield return new SseItem<string>(seen.Full, StateEvent);
        while (await NextAsync(stream, seen, ends) is { } next)
        {
            yield return next.Number == seen.Number + 1
                ? new SseItem<string>(next.Change, ChangeEvent)
                : new SseItem<string>(next.Full, StateEvent);
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

    private static JsonHttpResult<SignIn.Refused> RefuseWith(string reason, int status) =>
        TypedResults.Json(new SignIn.Refused(reason), LiveJson.Default.Refused, statusCode: status);
}
