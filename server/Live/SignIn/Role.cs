using System.Net;
using Microsoft.AspNetCore.Authorization;

namespace Vigia.Server.Live.SignIn;

/// <summary>What somebody may do; each may all that the one before may.</summary>
internal enum Role
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Also answers alerts: sees to them, lets them wait, notes, calls them false.</summary>
    Attendant,

    /// <summary>Also begins maintenance, reads the farm file and tries changes of it on what is stored.</summary>
    Technician,

    /// <summary>Also gives accounts and kiosk links, holds drills, and reads who did what.</summary>
    Coordinator,
}

/// <summary>Says of each group of paths from which role on they may be asked for.</summary>
internal static class RolePolicy
{
    /// <summary>From this machine whoever asks; from another who has signed in: figures say when nobody is at the farm.</summary>
    public const string HereOrSignedIn = "here or signed in";

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(
            HereOrSignedIn,
            policy => policy.RequireAssertion(asked => IsHere(asked) || Allows(asked, Role.Viewer))
        );
        foreach (var role in Enum.GetValues<Role>())
        {
            options.AddPolicy(
                NameOf(role),
                policy => policy.RequireAuthenticatedUser().RequireAssertion(asked => Allows(asked, role))
            );
        }
    }

    public static TBuilder From<TBuilder>(this TBuilder paths, Role role)
        where TBuilder : IEndpointConventionBuilder => paths.RequireAuthorization(NameOf(role));

    private static bool IsHere(AuthorizationHandlerContext asked) =>
        asked.Resource is HttpContext http
        && (http.Connection.RemoteIpAddress is not { } from || IPAddress.IsLoopback(from));

    // Asked each time: a role that was taken away is away at once.
    private static bool Allows(AuthorizationHandlerContext asked, Role least) =>
        asked.Resource is HttpContext http
        && http.RequestServices.GetRequiredService<Sessions>().RoleOf(asked.User) >= least;

    private static string NameOf(Role role) => $"from {role}";
}
