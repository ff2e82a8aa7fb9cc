using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Vigia.EndToEnd.Kit.Daemons;

/// <summary>
/// Stands before the real influxd: passes everything on, or answers writes as a sick InfluxDB does.
/// </summary>
internal sealed class FakeInflux : IAsyncDisposable
{
    /// <summary>Never answers.</summary>
    public const int Hangs = 1;

    /// <summary>Answers 413 to writes above <see cref="LargestBytes"/>, and passes on smaller ones.</summary>
    public const int TooLarge = 413;

    private const int LargestBytes = 300;

    private readonly WebApplication app;
    private readonly HttpClient http = new();
    private readonly Uri real;
    private readonly CancellationTokenSource stop = new();
    private int refusedWrites;

    private FakeInflux(Uri real)
    {
        this.real = real;
        Port = Ports.Free();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{Port}");
        app.Run(AnswerAsync);
    }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>What every write is answered with; 0 passes it on.</summary>
    public int Illness { get; set; }

    public int RefusedWrites => refusedWrites;

    public static async Task<FakeInflux> StartAsync(Uri real)
    {
        var fake = new FakeInflux(real);
        await fake.app.StartAsync();
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await app.DisposeAsync();
        http.Dispose();
        stop.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var illness = Illness;
        if (context.Request.Path != "/write" || !IsIll(context, illness))
        {
            await PassOnAsync(context);
            return;
        }

        Interlocked.Increment(ref refusedWrites);
        if (illness == Hangs)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, context.RequestAborted);
            await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        context.Response.StatusCode = illness;
        await context.Response.WriteAsync("""{"error":"the suite says no"}""");
    }

    private static bool IsIll(HttpContext context, int illness) =>
        illness != 0 && (illness != TooLarge || context.Request.ContentLength > LargestBytes);

    private async Task PassOnAsync(HttpContext context)
    {
        var target = new Uri(real, $"{context.Request.Path}{context.Request.QueryString}");
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target);
        if (HttpMethods.IsPost(context.Request.Method))
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
            request.Content.Headers.ContentEncoding.Add(
                context.Request.Headers.ContentEncoding.ToString() is { Length: > 0 } e ? e : "identity"
            );
        }

        try
        {
            using var response = await http.SendAsync(request, context.RequestAborted);
            context.Response.StatusCode = (int)response.StatusCode;
            await context.Response.Body.WriteAsync(await response.Content.ReadAsByteArrayAsync());
        }
        catch (HttpRequestException)
        {
            context.Response.StatusCode = (int)HttpStatusCode.BadGateway;
        }
    }
}
