using Vigia.EndToEnd.Kit.Daemons;
using Vigia.EndToEnd.Kit.Link;
using Vigia.EndToEnd.Kit.Proof;

namespace Vigia.EndToEnd.Kit;

/// <summary>
/// A whole small farm of real processes: server, nodes, mosquitto where the way needs it, a faulty link between, and a database
/// of its own in the influxd that all rows share.
/// </summary>
internal sealed class Farm : IAsyncDisposable
{
    public const string Site = "elmaizal";

    // At any hour: the simulated greenhouse has its hot afternoons.
    private const string Mild = "heat=25\n";

    private readonly List<AgentProcess> agents = [];
    private readonly Dictionary<string, AgentPlan> nodes = [];
    private ServerProcess? server;

    private Farm(Way way)
    {
        Way = way;
        var data = Scratch.Folder("server");
        Mosquitto = new Mosquitto(Scratch, Path.Combine(data, "identity", "broker"));
        ServerPlan = new ServerPlan(data, Ports.Free(), Ports.Free())
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

    /// <summary>The way stands and one node is known, <c>inv1</c>; the server does not run yet.</summary>
    public static async Task<Farm> PrepareAsync(Way way, Func<ServerPlan, ServerPlan>? change = null)
    {
        var farm = new Farm(way);
        farm.ServerPlan = change?.Invoke(farm.ServerPlan) ?? farm.ServerPlan;
        await farm.AddNodeAsync("inv1");
        if (way == Way.Mosquitto)
        {
            await farm.Mosquitto.StartAsync();
        }

        return farm;
    }

    /// <summary>The server runs.</summary>
    public static async Task<Farm> OpenAsync(Way way, Func<ServerPlan, ServerPlan>? change = null)
    {
        var farm = await PrepareAsync(way, change);
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
            Scratch.File($"{node}.referee"),
            Scratch.File($"{node}.clock"),
            Scratch.File($"{node}.world")
        );
        await File.WriteAllTextAsync(plan.ClockFile, "");
        await File.WriteAllTextAsync(plan.WorldFile, Mild);
        nodes[node] = plan;
        Mosquitto.Reload();
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

    /// <summary>A server that dies where it is told, which may be before it is ready: nodes do not wait for that.</summary>
    public async Task ServerDiesAsync(string crashAt)
    {
        if (server is not null)
        {
            await server.DisposeAsync();
            server = null;
        }

        await ServerProcess.DiesAsync(ServerPlan with { CrashAt = crashAt });
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

    public long Rows() => LedgerCopy.CountRows(LedgerPath);

    /// <summary>Waits until so many more packs are stored than now.</summary>
    public Task MoreStoredAsync(long packs) => StoredAsync(Rows() + packs);

    public Task StoredAsync(long packs, TimeSpan? within = null) =>
        Eventually.Until($"{packs} packs are stored", () => Rows() >= packs, within, seen: () => $"{Rows()}\n{Said()}");

    /// <summary>The fault lasts so long; nothing is hoped for meanwhile.</summary>
    public static Task LastsAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds));

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

    /// <summary>Lets a node work until each of these packs is stored or named lost, and gives those that are not stored.</summary>
    public async Task<HashSet<PackIdentity>> SettledButForAsync(IReadOnlyList<SampledPack> packs)
    {
        var lost = new HashSet<PackIdentity>();
        StartAgent();
        await Eventually.Until(
            "each pack is stored or named",
            IsEachNamed,
            TimeSpan.FromSeconds(120),
            seen: () => $"{lost.Count} not stored\n{Said()}"
        );
        return lost;

        bool IsEachNamed()
        {
            if (!File.Exists(LedgerPath))
            {
                return false;
            }

            var ledger = Ledger();
            var stored = ledger.Rows.Select(row => new PackIdentity(row.Node, row.Boot, row.Seq)).ToHashSet();
            lost = [.. packs.Select(pack => pack.Identity).Where(identity => !stored.Contains(identity))];
            return lost.SetEquals(ledger.Gaps.SelectMany(gap => gap.Identities()));
        }
    }

    /// <summary>Drains, and proves the equation of what is in the ledger and in InfluxDB.</summary>
    public async Task ProveAsync(Allowed? allowed = null)
    {
        await DrainAsync();
        new Equation(Sampled(), Ledger(), allowed ?? Allowed.Nothing).Holds();
    }

