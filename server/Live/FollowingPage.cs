using Microsoft.AspNetCore.Http.Features;
using Vigia.Server.Live.Shown;

namespace Vigia.Server.Live;

/// <summary>
/// Tells one page the state, then each change of it, until the page goes, its session does, the stream has lived its life, or
/// the service ends. It holds nothing of its own for the page: all pages are sent the same bytes.
/// </summary>
/// <param name="seat">Given back at the end.</param>
/// <param name="holds">Whether who follows may still see the farm.</param>
internal sealed class FollowingPage(
    IDisposable seat,
    LiveStream stream,
    Func<bool> holds,
    LiveOptions options,
    TimeProvider machine
) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var given = seat;
        var server = httpContext.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var life = new CancellationTokenSource(options.StreamLife, machine);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted,
            server,
            life.Token
        );
        await using var patience = machine.CreateTimer(
            _ => Drop(httpContext),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        httpContext.Response.ContentType = "text/event-stream";
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        try
        {
            await FollowAsync(httpContext.Response, patience, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The page is gone, or is to begin anew.
        }
    }

    private async Task FollowAsync(HttpResponse page, ITimer patience, CancellationToken ends)
    {
        var seen = stream.Current();
        await TellAsync(page, seen.Full, patience, ends);
        while (true)
        {
            var next = await stream.AfterAsync(seen, ends);
            // A session that ended since, by a new password or a link revoked, is told nothing more.
            if (!holds())
            {
                return;
            }

            await TellAsync(page, next.Number == seen.Number + 1 ? next.Change : next.Full, patience, ends);
            seen = next;
        }
    }

    private async Task TellAsync(HttpResponse page, PageEvent told, ITimer patience, CancellationToken ends)
    {
        patience.Change(options.SlowestPage, Timeout.InfiniteTimeSpan);
        await page.Body.WriteAsync(told.Bytes, ends);
        patience.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // It does not read, and what it missed is kept nowhere: when it wakes it begins anew.
    private static void Drop(HttpContext http)
    {
        LiveMetrics.ClientsDropped.Add(1);
        http.Abort();
    }
}
