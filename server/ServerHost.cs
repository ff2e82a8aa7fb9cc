using System.Net;
using System.Net.Sockets;
using OpenTelemetry.Metrics;
using Vigia.Server.Alerts;
using Vigia.Server.Cli;
using Vigia.Server.Clock;
using Vigia.Server.Farm;
using Vigia.Server.Health;
using Vigia.Server.Influx;
using Vigia.Server.Ingest;
using Vigia.Server.Ingest.Broker;
using Vigia.Server.Ingest.Listener;
using Vigia.Server.Ledger;
using Vigia.Server.Live;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Nodes;
using Vigia.Server.Nodes.Orders;
using Vigia.Server.Report;
using Vigia.Server.Rules;
using Vigia.Server.Sms;

namespace Vigia.Server;

/// <summary>Puts the parts together, in the order a reading passes them: Ingest → Ledger → { Influx | Rules → Alerts → Sms | Live }.</summary>
internal sealed class ServerHost : IAsyncDisposable
{
    /// <summary>Label values of one metric; beyond it they are counted together. Room for them is taken at the start, for each.</summary>
    private const int MaxSeriesOfMetric = 100;

    private readonly WebApplication app;
    private readonly FileStream folderLock;

    private ServerHost(WebApplication app, FileStream folderLock) => (this.app, this.folderLock) = (app, folderLock);

    public IServiceProvider Services => app.Services;

    /// <summary>Where the first password is chosen; null once somebody has one, or where there is no page.</summary>
    public string? FirstSignIn =>
        Services.GetRequiredService<FirstRun>().Token is { } token
        && PageAddress.Of(app.Urls, Services.GetRequiredService<PageEncryption>().Names) is { } page
            ? $"{page}/#first={token}"
            : null;

    /// <summary>Of the farm's CA that phones fetch; null: there is none.</summary>
    public string? CaFingerprint => Services.GetRequiredService<PageEncryption>().CaFingerprint;

    /// <summary>Takes the data folder and opens every store; throws <see cref="PlainWords"/> where a person has to act.</summary>
    public static ServerHost Build(ServeOptions options, Texts texts)
    {
        var locked = DataFolder.Lock(options.DataFolder, texts);
        ServerPorts.Check(options, texts);
        var identity = DataFolder.OpenIdentity(options, texts);
        var farmFile = Path.Combine(options.DataFolder, FarmFile.Name);
        // Taken before the file is read: what changes meanwhile is seen as a change.
        var stamp = FarmStamp.Of(farmFile);
        var plan = DataFolder.ReadFarm(farmFile, texts);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Host.UseSystemd();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
            (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss ")
        );
        builder.Logging.SetMinimumLevel(options.LeastLogged);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // Its one warning is that session keys are not encrypted with another key beside them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel => ServerPorts.Listen(kestrel, options));

        var services = builder.Services;
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(4));
        services.AddSingleton(new ServerOptions(identity.Site, options.DataFolder, options.TimerScale));
        services.AddSingleton(options.Ingest);
        AddClocks(services, options, identity);
        AddFarm(services, new FarmBook(plan), farmFile, stamp, identity.Site, texts.Language);
        AddIngest(services, options);
        AddLedger(services, options);
        AddRulesAndAlerts(services, options);
        services.AddSms(options, texts);
        if (options.Influx is { } influx)
        {
            services.AddInflux(influx);
        }

        AddPage(services, options, texts);
        AddHealth(services);
        AddLoops(services);

