using System.Security.Claims;
using Vigia.Server.Alerts;
using Vigia.Server.Live.SignIn;

namespace Vigia.Server.Live;

/// <summary>Who does something by the page, and for how long.</summary>
internal static class Acts
{
    // Beyond any span that is allowed; one without end is no time that a clock shows.
    private const double MostMinutes = 100_000;

    public static By By(ClaimsPrincipal person) => new(Sessions.NameOf(person), Means.Page);

    /// <summary>As asked for, within what a clock can show; whether so long is allowed is judged where it is begun.</summary>
    public static TimeSpan Minutes(double minutes) =>
        TimeSpan.FromMinutes(double.IsNaN(minutes) ? 0 : Math.Clamp(minutes, -1, MostMinutes));
}
