using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Http;
using Vigia.Server.Sms.Incoming;
using Vigia.Tests.Sms.Kit;

namespace Vigia.Tests.Sms;

/// <summary>Texts that gateways bring over HTTP: kept once, and only from who has the password or sits on this machine.</summary>
public sealed class ReceivedEndpointsTests : IAsyncLifetime
{
    private const string Body = """
        {"event":"sms:received","payload":{"messageId":"x","message":"SI A17","phoneNumber":"+584141234567",
        "receivedAt":"2026-03-01T10:00:00.000-04:00"}}
        """;

    private readonly SmsDesk desk = new();
    private readonly WebApplication app;
    private readonly HttpClient http = new();

    public ReceivedEndpointsTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(desk.Clock);
        builder.Services.AddSingleton(
            new IncomingReader(
                desk.Store,
                desk.Ways,
                IncomingOptions.Default,
                desk.Clock,
                NullLogger<IncomingReader>.Instance
            )
        );
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        ReceivedEndpoints.Map(
            app,
            [
                new SmsWay(SmsWayKind.Kannel, "http://127.0.0.1:1"),
                new SmsWay(SmsWayKind.SmsGate, "http://127.0.0.1:2", "user:secret"),
            ]
        );
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
    public async Task The_phones_webhook_brings_a_text_once_however_often_it_is_called()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("secret", Body));
        Assert.Equal(HttpStatusCode.OK, await PostAsync("secret", Body));

        var kept = Assert.Single(Kept());
        Assert.Equal(("SI A17", "+584141234567"), (kept.Sms.Text, kept.Sms.From));
    }

    [Theory]
    [InlineData("wrong", Body, HttpStatusCode.Forbidden)]
    [InlineData("", Body, HttpStatusCode.Forbidden)]
    [InlineData("secret", "no json", HttpStatusCode.BadRequest)]
    [InlineData("secret", "{\"event\":\"sms:sent\",\"payload\":{}}", HttpStatusCode.BadRequest)]
    [InlineData("secret", "[]", HttpStatusCode.BadRequest)]
    public async Task What_is_no_text_or_has_no_key_is_refused_and_keeps_nothing(
        string key,
        string body,
        HttpStatusCode answer
    )
    {
        Assert.Equal(answer, await PostAsync(key, body));

        Assert.Empty(Kept());
    }

    [Fact]
    public async Task Kannel_brings_a_text_and_is_answered_with_nothing_to_send_back()
    {
        var answer = await http.GetAsync("/sms/received?id=7&from=%2B584141234567&text=NO%20A17");

        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        Assert.Equal("NO A17", Assert.Single(Kept()).Sms.Text);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_to_be_brought_again()
    {
        desk.Store.Dispose();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync("secret", Body));
    }

    [Fact]
    public async Task Twilio_rings_for_so_long_and_the_app_can_call_nobody()
    {
        var login = new HttpLogin("AC1", "token");
        var phone = SmsDesk.Phone("04141234567");

        using var call = new TwilioPreset(new Uri("https://api.twilio.com/"), login, "+15005550006").Ring(
            phone,
            TimeSpan.FromSeconds(20)
        )!;

        Assert.Equal("https://api.twilio.com/2010-04-01/Accounts/AC1/Calls.json", $"{call.RequestUri}");
        var form = await call.Content!.ReadAsStringAsync();
        Assert.Contains("To=%2B584141234567", form, StringComparison.Ordinal);
        Assert.Contains("Timeout=20", form, StringComparison.Ordinal);
        IHttpPreset android = new SmsGatePreset(new Uri("http://127.0.0.1:2/"), login);
        Assert.Null(android.Ring(phone, TimeSpan.FromSeconds(20)));
    }

    private async Task<HttpStatusCode> PostAsync(string key, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync($"/sms/received?key={key}", content);
        return answer.StatusCode;
    }

    private IReadOnlyList<ReceivedSms> Kept() => desk.Store.Read(db => IncomingTable.Newest(db, 10), []);
}
