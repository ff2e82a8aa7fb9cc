using Vigia.EndToEnd.Kit.Daemons;
using Vigia.EndToEnd.Kit.Link;
using Vigia.EndToEnd.Kit.Proof;
using Vigia.Server.Ledger;

namespace Vigia.EndToEnd.Kit;

/// <summary>
/// A whole small farm of real processes: server, nodes, mosquitto where the way needs it, a faulty link between, and a database
/// of its own in the influxd that all rows share.
/// </summary>
internal sealed class Farm : IAsyncDisposable
{
    public const string Site = "elmaizal";

    private readonly List<AgentProcess> agents = [];
    private readonly Dictionary<string, AgentPlan> nodes = [];
    private ServerProcess? server;

    private Farm(Way way)
    {
        Way = way;
        Mosquitto = new Mosquitto(Scratch);
        ServerPlan = new ServerPlan(Scratch.Folder("server"), Ports.Free(), Ports.Free())
        {
            BrokerPort = way == Way.Mosquitto ? Mosquitto.Port : null,
            InfluxDatabase = $"farm{Environment.ProcessId}x{Ports.Free()}",
        };
        Link = new FaultyLink(way == Way.Mosquitto ? Mosquitto.Port : ServerPlan.MqttPort);
    }

    public Way Way { get; }

    public Scratch Scratch { get; } = new();

    public Mosquitto Mosquitto { get; }

    public FaultyLink Link { get; }

    public Faults Faults { get; } = new(Seeds.Seed);

    public ServerPlan ServerPlan { get; set; }

    public ServerProcess Server => server ?? throw new InvalidOperationException("the server was not started");

    public string LedgerPath => Path.Combine(ServerPlan.DataFolder, "ledger.db");

    public IReadOnlyDictionary<string, AgentPlan> Nodes => nodes;

    /// <summary>The way stands, the server does not run yet.</summary>
    public static async Task<Farm> PrepareAsync(Way way)
    {
        var farm = new Farm(way);
        if (way == Way.Mosquitto)
        {
            await farm.Mosquitto.StartAsync();
        }

        return farm;
    }

    /// <summary>The server runs and knows one node, <c>inv1</c>.</summary>
    public static async Task<Farm> OpenAsync(Way way, Func<ServerPlan, ServerPlan>? change = null)
    {
        var farm = await PrepareAsync(way);
        farm.ServerPlan = change?.Invoke(farm.ServerPlan) ?? farm.ServerPlan;
        await farm.AddNodeAsync("inv1");
        await farm.StartServerAsync();
        return farm;
    }

    public async Task<AgentPlan> AddNodeAsync(string node)
    {
        var folder = Scratch.Folder("nodes", node);
        await ServerProcess.RunAsync([
            "node",
            "add",
            node,
            "--data",
            ServerPlan.DataFolder,
            "--site",
            Site,
            "--server",
            $"127.0.0.1:{Link.Port}",
            "--out",
            folder,
        ]);
        var plan = new AgentPlan(
            node,
            Path.Combine(folder, "node.yaml"),
            Scratch.Folder("outbox", node),
            Directory.CreateDirectory(Path.Combine(Scratch.Memory, node)).FullName,
            Scratch.File($"{node}.referee")
        );
        nodes[node] = plan;
        return plan;
    }

    public async Task StartServerAsync(string? crashAt = null)
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        server = await ServerProcess.StartAsync(ServerPlan with { CrashAt = crashAt });
    }

    public AgentProcess StartAgent(string node = "inv1", Func<AgentPlan, AgentPlan>? change = null)
    {
        var plan = nodes[node];
        var agent = AgentProcess.Start(change?.Invoke(plan) ?? plan);
        agents.Add(agent);
        return agent;
    }

    public IReadOnlyList<SampledPack> Sampled() =>
        [.. nodes.Values.SelectMany(node => Referee.Read(node.Node, node.LedgerPath))];

    public LedgerCopy Ledger() => LedgerCopy.Read(LedgerPath);

    public Task StoredAsync(long packs) =>
        Eventually.Until($"{packs} packs are stored", () => Server.Rows() >= packs, seen: () => $"{Server.Rows()}");

    /// <summary>
    /// Ends sampling, and lets every node start once more to bring what its outbox holds; returns when all hold nothing.
    /// </summary>
    public async Task DrainAsync(TimeSpan? within = null)
    {
        foreach (var agent in agents.Where(agent => !agent.Program.HasEnded))
        {
            agent.Program.Signal(Signal.Continue);
            agent.Program.CloseInput();
            await agent.Program.EndAsync();
        }

        await Task.WhenAll(nodes.Values.Select(node => DrainAsync(node, within ?? Eventually.Patience)));
    }

    /// <summary>Drains, and proves the equation of what is in the ledger and in InfluxDB.</summary>
    public async Task ProveAsync(Allowed? allowed = null)
    {
        await DrainAsync();
        new Equation(Sampled(), Ledger(), allowed ?? Allowed.Nothing).Holds();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in agents)
        {
            await agent.DisposeAsync();
        }

        if (server is not null)
        {
            await server.DisposeAsync();
        }

        await Link.DisposeAsync();
        await Mosquitto.DisposeAsync();
        Scratch.Dispose();
    }

    private async Task DrainAsync(AgentPlan node, TimeSpan within)
    {
        await Eventually.Until($"{node.Node} holds nothing", HoldsNothingAsync, within);

        async Task<bool> HoldsNothingAsync()
        {
            await using var agent = AgentProcess.Start(
                node with
                {
                    For = TimeSpan.FromMilliseconds(100),
                    Every = node.Every,
                }
            );
            await agent.Program.EndAsync(TimeSpan.FromSeconds(30));
            return agent.Program.Said.Find(line => line.Contains("held 0", StringComparison.Ordinal)) is not null;
        }
    }
}