        var built = builder.Build();
        Connect(built.Services);
        built
            .MapGet("/healthz", (HealthDesk desk) => desk.Answer())
            .WithSummary(
                "Words and counts of the service, nothing of the farm; 503 while readings or alarms are in danger"
            );
        built.MapPrometheusScrapingEndpoint().RequireAuthorization(RolePolicy.HereOrSignedIn);
        ControlEndpoints.Map(built);
        built.MapSms(options.Sms);
        built.MapLive();
        built.MapReport();
        return new ServerHost(built, locked);
    }

    /// <summary>Returns when nodes can connect.</summary>
    public async Task StartAsync(Texts texts, CancellationToken stop)
    {
        // Followers look at the ledger as it was left, before anything is added to it.
        Services.GetRequiredService<RulesFollower>().FollowOnce();
        Services.GetService<InfluxFollower>()?.Align();
        await app.StartAsync(stop);
        if (Services.GetService<ListenerIngress>() is { } listener)
        {
            await listener.Listening.WaitAsync(app.Lifetime.ApplicationStopping);
        }

        var watch = Services.GetRequiredService<NodeWatch>();
        if (Services.GetRequiredService<IIngress>() is BrokerIngress broker)
        {
            watch.HasWay = () => broker.IsConnected;
        }

        watch.Begin();
    }

    /// <summary>Returns when a signal asks for the end, or <paramref name="stop"/> does; everything still runs then.</summary>
    public async Task WaitForSignalAsync(CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, app.Lifetime.ApplicationStopping);
        await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await folderLock.DisposeAsync();
    }

    private static void AddClocks(IServiceCollection services, ServeOptions options, ServerIdentity identity)
    {
        var world = new ServerClock(options.Clock);
        var machine = options.Clock.World is null ? world : new ServerClock(options.Clock with { World = null });
        services.AddSingleton(world);
        services.AddSingleton<TimeProvider>(machine);
        services.AddSingleton(new ServerClocks(world, machine, world.Speed));
        services.AddSingleton(new ClockWatch(world.Speed));
        services.AddSingleton(ServerSelf.Start(identity.Id, world.NowMs));
    }

    private static void AddFarm(
        IServiceCollection services,
        FarmBook book,
        string file,
        FarmStamp stamp,
        string site,
        Language language
    )
    {
        services.AddSingleton(book);
        services.AddSingleton(s => new FarmWatch(
            file,
            stamp,
            book,
            site,
            language,
            s.GetRequiredService<ILogger<FarmWatch>>()
        ));
        services.AddSingleton<IHostedService>(s => new Loop(stop =>
            s.GetRequiredService<FarmWatch>().RunAsync(s.GetRequiredService<TimeProvider>(), stop)
        ));
    }

    private static void AddIngest(IServiceCollection services, ServeOptions options)
    {
        services.AddSingleton<INodeRegister>(s => new NodeRegister(
            options.DataFolder,
            s.GetRequiredService<ServerOptions>().Site
        )
        {
            FarmZone = node => s.GetRequiredService<FarmBook>().Plan.ZoneOf(node),
        });
        services.AddSingleton<NodeWatch>();
        services.AddSingleton<TimeDesk>();
        services.AddSingleton<IngestMetrics>();
        services.AddSingleton<ServerState>();
        services.AddSingleton(s => new Certificates(
            TimeProvider.System,
            s.GetRequiredService<ILogger<ServerCertificate>>()
        ));
        services.AddSingleton<Inbox>();
        services.AddSingleton<IInbox>(s => s.GetRequiredService<Inbox>());
        if (options.Broker is { } broker)
        {
            services.AddSingleton(broker);
            services.AddSingleton<IIngress>(s => new BrokerIngress(
                s.GetRequiredService<ServerOptions>(),
                broker,
                s.GetRequiredService<HeartbeatVoice>().Now(),
                s.GetRequiredService<INodeRegister>(),
                s.GetRequiredService<IInbox>(),
                s.GetRequiredService<HeartbeatVoice>().Hear,
                TimeProvider.System,
                s.GetRequiredService<ILogger<BrokerIngress>>()
            ));
            return;
        }

        services.AddSingleton(options.Listener);
        services.AddSingleton(s => new ListenerIngress(
            s.GetRequiredService<ServerOptions>(),
            options.Listener,
            s.GetRequiredService<INodeRegister>(),
            s.GetRequiredService<IInbox>(),
            s.GetRequiredService<Certificates>(),
            TimeProvider.System,
            s.GetRequiredService<ILogger<ListenerIngress>>()
        ));
        services.AddSingleton<IIngress>(s => s.GetRequiredService<ListenerIngress>());
    }

    private static void AddLedger(IServiceCollection services, ServeOptions options)
    {
        var reserve = new DiskReserve(options.DataFolder, options.Ingest.ReserveBytes);
        services.AddSingleton(s => new SqliteLedger(options.DataFolder, s.GetRequiredService<ILogger<SqliteLedger>>())
        {
            HasRoom = reserve.HasRoom,
        });
        services.AddSingleton(s =>
        {
            // The reader needs the file that the writer makes.
            s.GetRequiredService<SqliteLedger>();
            return new LedgerReader(options.DataFolder);
        });
        services.AddSingleton<ILedgerReader>(s => s.GetRequiredService<LedgerReader>());
        services.AddSingleton(s => new Intake(
            s.GetRequiredService<SqliteLedger>(),
            s.GetRequiredService<INodeRegister>()
        ));
        services.AddSingleton<IngestContext>();
        services.AddSingleton<IntakeLoop>();
    }

    private static void AddRulesAndAlerts(IServiceCollection services, ServeOptions options)
    {
        services.AddSingleton<AlertTexts>();
        services.AddSingleton<AlertNames>();
        services.AddSingleton<RuleBook>();
        services.AddSingleton(s => Lateness.Of(s.GetRequiredService<ServerClocks>().Speed, options.TimerScale));
        services.AddSingleton(AlertStoreOptions.Default);
        services.AddSingleton(DispatchOptions.Default);
        services.AddSingleton(RulesOptions.Default);
        services.AddSingleton(s => new AlertStore(
            options.DataFolder,
            AlertStoreOptions.Default,
            TimeProvider.System,
            s.GetRequiredService<ILogger<AlertStore>>()
        ));
        services.AddSingleton<MessageDispatcher>();
        services.AddSingleton<AlertDesk>();
        services.AddSingleton<MaintenanceBook>();
        services.AddSingleton<IMaintenance>(s => s.GetRequiredService<MaintenanceBook>());
        services.AddRules();
        services.AddSingleton<AlarmBook>();
        services.AddSingleton(s => s.GetRequiredService<Intake>().Anchors);
        services.AddSingleton<AlarmTime>();
        services.AddSingleton<AlarmLoop>();
    }

    private static void AddPage(IServiceCollection services, ServeOptions options, Texts texts)
    {
        try
        {
            services.AddLive(options.DataFolder);
            services.AddSingleton(options.Https is { } tls ? PageEncryption.Of(tls) : PageEncryption.None);
        }
        catch (TlsFault e)
        {
            throw new PlainWords(texts.Tls(e.Problem, e.File, e.Detail), ExitCode.Wrong);
        }
        catch (IdentityFault e)
        {
            throw new PlainWords(texts.Identity(e.Problem, e.Detail), ExitCode.Wrong);
        }
    }

    private static void AddHealth(IServiceCollection services)
    {
        services.AddSingleton<HeartbeatVoice>();
        services.AddSingleton<HeartbeatLoop>();
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<HealthDesk>(s));
        services
            .AddOpenTelemetry()
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(IngestMetrics.MeterName, "System.Runtime")
                    .AddView(_ => new MetricStreamConfiguration { CardinalityLimit = MaxSeriesOfMetric })
                    .AddPrometheusExporter()
            );
    }

    // Started in this order and ended in the opposite one: who produces ends before who consumes.
    // (AddHostedService would take only one service of each type.)
    private static void AddLoops(IServiceCollection services)
    {
        services.AddSingleton<IHostedService>(s => new Loop(s.GetRequiredService<MessageDispatcher>().RunAsync));
        services.AddSingleton<IHostedService>(s => new Loop(
            s.GetRequiredService<RulesFollower>().RunAsync,
            s.GetRequiredService<RulesFollower>().End
        ));
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<AlarmLoop>());
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<IntakeLoop>());
        services.AddSingleton<IHostedService>(s => new Loop(s.GetRequiredService<IIngress>().RunAsync));
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<HeartbeatLoop>());
    }

    // Parts that need each other: the inbox answers through the ingress that fills it.
    private static void Connect(IServiceProvider services)
    {
        var ingress = services.GetRequiredService<IIngress>();
        var inbox = services.GetRequiredService<Inbox>();
        var alarms = services.GetRequiredService<AlarmLoop>();
        inbox.Ingress = ingress;
        inbox.Alarms = alarms.Put;
        var watch = services.GetRequiredService<NodeWatch>();
        services.GetRequiredService<Intake>().HealthHeard = services.GetRequiredService<NodeTalk>().Hear;
        inbox.Heard = (node, channel) => watch.Hear(node, hasRhythm: channel != Wire.Channel.Plain);
        ExpectNodes(services);
        services.GetRequiredService<FarmBook>().Turned += (_, _) => ExpectPlanned(services);
        alarms.Ingress = ingress;
        inbox.Said = services.GetRequiredService<OrderDesk>().Hear;
        var desk = services.GetRequiredService<AlertDesk>();
        services.GetRequiredService<MaintenanceBook>().Changed += (_, _) => desk.Tell();
        var rules = services.GetRequiredService<RulesFollower>();
        var state = services.GetRequiredService<ServerState>();
        rules.MayJudge = () => !state.IsSecond;
        services.GetRequiredService<Incidents>().AlarmOf = services.GetRequiredService<AlarmBook>().AlarmOf;
        services.GetRequiredService<IngestContext>().JudgeUnstored = rules.JudgeFromMemory;
        services
            .GetRequiredService<ClockWatch>()
            .SeeReceived(services.GetRequiredService<SqliteLedger>().NewestReceived);
    }

    // Those that spoke once, and those of the farm file that have a login: from these something is to be heard.
    private static void ExpectNodes(IServiceProvider services)
    {
        ExpectPlanned(services);
        var watch = services.GetRequiredService<NodeWatch>();
        foreach (var birth in services.GetRequiredService<Intake>().Births.All.Values)
        {
            watch.Expect(birth.Node, DateTimeOffset.FromUnixTimeMilliseconds(birth.ReceivedMs));
        }
    }

    private static void ExpectPlanned(IServiceProvider services)
    {
        var watch = services.GetRequiredService<NodeWatch>();
        foreach (var node in services.GetRequiredService<FarmBook>().Plan.Nodes)
        {
            watch.Expect(node.Name, lastHeard: null);
        }
    }
}
