using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Vigia.Server.Live.SignIn;

/// <summary>Whose session it is and what it may, asked of what holds now: an account or a kiosk link that is gone has none.</summary>
internal sealed class Sessions(Accounts accounts, Kiosks kiosks)
{
    private const string Stamp = "stamp";
    private const string Kiosk = "kiosk";

    /// <summary>Null: the session has ended.</summary>
    public Role? RoleOf(ClaimsPrincipal person) =>
        person.FindFirstValue(Kiosk) is { } kiosk
            ? kiosks.TitleOf(kiosk) is null
                ? null
                : Role.Viewer
            : accounts.RoleOf(NameOf(person), person.FindFirstValue(Stamp) ?? "");

    public static string NameOf(ClaimsPrincipal person) => person.Identity?.Name ?? "";

    public static bool IsKiosk(ClaimsPrincipal person) => person.HasClaim(claim => claim.Type == Kiosk);

    public static Task BeginAsync(HttpContext http, string name, string stamp) =>
        BeginAsync(http, new Claim(ClaimTypes.Name, name), new Claim(Stamp, stamp));

    public static Task BeginAsync(HttpContext http, string kiosk) =>
        BeginAsync(http, new Claim(ClaimTypes.Name, Kiosk), new Claim(Kiosk, kiosk));

    public static async Task CheckAsync(CookieValidatePrincipalContext session)
    {
        var sessions = session.HttpContext.RequestServices.GetRequiredService<Sessions>();
        if (session.Principal is null || sessions.RoleOf(session.Principal) is null)
        {
            session.RejectPrincipal();
            await session.HttpContext.SignOutAsync();
        }
    }

    private static Task BeginAsync(HttpContext http, params IEnumerable<Claim> claims)
    {
        var identity = new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme);
        return http.SignInAsync(new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }
}
