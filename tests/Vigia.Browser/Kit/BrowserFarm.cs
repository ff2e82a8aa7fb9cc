using Microsoft.Playwright;
using Vigia.Browser.Kit;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Nodes;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(BrowserFarm))]
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Vigia.Browser.Kit;

/// <summary>One real server with a farm of three zones, one node that says what a test wants, and one Chromium.</summary>
public sealed class BrowserFarm : IAsyncLifetime
{
    internal const string Coordinator = "rosa";
    internal const string Attendant = "jose";
    internal const string Password = "maiz-y-yuca";

    private readonly Scratch scratch = new();
    private readonly int mqttPort = Ports.Free();
    private IPlaywright? playwright;
    private IBrowser? chromium;
    private ServerProcess? server;

    internal int HttpPort { get; } = Ports.Free();

    internal string Url => $"http://127.0.0.1:{HttpPort}";

    internal SpeakingNode Node { get; private set; } = null!;

    internal Phones Phones { get; private set; } = null!;

    /// <summary>A coordinator without a browser.</summary>
    internal Caretaker Caretaker { get; private set; } = null!;

    /// <summary>Texts to phones: where no way is named they are only written down. A line that is still being written is none.</summary>
    internal IReadOnlyList<string> Texts
    {
        get
        {
            using var file = new FileStream(
                scratch.File("sms.jsonl"),
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite
            );
            var text = new StreamReader(file).ReadToEnd();
            return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        var identity = ServerIdentity.Open(scratch.Disk, Farm.Site);
        var secret = new NodeRegister(scratch.Disk, identity.Site).Add(SpeakingNode.Name, "porqueriza");
        await File.WriteAllTextAsync(scratch.File("farm.yaml"), TestFarm.Yaml);
        var starting = StartServerAsync();
        playwright = await Playwright.CreateAsync();
        chromium = await Chromium.LaunchAsync(playwright);
        await starting;
        Phones = new Phones(chromium, Url);
        await ChooseFirstPasswordAsync();
        new Accounts(scratch.Disk).Add(Attendant, Password, Role.Attendant);
        Caretaker = new Caretaker(new Uri(Url));
        Node = new SpeakingNode(mqttPort, secret);
        await Node.BeginAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Node is not null)
        {
            await Node.DisposeAsync();
        }

        if (chromium is not null)
        {
            await chromium.DisposeAsync();
        }

        playwright?.Dispose();
        Caretaker?.Dispose();
        await KillServerAsync();
        scratch.Dispose();
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
        server = await ServerProcess.StartAsync(new ServerPlan(scratch.Disk, mqttPort, HttpPort) { Timers = 1 });

    private async Task ChooseFirstPasswordAsync()
    {
        var said = await server!.Program.SaysAsync("Nobody has a password");
        var page = await Phones.StrangerAsync();
        await page.GotoAsync(said[said.IndexOf("http", StringComparison.Ordinal)..].Trim());
        await Phones.SignInAsync(page, Coordinator, Password);
        await page.Locator(".banner").First.WaitForAsync();
        await Phones.PutAwayAsync();
    }
}
