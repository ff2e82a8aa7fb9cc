using System.Net;
using Vigia.Server.Cli;
using Vigia.Server.Clock;
using Vigia.Server.Ingest.Listener;
using Vigia.Server.Nodes;
using Vigia.Wire;

namespace Vigia.Server.Demo;

/// <summary><c>vigia demo</c>: the service in a temporary folder, and the shipped agent with two simulated nodes beside it.</summary>
internal static class DemoVerb
{
    private static readonly (string Node, string Zone)[] Nodes =
    [
        ("inv-1", "invernadero-1"),
        ("inv-2", "invernadero-2"),
    ];

    public static IReadOnlyList<string> Options { get; } = ["--mqtt", "--http", "--influx", "--influx-db", "--for"];

    public static async Task<int> RunAsync(Settings settings, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("vigia-demo-").FullName;
        try
        {
            return await RunInAsync(folder, settings, stop);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunInAsync(string folder, Settings settings, CancellationToken stop)
    {
        var options = ReadOptions(folder, settings);
        await using var host = ServerHost.Build(options, settings.Texts);
        var nodeFiles = AddNodes(folder, options.Listener.Plain!);
        await host.StartAsync(settings.Texts, stop);
        Console.WriteLine(settings.Texts.DemoStarts($"{options.Listener.Plain}", $"{options.Http}", folder));
        Console.WriteLine(ServeVerb.Ready);

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (settings.Time("--for") is { } time)
        {
            ending.CancelAfter(time);
        }

        await using var agent = AgentProcess.Start(nodeFiles, folder, settings.Texts);
        var readings = new DemoReadings(host.Services, settings.Texts).ShowAsync(ending.Token);
        await host.WaitForSignalAsync(ending.Token);
        await ending.CancelAsync();
        await readings;

        // The nodes end first and send what they still hold.
        await agent.EndAsync();
        DemoReadings.SayTotals(host.Services, settings.Texts);
        return ExitCode.Good;
    }

    private static ServeOptions ReadOptions(string folder, Settings settings)
    {
        var mqtt = settings.EndPoint("--mqtt", null) ?? FreePorts.OnLoopback();
        var http = settings.EndPoint("--http", null) ?? FreePorts.OnLoopback();
        return new ServeOptions(
            folder,
            "demo",
            new ListenerOptions { Plain = mqtt },
            Broker: null,
            ServeOptions.ReadInflux(settings, "vigia_demo"),
            http,
            new Ingest.IngestOptions { ReserveBytes = 64 * 1024 * 1024 },
            // Server and nodes share this machine's clock: whatever it shows, they agree.
            new ClockOptions(ClockQuality.Ntp),
            Settings.TimerScale
        );
    }

    private static List<string> AddNodes(string folder, IPEndPoint mqtt)
    {
        var identity = ServerIdentity.Open(folder, site: null);
        var register = new NodeRegister(folder, identity.Site);
        var files = new List<string>();
        foreach (var (node, zone) in Nodes)
        {
            var bundle = Path.Combine(folder, "nodes", node);
            NodeVerb.WriteBundle(bundle, identity, node, mqtt.Address.ToString(), mqtt.Port, register.Add(node, zone));
            files.Add(Path.Combine(bundle, "node.yaml"));
        }

        return files;
    }
}
