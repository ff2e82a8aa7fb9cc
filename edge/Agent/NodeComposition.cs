using System.Text;
using Microsoft.Extensions.Logging;
using Vigia.Edge.Cli;
using Vigia.Edge.Clock;
using Vigia.Edge.NodeFile;
using Vigia.Edge.Outbox;
using Vigia.Edge.Sampling;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation;
using Vigia.Edge.Sirens;
using Vigia.Edge.Uplink;
using Vigia.Wire;

namespace Vigia.Edge;

/// <summary>Puts one node together. A reading's way is Sensors → Sampling → Outbox → Uplink.</summary>
/// <param name="farm">Null when the sensors are real.</param>
internal sealed class NodeComposition(
    NodeConfig config,
    AgentOptions options,
    SimulatedFarm? farm,
    ILoggerFactory loggers
)
{
    // A faster farm closes its packs sooner, but not so often that packs are all a machine makes.
    private static readonly TimeSpan ShortestSweep = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan ShortestBackoff = TimeSpan.FromSeconds(2);

    private static readonly TimeProvider Time = TimeProvider.System;

    private readonly SensorTime world = farm?.SensorTime ?? new SensorTime(TimeProvider.System, Pauses.Real);
    private readonly string name = Topics.ClientId(config.Site, config.Node);
    private readonly IReadOnlyList<SensorLine> sensors = options.Simulation?.Every is { } every
        ? [.. config.Sensors.Select(s => s with { Every = every })]
        : config.Sensors;
    private readonly FaultCounts faults = new();

    /// <summary>One whose power may fail in the scenario, or an ordinary one.</summary>
    public INode ComposeNode() =>
        farm?.CanFail(config.Node) == true
            ? new PoweredNode(name, () => !farm.IsDown(config.Node), Compose)
            : Compose(default);

    /// <summary>Whatever is made later is what the earlier part needs behind it: the flow, from its end.</summary>
    private AgentNode Compose(PowerFailure power)
    {
        var clock = new NodeClock(BoardClock());
        var stores = Stores();
        var outbox = OutboxOver(stores, clock);
        var board = Boards.Open(config.Node, sensors, farm);
        // An alarm goes to the uplink, which lets the server switch the siren, which looks at the alarms.
        Uplink.Uplink? uplink = null;
        var alarms = new LocalAlarms(config.Alarms, (reading, limit) => uplink?.Raise(Alarm(reading, limit)));
        var siren = SirenOf(board, alarms, outbox, clock);
        var toServer = ToServer(power.Lost) with { Siren = siren };
        uplink = new Uplink.Uplink(toServer, outbox, clock, loggers.CreateLogger<Uplink.Uplink>());
        var sweeps = new SweepCounter(outbox);
        var sink = new PowerSwitch(sweeps, power.SensorsOff);
        var sampling = SamplingClock(clock);
        var lanes = Lanes(board, alarms, () => new OpenSweep(sampling, sink, Time, SweepAge()));
        var sampler = new Sampler(lanes, Time, loggers.CreateLogger<Sampler>()) { Speed = farm?.Time.Speed ?? 1 };
        IReadOnlyList<IDisposable> belongings = [uplink, stores.Young, stores.Card, board];
        return new AgentNode(name, sampler, sweeps, stores, uplink, siren is null ? belongings : [siren, .. belongings])
        {
            Siren = siren,
        };
    }

    private Siren? SirenOf(IBoard board, LocalAlarms alarms, Outbox.Outbox outbox, NodeClock clock)
    {
        if (config.Siren is not { } line)
        {
            return null;
        }

        var (begun, away) = (clock.UpMs, new OutboxLimits().Scaled(options.Timers).HeartbeatAway);
        return new Siren(
            () => board.OpenOutput(line.Output),
            new SirenBound(line.Longest, SirenBound.OrdinaryRest).Scaled(options.Timers),
            () => clock.UpMs,
            up =>
                LocalSiren.Decide(alarms.AnyStands(up), outbox.Server.SilentFor(up, begun), away)
                == SirenReason.ServerAway,
            outbox.Tally.Fault
        );
    }

    private IBoardClock BoardClock() =>
        farm is { Time.Speed: > 1 } ? new ProtocolClock(farm.Time, new LinuxClock())
        : options.Simulation is { } simulation
            ? new SimulatedClock(new LinuxClock(), simulation.ClockFile, loggers.CreateLogger<SimulatedClock>())
        : new LinuxClock();

    private INodeClock SamplingClock(NodeClock clock) =>
        farm is { Time.Speed: > 1 } ? new WorldClock(farm.Time, clock.KernelBoot) : clock;

    private TimeSpan SweepAge()
    {
        var age = OpenSweep.MaxAge * options.Timers / (farm?.Time.Speed ?? 1);
        return farm is { Time.Speed: > 1 } && age < ShortestSweep ? ShortestSweep : age;
    }

    private List<Lane> Lanes(IBoard board, LocalAlarms alarms, Func<OpenSweep> sweep)
    {
        var logger = loggers.CreateLogger<Lane>();
        return
        [
            .. sensors
                .GroupBy(s => s.Wiring.Lane)
                .Select(lane => new Lane(lane.Key, Slots(lane, board), sweep(), alarms, faults, Time, logger)),
        ];
    }

    private List<SensorSlot> Slots(IEnumerable<SensorLine> lines, IBoard board) =>
        [.. lines.Select(line => new SensorSlot(line, () => line.Chip.Open(board, line, world), world.World))];

    private OutboxStores Stores()
    {
        var card = Path.Combine(options.Data, name);
        var young = Places.Young(name, card, options.RuntimeDirectory);
        return new OutboxStores(new PackStore(young, PackStorePlace.Young), new PackStore(card, PackStorePlace.Card));
    }

    private Outbox.Outbox OutboxOver(OutboxStores stores, NodeClock clock)
    {
        var who = new NodeIdentity(config.Site, config.Node, config.Server.Id, BootId.Draw());
        var limits = new OutboxLimits { CardBytes = config.Outbox.SizeBytes, MaxAge = config.Outbox.Age };
        return new Outbox.Outbox(who, clock, stores, limits.Scaled(options.Timers))
        {
            Referee = options.LedgerOf(config.Node) is { } ledger ? new Referee(ledger) : null,
        };
    }

    private UplinkOptions ToServer(CancellationToken powerLost) =>
        new()
        {
            Host = config.Server.Host,
            Port = config.Server.Port,
            Secret = Encoding.UTF8.GetBytes(config.Secret),
            FarmCa = config.Server.Ca,
            // Two simulations with different data stand for two boards.
            Machine = MachineHash.Of(options.Simulation is null ? "" : Path.GetFullPath(options.Data)),
            Version = typeof(NodeComposition).Assembly.GetName().Version?.ToString(3) ?? "",
            Points = [.. sensors.SelectMany(PointsOf)],
            Faults = faults.Snapshot,
            // Of simulated boards there is nothing to read but the machine that simulates them.
            Board = options.Simulation is null ? new BoardSight(options.Data).Look : null,
            Trouble = farm?.WayOf(config.Node) ?? GoodWay.Always,
            PowerLost = powerLost,
            Timers = Timers(),
        };

    // The outages of a faster farm are short on the machine: so are the longest pauses between two tries.
    private UplinkTimers Timers()
    {
        var timers = new UplinkTimers().Scaled(options.Timers);
        if (farm is not { Time.Speed: > 1 and var speed })
        {
            return timers;
        }

        var longest = timers.BackoffMost / speed;
        return timers with { BackoffMost = longest < ShortestBackoff ? ShortestBackoff : longest };
    }

    private static IEnumerable<BirthPoint> PointsOf(SensorLine line) =>
        line
            .Points.Where(p => p.Name is not null)
            .Select(p => new BirthPoint(p.Name ?? "", p.Output.Unit, line.Chip.Name, line.Every.TotalSeconds));

    private static LocalAlarm Alarm(Reading reading, AlarmLimit limit) =>
        new(reading.Point, reading.Unit ?? "", reading.Value ?? 0, limit.Limit, limit.Expires);
}
