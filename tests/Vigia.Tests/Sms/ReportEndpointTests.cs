using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vigia.Server.Alerts;
using Vigia.Server.Sms.Http;
using Vigia.Server.Sms.Outbox;
using Vigia.Tests.Sms.Kit;

namespace Vigia.Tests.Sms;

/// <summary>What Kannel calls back.</summary>
public sealed class ReportEndpointTests : IAsyncLifetime
{
    private readonly SmsDesk desk = new();
    private readonly WebApplication app;
    private readonly HttpClient http = new();

    public ReportEndpointTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(desk.Courier);
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        ReportEndpoint.Map(app);
    }

    public async ValueTask InitializeAsync()
    {
        await app.StartAsync();
        http.BaseAddress = new Uri(app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        desk.Dispose();
    }

    [Fact]
    public async Task What_became_of_a_text_is_asked_for_again_until_a_disk_has_it()
    {
        desk.Put(desk.Row("a"));
        await desk.TurnAsync();

        desk.Store.Read(db => db.Execute("PRAGMA query_only = 1"), 0);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await TellAsync("a.0", 1));
        desk.Store.Read(db => db.Execute("PRAGMA query_only = 0"), 0);

        Assert.Equal(HttpStatusCode.OK, await TellAsync("a.0", 1));
        Assert.Equal(SmsState.Delivered, desk.StateOf("a"));
    }

    [Fact]
    public async Task What_is_of_no_text_or_tells_nothing_is_taken_and_forgotten()
    {
        Assert.Equal(HttpStatusCode.OK, await TellAsync("stranger.0", 8));
        Assert.Equal(HttpStatusCode.OK, await TellAsync("a.0", 4));
    }

    private async Task<HttpStatusCode> TellAsync(string handle, int type)
    {
        using var answer = await http.GetAsync(
            new Uri($"{ReportEndpoint.Path}?handle={handle}&type={type}", UriKind.Relative)
        );
        return answer.StatusCode;
    }
}
