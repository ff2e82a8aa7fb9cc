using System.Globalization;
using Microsoft.Playwright;
using MQTTnet;
using MQTTnet.Protocol;
using Vigia.Browser.Kit;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Nodes;
using Vigia.Wire;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(BrowserFarm))]
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Vigia.Browser.Kit;

/// <summary>One real server with a farm of three zones, one node that says what a test wants, and one Chromium.</summary>
public sealed class BrowserFarm : IAsyncLifetime
{
    public const string Node = "cerdos-1";

    internal const string Coordinator = "rosa";
    internal const string Attendant = "jose";
    internal const string Password = "maiz-y-yuca";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly Scratch scratch = new();
    private readonly IMqttClient node = new MqttClientFactory().CreateMqttClient();
    private readonly CancellationTokenSource end = new();
    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly List<string> complaints = [];
    private IPlaywright? playwright;
    private ServerProcess? server;
    private string secret = "";
    private Task beating = Task.CompletedTask;
    private double temperature = 27;

    internal IBrowser Chromium { get; private set; } = null!;

    internal int HttpPort { get; } = Ports.Free();

    internal int MqttPort { get; } = Ports.Free();

    /// <summary>Errors of any page: what a browser forbade, threw, or asked of another place.</summary>
    internal IReadOnlyList<string> Complaints
    {
        get
        {
            lock (complaints)
            {
                return [.. complaints];
            }
        }
    }

    /// <summary>Texts to phones: where no way is named they are only written down.</summary>
    internal IReadOnlyList<string> Texts => File.ReadAllLines(scratch.File("sms.jsonl"));

    internal string Url => $"http://127.0.0.1:{HttpPort}";

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        LayOut();
        var starting = StartServerAsync();
        playwright = await Playwright.CreateAsync();
        Chromium = await Kit.Chromium.LaunchAsync(playwright);
        await starting;
        await ChooseFirstPasswordAsync();
        new Accounts(scratch.Disk).Add(Attendant, Password, Role.Attendant);
        await ConnectAsync();
        beating = BeatAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await beating;
        if (Chromium is not null)
        {
            await Chromium.DisposeAsync();
        }

