using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.EndToEnd.Kit;
using Vigia.Server;
using Vigia.Server.Alerts;
using Vigia.Server.Calls;
using Vigia.Server.Calls.Drills;
using Vigia.Server.Farm;
using Vigia.Server.Health;
using Vigia.Server.Ledger;
using Vigia.Server.Live;
using Vigia.Server.Live.Points;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;
using Vigia.Server.Rules.People;
using Vigia.Server.Sms;
using Vigia.Tests.Influx;
using Vigia.Tests.Ingest;
using Vigia.Tests.Kit;
using Vigia.Tests.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Live;

/// <summary>The page over a real socket, above a ledger of a list, at noon of a world whose clock the test moves.</summary>
internal sealed class LivePlace : IAsyncDisposable
{
    public const string Person = "rosa";
    public const string Password = "maiz-y-yuca";

    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 16, 0, 0, TimeSpan.Zero);

    private readonly TemporaryData data = new();
    private readonly WebApplication app;

    /// <summary>Whose request is another machine's, says its address in this header.</summary>
    public const string FromHeader = "X-From";

    private LivePlace(FarmPlan plan, LiveOptions options, FarmCertificate? tls)
    {
        Directory.CreateDirectory(data["identity"]);
        HttpsAt = tls is null ? null : Vigia.Server.Demo.FreePorts.On(IPAddress.Loopback);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            LiveParts.Limit(kestrel.Limits);
            kestrel.Listen(IPAddress.Loopback, 0);
            if (HttpsAt is { } https)
            {
                var shown = ServerCertificate.Open(tls!.Files, TimeProvider.System, NullLogger.Instance);
                ServerPorts.Encrypt(kestrel, https, shown);
            }
        });
        var services = builder.Services;
        services.AddSingleton(new FarmBook(plan));
        services.AddSingleton(new ServerOptions("demo", data.Path));
        services.AddSingleton(new ServerState());
        services.AddSingleton(new ServerClocks(World, Machine));
        services.AddSingleton<TimeProvider>(World);
        services.AddSingleton<ILedgerReader>(Ledger);
        services.AddSingleton(_ => new AlertStore(
            data.Path,
            AlertStoreOptions.Default,
            TimeProvider.System,
            NullLogger<AlertStore>.Instance
        ));
        services.AddSingleton<INodeRegister>(new EveryNode());
        services.AddSingleton<NodeWatch>();
        services.AddSingleton(new AlertNames(plan));
        services.AddSingleton<AlertDesk>();
        services.AddSingleton<MaintenanceBook>();
        services.AddSingleton<CallBook>();
        services.AddSingleton<WordBook>();
        services.AddSingleton<IWordOfPeople>(s => s.GetRequiredService<WordBook>());
        services.AddSingleton(new AlertTexts(plan));
        services.AddSingleton<IAnnouncer>(new RecordingGateway());
        services.AddSingleton(DispatchOptions.Default);
        services.AddSingleton<MessageDispatcher>();
        services.AddSingleton(SmsOptions.None);
        services.AddSingleton<DrillDesk>();
        services.AddLive(data.Path);
        services.AddSingleton(options);
        services.AddSingleton(
            HttpsAt is { } at ? PageEncryption.Of(new PageTls(at, tls!.Files, tls.CaFile)) : PageEncryption.None
        );
        services.AddSingleton<IStartupFilter, FromAfar>();
        app = builder.Build();
        app.MapLive();
    }

    public FakeTimeProvider World { get; } = new(Noon);

    public FakeTimeProvider Machine { get; } = new(Noon);

    public ListLedger Ledger { get; } = new();

    public string Folder => data.Path;

    /// <summary>Where the page is encrypted.</summary>
    public Uri? HttpsUrl => HttpsAt is { } at ? new Uri($"https://localhost:{at.Port}") : null;

    private IPEndPoint? HttpsAt { get; }

    public Uri Url { get; private set; } = null!;

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<LivePlace> StartAsync(
        FarmPlan? plan = null,
        LiveOptions? options = null,
        FarmCertificate? tls = null
    )
    {
        var place = new LivePlace(plan ?? Plans.BarnAndPump, options ?? LiveOptions.Default, tls);
        await place.app.StartAsync();
        place.Url = new Uri(place.app.Urls.First());
        return place;
    }

    /// <summary>Somebody's browser, that has not signed in.</summary>
    public HttpClient Stranger()
    {
        var browser = new HttpClient { BaseAddress = Url };
        browser.DefaultRequestHeaders.Add(OwnPageOnly.Header, "1");
        return browser;
    }

    /// <summary>The browser of somebody who has.</summary>
    public async Task<HttpClient> SignedInAsync(Role role = Role.Coordinator, string name = Person)
    {
        Assert.Equal(AccountOutcome.Done, Get<Accounts>().Add(name, Password, role));
        var browser = Stranger();
        var answer = await browser.SignInAsync(name, Password);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return browser;
    }

    /// <summary>A sweep, arrived as it was measured; returns when the page knows of it.</summary>
    public async Task ReadsAsync(string node, params Reading[] readings)
    {
        var now = World.GetUtcNow();
        Ledger.Add(now, node, readings);
        await Eventually.Until($"the page has the sweep of {node}", () => Knows(node, readings));

        bool Knows(string name, Reading[] swept) =>
            Get<LivePoints>().Now(0).FirstOrDefault(known => known.Name == name) is { } found
            && found.HeardMs >= now.ToUnixTimeMilliseconds()
            && swept.All(reading => found.Points.Any(point => point.Name == reading.Point));
    }

    /// <summary>Time passes on the farm and on the machine.</summary>
    public void Pass(TimeSpan time)
    {
        World.Advance(time);
        Machine.Advance(time);
    }

    /// <summary>An alert that stands, and its number.</summary>
    public long Raise(
        string zone,
        string node,
        string point,
        double value,
        Severity severity,
        string rule = "heat",
        string unit = "Cel"
    )
    {
        var now = World.GetUtcNow().ToUnixTimeMilliseconds();
        var store = Get<AlertStore>();
        var alert = new Alert(
            store.TakeAlertId(),
            rule,
            node,
            point,
            zone,
            severity,
            Urgency.Immediate,
            Certainty.Likely,
            AlertState.Raised,
            now,
            now,
            value,
            Limit: 35,
            unit
        );
        Assert.True(store.TryWrite("an alert", db => AlertTable.Insert(db, alert, StepReason.WentBeyond)));
        return alert.Id;
    }

    /// <summary>Makes a request another machine's.</summary>
    private sealed class FromAfar : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (http, further) =>
                    {
                        if (http.Request.Headers[FromHeader] is [{ } from])
                        {
                            http.Connection.RemoteIpAddress = IPAddress.Parse(from);
                        }

                        return further(http);
                    }
                );
                next(app);
            };
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        data.Dispose();
    }
}

