using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Vigia.Tests.Influx;

/// <summary>Answers as it is told, and keeps every line it was sent.</summary>
internal sealed class InfluxStub : IAsyncDisposable
{
    private readonly WebApplication app;

    private InfluxStub(WebApplication app) => this.app = app;

    /// <summary>What the next write is answered; null: it hangs until the client goes away.</summary>
    public Func<IReadOnlyList<string>, (int Status, string Words)?> Answer { get; set; } = _ => (204, "");

    public List<string> Stored { get; } = [];

    public List<int> Requests { get; } = [];

    public Uri Url { get; private set; } = null!;

    public static async Task<InfluxStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var web = builder.Build();
        var stub = new InfluxStub(web);
        web.MapPost("/write", (RequestDelegate)stub.WriteAsync);
        await web.StartAsync();
        stub.Url = new Uri(web.Urls.First() + "/");
        return stub;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task WriteAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Requests.Add(lines.Length);
        if (Answer(lines) is not { } answer)
        {
            await Task.Delay(Wait.Limit, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        if (answer.Status == 204)
        {
            Stored.AddRange(lines);
        }

        http.Response.StatusCode = answer.Status;
        if (answer.Words.Length > 0)
        {
            await http.Response.WriteAsync(answer.Words);
        }
    }
}
