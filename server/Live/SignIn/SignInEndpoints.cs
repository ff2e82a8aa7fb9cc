using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Vigia.Server.Live.Audit;

namespace Vigia.Server.Live.SignIn;

internal sealed record SignInForm(string Name, string Password);

internal sealed record FirstRunForm(string Token, string Name, string Password);

internal sealed record KioskForm(string Token);

internal sealed record PasswordForm(string Old, string New);

/// <param name="Kiosk">A screen on the wall: nobody's.</param>
internal sealed record WhoAmI(string Name, Role Role, bool Kiosk);

/// <param name="Reason">A word the page translates.</param>
internal sealed record Refused(string Reason);

/// <summary>Who comes in, and how they go.</summary>
internal static class SignInEndpoints
{
    // No person's name can be these: they have a space.
    private const string FirstRunName = "first run";
    private const string KioskName = "a kiosk";

    public static void Map(RouteGroupBuilder open, RouteGroupBuilder viewer)
    {
        open.MapPost("/sign-in", SignInAsync).Says("Begins a session: a cookie", Reply.Nothing, 401, 429);
        open.MapPost("/first-run", FirstRunAsync)
            .Says("The first account, with the token of the console", Reply.Nothing, 400, 401, 429);
        open.MapPost("/kiosk", KioskAsync)
            .Says("Begins a session that only reads, with a kiosk link's token", Reply.Nothing, 401, 429);
        viewer.MapPost("/sign-out", SignOutAsync).Says("Ends the session", Reply.Nothing);
        viewer.MapGet("/me", WhoAmI).Says("Who is signed in, and as what", Reply.Of<WhoAmI>());
        viewer
            .MapPost("/me/password", ChangePasswordAsync)
            .Says("Another password; ends all sessions but this", Reply.Nothing, 400, 401, 409, 429);
    }

    private static WhoAmI WhoAmI(ClaimsPrincipal person, Sessions sessions) =>
        new(Sessions.NameOf(person), sessions.RoleOf(person) ?? Role.Viewer, Sessions.IsKiosk(person));

    private static async Task<IResult> SignInAsync(
        SignInForm form,
        HttpContext http,
        Doorkeeper door,
        Sessions sessions,
        AuditBook audit
    )
    {
        var name = form.Name ?? "";
        var answer = await door.AskAsync(AddressOf(http), name, form.Password ?? "", http.RequestAborted);
        if (answer.Stamp is not { } stamp)
        {
            return RefuseWith(answer.Refusal);
        }

        await sessions.BeginAsync(http, name, stamp);
        audit.Write(name, AuditAct.SignedIn, AddressOf(http));
        return Results.NoContent();
    }

    private static async Task<IResult> FirstRunAsync(
        FirstRunForm form,
        HttpContext http,
        FirstRun first,
        Doorkeeper door,
        Sessions sessions,
        AuditBook audit
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

        if (outcome != AccountOutcome.Done)
        {
            return Refusals.With($"{outcome}", StatusCodes.Status400BadRequest);
        }

        audit.Write(form.Name!, AuditAct.AccountAdded, $"{form.Name} {Role.Coordinator}");
        return await SignInAsync(new SignInForm(form.Name!, form.Password!), http, door, sessions, audit);
    }

    private static async Task<IResult> KioskAsync(
        KioskForm form,
        HttpContext http,
        Kiosks kiosks,
        Doorkeeper door,
        Sessions sessions,
        AuditBook audit
    )
    {
        var address = AddressOf(http);
        if (door.IsLocked(address, KioskName))
        {
            return RefuseWith(DoorRefusal.Locked);
        }

        if (kiosks.Find(form.Token ?? "") is not { } id)
        {
            door.Note(address, KioskName);
            return RefuseWith(DoorRefusal.TokenNotValid);
        }

        await sessions.BeginAsync(http, id);
        audit.Write("kiosk", AuditAct.SignedIn, $"{kiosks.TitleOf(id)} {address}");
        return Results.NoContent();
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, Sessions sessions, AuditBook audit)
    {
        audit.Write(Sessions.NameOf(http.User), AuditAct.SignedOut, AddressOf(http));
        await sessions.EndAsync(http);
        return Results.NoContent();
    }

    private static async Task<IResult> ChangePasswordAsync(
        PasswordForm form,
        HttpContext http,
        Doorkeeper door,
        Sessions sessions,
        Accounts accounts,
        AuditBook audit
    )
    {
        var name = Sessions.NameOf(http.User);
        if (Sessions.IsKiosk(http.User))
        {
            return Refusals.With(nameof(AccountOutcome.NoSuchUser), StatusCodes.Status409Conflict);
        }

        var known = await door.AskAsync(AddressOf(http), name, form.Old ?? "", http.RequestAborted);
        if (known.Stamp is null)
        {
            return RefuseWith(known.Refusal);
        }

        var outcome = accounts.SetPassword(name, form.New ?? "");
        if (outcome != AccountOutcome.Done)
        {
            return Refusals.With($"{outcome}", StatusCodes.Status400BadRequest);
        }

        audit.Write(name, AuditAct.PasswordChanged, name);
        return await SignInAsync(new SignInForm(name, form.New!), http, door, sessions, audit);
    }

    private static JsonHttpResult<Refused> RefuseWith(DoorRefusal refusal)
    {
        LiveMetrics.SignInsRefused.Add(1, new KeyValuePair<string, object?>("reason", refusal.ToString()));
        return Refusals.With(
            $"{refusal}",
            refusal == DoorRefusal.Locked ? StatusCodes.Status429TooManyRequests : StatusCodes.Status401Unauthorized
        );
    }

    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "local";
}
