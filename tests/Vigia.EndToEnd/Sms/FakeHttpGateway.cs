using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Sms.Http;

namespace Vigia.EndToEnd.Sms;

/// <summary>Speaks for the gateways that cannot run here: the Android app, Twilio, and one by template. Refuses whoever has not the login.</summary>
internal sealed class FakeHttpGateway : IAsyncDisposable
{
    public static readonly HttpLogin Login = new("vigia", "s:cret");

    private readonly Lock gate = new();
    private readonly List<(string Handle, string To, string Text)> taken = [];
    private readonly HttpClient http = new();
    private readonly WebApplication app;

    private FakeHttpGateway()
    {
        Address = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add(Address.ToString());
        app.MapPost("/message", (Delegate)AndroidTakesAsync);
        app.MapGet("/message/{id}", AndroidTells);
        app.MapPost("/2010-04-01/Accounts/{account}/Messages.json", TwilioTakesAsync);
        app.MapGet("/2010-04-01/Accounts/{account}/Messages/{sid}.json", TwilioTells);
        app.MapPost("/any", (Delegate)AnyTakesAsync);
    }

    public Uri Address { get; }

    public static async Task<GatewayAtWork> OpenAsync(Func<Uri, IHttpPreset> preset)
    {
        var fake = new FakeHttpGateway();
        await fake.app.StartAsync();
        var options = HttpGatewayOptions.Default with { Patience = TimeSpan.FromSeconds(5) };
        var gateway = new HttpGateway(preset(fake.Address), fake.http, options, TimeProvider.System);
        return new GatewayAtWork(gateway, fake.Arrived, () => fake.app.StopAsync(), fake.DisposeAsync);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    private List<(string To, string Text)> Arrived()
    {
        lock (gate)
        {
            return [.. taken.Select(sms => (sms.To, sms.Text))];
        }
    }

    private bool Knows(string handle)
    {
        lock (gate)
        {
            return taken.Any(sms => sms.Handle == handle);
        }
    }

    private void Take(string handle, string to, string text)
    {
        lock (gate)
        {
            taken.Add((handle, to, text));
        }
    }

    private static bool IsSigned(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() == Login.Basic().ToString();

    private async Task<IResult> AndroidTakesAsync(HttpContext context)
    {
        if (!IsSigned(context))
        {
            return Results.Unauthorized();
        }

        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var id = body.RootElement.GetProperty("id").GetString()!;
        if (Knows(id))
        {
            return Results.Conflict();
        }

        var text = body.RootElement.GetProperty("textMessage").GetProperty("text").GetString()!;
        Take(id, body.RootElement.GetProperty("phoneNumbers")[0].GetString()!, text);
        return Results.Json(new { id, state = "Pending" }, statusCode: StatusCodes.Status202Accepted);
    }

    private IResult AndroidTells(string id) =>
        Knows(id) ? Results.Json(new { id, state = "Delivered" }) : Results.NotFound();

    private async Task<IResult> TwilioTakesAsync(string account, HttpContext context)
    {
        if (!IsSigned(context) || account != Login.User)
        {
            return Results.Unauthorized();
        }

        var form = await context.Request.ReadFormAsync();
        var sid = $"SM{Guid.NewGuid():N}";
        Take(sid, form["To"]!, form["Body"]!);
        return Results.Json(new { sid, status = "queued" }, statusCode: StatusCodes.Status201Created);
    }

    private IResult TwilioTells(string sid) =>
        Knows(sid) ? Results.Json(new { sid, status = "sent" }) : Results.NotFound();

    private async Task<IResult> AnyTakesAsync(HttpContext context)
    {
        if (context.Request.Query["password"] != Login.Password)
        {
            return Results.Unauthorized();
        }

        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var name = body.RootElement.GetProperty("name").GetString()!;
        if (!Knows(name))
        {
            Take(
                name,
                body.RootElement.GetProperty("number").GetString()!,
                body.RootElement.GetProperty("words").GetString()!
            );
        }

        return Results.Ok();
    }
}
