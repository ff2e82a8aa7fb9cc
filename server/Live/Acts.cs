using System.Security.Claims;
using Vigia.Server.Alerts;
using Vigia.Server.Live.SignIn;

namespace Vigia.Server.Live;

/// <summary>Who does something by the page.</summary>
internal static class Acts
{
    public static By By(ClaimsPrincipal person) => new(Sessions.NameOf(person), Means.Page);
}
