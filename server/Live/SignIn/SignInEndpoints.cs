using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Vigia.Server.Rules;

namespace Vigia.Server.Live.SignIn;

internal sealed record SignInForm(string Name, string Password);

internal sealed record FirstRunForm(string Token, string Name, string Password);

internal sealed record WhoAmI(string Name);

/// <param name="Reason">A word the page translates.</param>
internal sealed record Refused(string Reason);

/// <summary>Who comes in, and how they go.</summary>
internal static class SignInEndpoints
{
    private const string Stamp = "stamp";

    public static void Map(RouteGroupBuilder open, RouteGroupBuilder signedIn)
    {
        open.MapPost("/sign-in", SignInAsync);
        open.MapPost("/first-run", FirstRunAsync);
        signedIn.MapPost("/sign-out", (Delegate)SignOutAsync);
        signedIn.MapGet("/me", (ClaimsPrincipal person) => new WhoAmI(person.Identity!.Name!));
    }

    /// <summary>False when the session's person is gone or has another password since.</summary>
    public static async Task CheckStampAsync(CookieValidatePrincipalContext session)
    {
        var accounts = session.HttpContext.RequestServices.GetRequiredService<Accounts>();
        var name = session.Principal?.Identity?.Name ?? "";
        if (!accounts.Holds(name, session.Principal?.FindFirstValue(Stamp) ?? ""))
        {
            session.RejectPrincipal();
            await session.HttpContext.SignOutAsync();
        }
    }

    private static async Task<IResult> SignInAsync(SignInForm form, HttpContext http, Doorkeeper door)
    {
        var answer = await door.AskAsync(AddressOf(http), form.Name ?? "", form.Password ?? "", http.RequestAborted);
        return answer.Stamp is { } stamp ? await ComeInAsync(http, form.Name!, stamp) : RefuseWith(answer.Refusal);
    }

    private static async Task<IResult> FirstRunAsync(
        FirstRunForm form,
        HttpContext http,
        FirstRun first,
        Doorkeeper door
    )
    {
        var address = AddressOf(http);
        if (door.IsLocked(address, FirstRunName))
        {
            return RefuseWith(DoorRefusal.Locked);
        }

        var outcome = first.Choose(form.Token ?? "", form.Name ?? "", form.Password ?? "");
        if (outcome is null)
        {
            door.Note(address, FirstRunName);
            return RefuseWith(DoorRefusal.TokenNotValid);
        }

        return outcome == AddOutcome.Added
            ? await SignInAsync(new SignInForm(form.Name!, form.Password!), http, door)
            : Results.Json(new Refused($"{outcome}"), LiveJson.Default.Refused, statusCode: 400);
    }

    // No person's name can be this: it has a space.
    private const string FirstRunName = "first run";

    private static async Task<IResult> SignOutAsync(HttpContext http)
    {
        await http.SignOutAsync();
        return Results.NoContent();
    }

    private static async Task<IResult> ComeInAsync(HttpContext http, string name, string stamp)
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, name), new Claim(Stamp, stamp)],
            CookieAuthenticationDefaults.AuthenticationScheme
        );
        await http.SignInAsync(new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
        return Results.NoContent();
    }

    private static IResult RefuseWith(DoorRefusal refusal)
    {
        LiveMetrics.SignInsRefused.Add(1, new KeyValuePair<string, object?>("reason", refusal.ToString()));
        return Results.Json(
            new Refused($"{refusal}"),
            LiveJson.Default.Refused,
            statusCode: refusal == DoorRefusal.Locked
                ? StatusCodes.Status429TooManyRequests
                : StatusCodes.Status401Unauthorized
        );
    }

    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "local";
}
