using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Vigia.Server.Rules;

namespace Vigia.Server.Live.SignIn;

/// <summary>
/// Whose session it is and what it may, asked of what holds now: one that was ended, or whose account or kiosk link is gone, has none.
/// </summary>
internal sealed class Sessions(Accounts accounts, Kiosks kiosks, OpenSessions open, ServerClocks clocks)
{
    private const string Stamp = "stamp";
    private const string Kiosk = "kiosk";
    private const string Session = "session";

    /// <summary>Null: the session has ended.</summary>
    public Role? RoleOf(ClaimsPrincipal person)
    {
        var link = person.FindFirstValue(Kiosk);
        var who = link is null ? NameOf(person) : OpenSessions.KioskName(link);
        if (!open.Holds(person.FindFirstValue(Session) ?? "", who, clocks.Machine.GetUtcNow()))
        {
            return null;
        }

        return link is null ? accounts.RoleOf(who, person.FindFirstValue(Stamp) ?? "")
            : kiosks.TitleOf(link) is null ? null
            : Role.Viewer;
    }

    public static string NameOf(ClaimsPrincipal person) => person.Identity?.Name ?? "";

    public static bool IsKiosk(ClaimsPrincipal person) => person.HasClaim(claim => claim.Type == Kiosk);

    public Task BeginAsync(HttpContext http, string name, string stamp) =>
        BeginAsync(http, name, new Claim(ClaimTypes.Name, name), new Claim(Stamp, stamp));

    public Task BeginAsync(HttpContext http, string kiosk) =>
        BeginAsync(http, OpenSessions.KioskName(kiosk), new Claim(ClaimTypes.Name, Kiosk), new Claim(Kiosk, kiosk));

    /// <summary>Also of every copy of its cookie.</summary>
    public Task EndAsync(HttpContext http)
    {
        open.End(http.User.FindFirstValue(Session) ?? "");
        return http.SignOutAsync();
    }

    public static async Task CheckAsync(CookieValidatePrincipalContext session)
    {
        var sessions = session.HttpContext.RequestServices.GetRequiredService<Sessions>();
        if (session.Principal is null || sessions.RoleOf(session.Principal) is null)
        {
            session.RejectPrincipal();
            await session.HttpContext.SignOutAsync();
        }
    }

    private Task BeginAsync(HttpContext http, string who, params IEnumerable<Claim> claims)
    {
        var id = open.Begin(who, clocks.Machine.GetUtcNow());
        var identity = new ClaimsIdentity(
            claims.Append(new Claim(Session, id)),
            CookieAuthenticationDefaults.AuthenticationScheme
        );
        return http.SignInAsync(new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }
}