    /// <summary>A copy of a node and of all it holds, on another machine.</summary>
    public string AddTwin(string node)
    {
        var (plan, name) = (nodes[node], $"{node}-twin");
        nodes[name] = plan with
        {
            DataFolder = Scratch.File("outbox", name),
            RuntimeFolder = Path.Combine(Scratch.Memory, name),
            LedgerPath = Scratch.File($"{name}.referee"),
        };
        Databases.CopyFolder(plan.DataFolder, nodes[name].DataFolder);
        Databases.CopyFolder(plan.RuntimeFolder, nodes[name].RuntimeFolder);
        return name;
    }

    public Task SetClockAsync(string node, params string[] lines) =>
        File.WriteAllTextAsync(nodes[node].ClockFile, string.Join('\n', lines) + "\n");

    /// <summary>A server that is told to end, ends well.</summary>
    public async Task CloseServerAsync()
    {
        Server.Program.Signal(Signal.Terminate);
        await Server.Program.EndAsync();
    }

    public async Task RestartServerAsync()
    {
        await CloseServerAsync();
        await StartServerAsync();
    }

    /// <summary>Every point of these rows is in the shared InfluxDB.</summary>
    public Task InfluxHasAsync(LedgerCopy ledger) =>
        InfluxProof.HasAsync(SharedInflux.Instance, ServerPlan.InfluxDatabase, ledger);

    /// <summary>The line is cut, what is stored goes into InfluxDB, and then the power of the server.</summary>
    public async Task LoseServerAsync()
    {
        Link.Open = false;
        Link.Cut();
        await InfluxDbEqualsLedgerAsync();
        await Server.Program.KillAsync();
    }

    /// <summary>InfluxDB's points are the ledger's rows through the line function, but for <paramref name="except"/>.</summary>
    public Task InfluxDbEqualsLedgerAsync(Influxd? influx = null, Func<IReadOnlyCollection<string>>? except = null) =>
        InfluxProof.HoldsAsync(
            influx ?? SharedInflux.Instance,
            ServerPlan.InfluxDatabase,
            LedgerPath,
            except ?? (() => [])
        );

    /// <summary>Lines in the quarantine of <c>vigia.db</c>.</summary>
    public IReadOnlyCollection<string> Quarantine() => AlertCopy.Quarantine(ServerPlan.DataFolder);

    /// <summary>Makes it hot at <paramref name="node"/>, and waits for the message, which must not take 5 s from the hot pack's arrival.</summary>
    public async Task AlarmReachesTheGatewayAsync(string node = "inv1")
    {
        await File.WriteAllTextAsync(nodes[node].WorldFile, "heat=45\n");
        await Eventually.Until("the message reaches the gateway", () => Messages().Count > 0, seen: Said);
        var hot = Ledger().Rows.First(row => row.Node == node && AlertCopy.IsHot(row));
        Assert.InRange(Messages()[0].HandedMs - hot.ReceivedMs, 0, 5000);
    }

    public async Task AlarmIsClearedAsync(string node = "inv1")
    {
        await File.WriteAllTextAsync(nodes[node].WorldFile, Mild);
        await Eventually.Until("the alarm is cleared", NothingStandsOpen);
    }

    public bool NothingStandsOpen() => AlertCopy.OpenAlerts(ServerPlan.DataFolder) == 0;

    /// <summary>How many messages the gateway took, none of which a server killed now would hand over a second time.</summary>
    public async Task<int> MessagesOnceHandedOverAsync()
    {
        await Eventually.Until("no message waits", () => AlertCopy.WaitingMessages(ServerPlan.DataFolder) == 0);
        return Messages().Count;
    }

    public IReadOnlyList<SentMessage> Messages() => AlertCopy.Messages(ServerPlan.DataFolder);

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

    private string Said() =>
        string.Join('\n', agents.Select(agent => agent.Program.Said.Tail(8)).Append(server?.Program.Said.Tail(8)));

    // With nothing sampled it may have ended before it was connected.
    private static bool IsAllSettled(string line) =>
        line.StartsWith("sampled ", StringComparison.Ordinal)
        && !line.StartsWith("sampled 0,", StringComparison.Ordinal)
        && line.EndsWith("held 0", StringComparison.Ordinal);

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
