using System.Net;
using System.Net.Sockets;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Vigia.Server.Health;
using Vigia.Server.Ledger.Rollups;
using Vigia.Server.Live.Audit;
using Vigia.Server.Live.FarmTrial;
using Vigia.Server.Live.Points;
using Vigia.Server.Live.Shown;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;

namespace Vigia.Server.Live;

/// <summary>Puts the page together: Ledger → Points → Shown → the page, and who may see it.</summary>
internal static class LiveParts
{
    /// <summary>How long somebody stays signed in without looking; each look within it begins it anew, up to <see cref="OpenSessions.Longest"/>.</summary>
    public static readonly TimeSpan SessionLife = TimeSpan.FromDays(14);

    /// <summary>Bytes of a form; nothing that is posted is longer.</summary>
    public const int MaxForm = 16 * 1024;

    /// <summary>Connections of browsers at once; the next is closed.</summary>
    public const int MaxConnections = 1_000;

    /// <summary>Bytes the kernel holds for a page that does not read; the server holds as many again.</summary>
    public const int MaxUnread = 64 * 1024;

    private const string CookieName = "vigia";

    public static void AddLive(this IServiceCollection services, string dataFolder)
    {
        services.AddSingleton(LiveOptions.Default);
        services.AddSingleton<LivePoints>();
        services.AddSingleton<PointRegister>();
        services.AddSingleton<PointMemory>();
        services.AddSingleton<LiveFollower>();
        services.AddSingleton<AlertBoard>();
        services.AddSingleton<AlertActs>();
        services.AddSingleton<Board>();
        services.AddSingleton<Days>();
        services.AddSingleton<FirstCharts>();
        services.AddSingleton<NodeTalk>();
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<NodeBoard>(s));
        services.AddSingleton<PeopleBoard>();
        services.AddSingleton<Trials>();
        services.AddSingleton<AuditBook>();
        AddRollups(services, dataFolder);
        services.AddSingleton<LiveStream>();
        services.AddSingleton<IHostedService>(s => new Loop(s.GetRequiredService<LiveFollower>().RunAsync));
        services.AddSingleton<IHostedService>(s => new Loop(s.GetRequiredService<PointMemory>().RunAsync));
        services.AddSingleton<IHostedService>(s => new Loop(s.GetRequiredService<LiveStream>().RunAsync));
        services.AddSingleton<IHostedService>(s => new Loop(s.GetRequiredService<FirstCharts>().RunAsync));
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, LiveJson.Default);
            // By its name, never by a number that may be nobody's.
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(null, allowIntegerValues: false));
        });
        services.AddResponseCompression(pack => pack.MimeTypes = ["application/json"]);
        services.AddOpenApi();
        services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = BoundSends);
        AddSignIn(services, dataFolder);
    }

    private static void AddRollups(IServiceCollection services, string dataFolder)
    {
        services.AddSingleton(RollupOptions.Default);
        services.AddSingleton(s => new Rollups(
            dataFolder,
            s.GetRequiredService<RollupOptions>(),
            s.GetRequiredService<ILogger<Rollups>>()
        ));
        services.AddSingleton<RollupFollower>();
        services.AddSingleton<IHostedService>(s => new Loop(
            s.GetRequiredService<RollupFollower>().RunAsync,
            s.GetRequiredService<RollupFollower>().WriteNow
        ));
    }

    // What a page does not read stays here, not in the kernel's memory: then it is found to be slow, and dropped.
    private static Socket BoundSends(EndPoint at)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(at);
        if (socket.AddressFamily != AddressFamily.Unix)
        {
            socket.SendBufferSize = MaxUnread;
        }

        return socket;
    }

    public static void Limit(KestrelServerLimits limits) =>
        (limits.MaxRequestBodySize, limits.MaxConcurrentConnections) = (MaxForm, MaxConnections);

    public static void MapLive(this WebApplication app)
    {
        SecureHeaders.Use(app);
        app.UseAuthentication();
        app.Services.GetRequiredService<PageEncryption>().Use(app);
        app.UseAuthorization();
        BadForms.Use(app);
        new PageFiles().Map(app);
        app.UseResponseCompression();
        var open = Paths();
        var viewer = Paths().From(Role.Viewer);
        var attendant = Paths().From(Role.Attendant);
        var technician = Paths().From(Role.Technician);
        var coordinator = Paths().From(Role.Coordinator);
        SignInEndpoints.Map(open, viewer);
        LiveEndpoints.Map(viewer);
        AlertEndpoints.Map(viewer, attendant);
        NodeEndpoints.Map(viewer, technician);
        PeopleEndpoints.Map(viewer, attendant);
        FarmEndpoints.Map(technician);
        AccountEndpoints.Map(coordinator);
        DrillActs.Map(coordinator);
        AuditEndpoints.Map(coordinator);
        app.MapOpenApi("/api/openapi.json").From(Role.Viewer);

        RouteGroupBuilder Paths() => app.MapGroup("/api").AddEndpointFilter(new OwnPageOnly());
    }

    private static void AddSignIn(IServiceCollection services, string dataFolder)
    {
        services.AddSingleton(new Accounts(dataFolder));
        services.AddSingleton(new Kiosks(dataFolder));
        services.AddSingleton(s => new OpenSessions(dataFolder, s.GetRequiredService<ILogger<OpenSessions>>()));
        services.AddSingleton<Sessions>();
        services.AddSingleton<UserDesk>();
        services.AddSingleton<FirstRun>();
        services.AddSingleton(s => new WrongTries(s.GetRequiredService<ServerClocks>().Machine));
        services.AddSingleton<Doorkeeper>();
        services
            .AddDataProtection()
            .SetApplicationName("vigia")
            .PersistKeysToFileSystem(OwnFolder(Path.Combine(dataFolder, ServerIdentity.FolderName, "sessions")));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(SetCookie);
        services
            .AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<ServerClocks>((cookie, clocks) => cookie.TimeProvider = clocks.Machine);
        services.AddAuthorization(RolePolicy.Add);
    }

    private static void SetCookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = CookieName;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = SessionLife;
        cookie.SlidingExpiration = true;
        cookie.Events.OnValidatePrincipal = Sessions.CheckAsync;
        cookie.Events.OnRedirectToLogin = AnswerAsync(StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = AnswerAsync(StatusCodes.Status403Forbidden);
    }

    // The page asks for a password itself: there is no other page to be sent to.
    private static Func<
        Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions>,
        Task
    > AnswerAsync(int status) =>
        context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

    // Whoever reads the keys in it can make sessions.
    private static DirectoryInfo OwnFolder(string path) =>
        OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(
                path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
}