internal static class Browser
{
    public static Task<HttpResponseMessage> SignInAsync(this HttpClient browser, string name, string password) =>
        browser.PostAsJsonAsync("/api/sign-in", new { name, password });

    public static async Task<JsonNode> StateAsync(this HttpClient browser) =>
        JsonNode.Parse(await browser.GetStringAsync("/api/state"))!;

    public static JsonNode Zone(this JsonNode state, string name) =>
        state["zones"]!.AsArray().Single(zone => (string)zone!["name"]! == name)!;
}

internal static class Plans
{
    public static FarmPlan BarnAndPump { get; } =
        new(
            "demo",
            "Comuna El Maizal",
            Language.Spanish,
            TimeSpan.FromHours(-4),
            FarmPlan.DefaultSilence,
            [
                new ZonePlan("porqueriza", new LocalText("Porqueriza", "Pig barn"), "pig-barn", "temperature"),
                new ZonePlan("bomba", new LocalText("Bomba del pozo", "Well pump"), "pump-house", "flow"),
            ],
            [
                new NodePlan(
                    "cerdos-1",
                    "porqueriza",
                    new Dictionary<string, LocalText>
                    {
                        ["temperature"] = new("Temperatura", "Temperature"),
                        ["state-fan"] = new("Ventilador", "Fan"),
                    }
                ),
                new NodePlan("bomba-1", "bomba", new Dictionary<string, LocalText>()),
            ],
            []
        );
}