        playwright?.Dispose();
        node.Dispose();
        await KillServerAsync();
        scratch.Dispose();
        end.Dispose();
        oneAtATime.Dispose();
    }

    /// <summary>A phone that has not signed in.</summary>
    internal async Task<IPage> StrangerAsync(PhoneKind? kind = null, int? port = null)
    {
        var phone = kind ?? PhoneKind.Phone;
        var context = await Chromium.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = $"http://127.0.0.1:{port ?? HttpPort}",
                ViewportSize = new ViewportSize { Width = phone.Width, Height = phone.Height },
                Locale = phone.Language == "es" ? "es-VE" : "en-GB",
                ColorScheme = phone.IsDark ? ColorScheme.Dark : ColorScheme.Light,
                HasTouch = phone.Width < 800,
                BypassCSP = phone.BypassesPolicy,
            }
        );
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            // A refused password, a server that is away: the browser's own words about an answer, no fault of the page.
            if (
                message.Type == "error"
                && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            )
            {
                Complain($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => Complain($"{page.Url}: {error}");
        return page;
    }

    /// <summary>The phone of somebody who has signed in.</summary>
    internal async Task<IPage> SignedInAsync(string name = Coordinator, PhoneKind? kind = null, int? port = null)
    {
        var page = await StrangerAsync(kind, port);
        await page.GotoAsync("/");
        await SignInAsync(page, name, Password);
        await page.Locator(".zones .zone").First.WaitForAsync();
        return page;
    }

    internal static async Task SignInAsync(IPage page, string name, string password)
    {
        await page.Locator("input[name=name]").FillAsync(name);
        await page.Locator("input[name=password]").FillAsync(password);
        await page.Locator("form button[type=submit]").ClickAsync();
    }

    /// <summary>From now on this is measured; returns when the server has stored the first of it.</summary>
    internal async Task MeasureAsync(double celsius)
    {
        temperature = celsius;
        await SayAsync();
    }

    /// <summary>As a power cut does it, and back again.</summary>
    internal async Task KillServerAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    internal async Task StartServerAsync() =>
        server = await ServerProcess.StartAsync(new ServerPlan(scratch.Disk, MqttPort, HttpPort) { Timers = 1 });

    internal async Task ConnectAsync()
    {
        var user = Topics.ClientId(Farm.Site, Node);
        await Eventually.Until(
            "the node is let in",
            async () =>
            {
                try
                {
                    await node.ConnectAsync(
                        new MqttClientOptionsBuilder()
                            .WithTcpServer("127.0.0.1", MqttPort)
                            .WithClientId(user)
                            .WithCredentials(user, secret)
                            .WithCleanStart()
                            .Build(),
                        end.Token
                    );
                    return true;
                }
                catch (MQTTnet.Exceptions.MqttCommunicationException)
                {
                    return false;
                }
            }
        );
    }

    private void LayOut()
    {
        var identity = ServerIdentity.Open(scratch.Disk, Farm.Site);
        secret = new NodeRegister(scratch.Disk, identity.Site).Add(Node, "porqueriza");
        File.WriteAllText(scratch.File("farm.yaml"), FarmYaml);
    }

    private async Task ChooseFirstPasswordAsync()
    {
        var said = await server!.Program.SaysAsync("Nobody has a password");
        var page = await StrangerAsync();
        await page.GotoAsync(said[said.IndexOf("http", StringComparison.Ordinal)..].Trim());
        await SignInAsync(page, Coordinator, Password);
        await page.Locator(".banner").First.WaitForAsync();
        await page.Context.CloseAsync();
    }

    private async Task BeatAsync()
    {
        try
        {
            while (true)
            {
                if (node.IsConnected)
                {
                    await SayAsync();
                }

                await Task.Delay(Beat, end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task SayAsync()
    {
        await oneAtATime.WaitAsync(end.Token);
        try
        {
            var seconds = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
            var pack = string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                [{"bn":"{{Node}}/","bt":{{seconds:0.000}},"n":"temperature","u":"Cel","v":{{temperature}}},
                 {"n":"humidity","u":"%RH","v":61.5},{"n":"nh3","u":"ppm","v":8},{"n":"state-fan","u":"boolean","v":1}]
                """
            );
            await node.PublishStringAsync(
                Topics.Of(Farm.Site, Node, Channel.Plain),
                pack,
                MqttQualityOfServiceLevel.AtLeastOnce,
                cancellationToken: end.Token
            );
        }
        catch (MQTTnet.Exceptions.MqttCommunicationException)
        {
            // The server is away; what is measured meanwhile is not this test's.
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private void Complain(string words)
    {
        lock (complaints)
        {
            complaints.Add(words);
        }
    }

    private const string FarmYaml = """
        title: Comuna El Maizal
        zones:
          - name: porqueriza
            title: { es: Porqueriza, en: Pig barn }
            kind: pig-barn
            rules: { hot: "off", heat: "off", ventilation: "off" }
          - name: bomba
            title: { es: Bomba del pozo, en: Well pump }
            kind: pump-house
          - name: galpon
            title: { es: Galpón de acopio, en: Warehouse }
            kind: warehouse
        nodes:
          - { name: cerdos-1, zone: porqueriza }
          - { name: bomba-1, zone: bomba }
          - { name: galpon-1, zone: galpon }
        people:
          - { name: yelitza, title: Yelitza Rondón, phone: 0400-0000001 }
          - { name: ramon, title: Ramón Escalona, phone: 0400-0000002 }
        roles:
          pig-barn: [yelitza, ramon]
          coordinator: [yelitza, ramon]
        rules:
          - name: very-hot
            title: { es: Mucho calor, en: Very hot }
            do: { es: Abra las cortinas, en: Open the curtains }
            zone: porqueriza
            severity: severe
            point: temperature
            above: 45
            clear: 44
            for: 0s
        """;
}

/// <summary>What a person holds in the hand, or hangs on the wall.</summary>
internal sealed record PhoneKind(int Width, int Height, string Language = "es", bool IsDark = false)
{
    public static PhoneKind Phone { get; } = new(390, 844);

    public static PhoneKind Narrow { get; } = new(360, 740);

    public static PhoneKind Wall { get; } = new(1920, 1080);

    /// <summary>Where a check is put into the page that the page's own policy would forbid.</summary>
    public bool BypassesPolicy { get; init; }
}
