using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.Server;
using Vigia.Server.Alerts;
using Vigia.Server.Derive.Live;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;
using Vigia.Server.Rules.People;
using Vigia.Server.Rules.Service;
using Vigia.Server.Sms;
using Vigia.Tests.Influx;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>From the ledger to the gateway, at ten o'clock on a fake clock, in a folder that outlives a kill.</summary>
internal sealed class RulesPlace : IDisposable
{
    public static readonly DateTimeOffset Ten = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    public RulesPlace()
    {
        Clock = new FakeTimeProvider(Ten);
        Gateway = new RecordingGateway();
        Start();
    }

    private string farm = "";

    public FakeTimeProvider Clock { get; }

    public RecordingGateway Gateway { get; }

    public ListLedger Ledger { get; } = new();

    public FollowerPlace Data { get; } = new();

    public MessageDispatcher Dispatcher { get; private set; } = null!;

    public RulesFollower Follower { get; private set; } = null!;

    public FarmPlan Plan { get; private set; } = FarmPlan.Empty;

    public NodeWatch Watch { get; private set; } = null!;

    public AlertDesk Desk { get; private set; } = null!;

    public WordBook Words { get; private set; } = null!;

    public AlarmBook Alarms { get; private set; } = null!;

    public DerivedReadings Derived { get; private set; } = null!;

    /// <summary>Told of all that is derived, also after a kill.</summary>
    public Action<LedgerRow, IReadOnlyList<Reading>>? Made { get; set; }

    /// <summary>What the parts of the service say of themselves.</summary>
    public List<ServiceSight> Sights { get; } = [];

    /// <summary>Points as they were last heard.</summary>
    public List<PointSight> Points { get; } = [];

    public TimeSpan For { get; set; } = TimeSpan.Zero;

    /// <summary>A reading that arrives as it is measured, a moment later.</summary>
    public void Air(double value, string node = "inv1")
    {
        Clock.Advance(TimeSpan.FromMilliseconds(100));
        Ledger.Add(Clock.GetUtcNow(), node, new Reading("air", "Cel", value));
    }

    /// <summary>One sweep of a node of the farm, arrived as it was measured and judged at once.</summary>
    public void Say(string node, params Reading[] readings)
    {
        Watch.Hear(node);
        Ledger.Add(Clock.GetUtcNow(), node, readings);
        Follower.FollowOnce();
    }

    /// <summary>So long, the same every few seconds.</summary>
    public void Repeat(TimeSpan span, TimeSpan every, Action sweep)
    {
        for (var gone = TimeSpan.Zero; gone < span; gone += every)
        {
            Clock.Advance(every);
            sweep();
        }
    }

    /// <summary>Texts that were made, in order; handed over or not.</summary>
    public IReadOnlyList<string> Texts() =>
        Data.Store.Read(db => db.Rows("SELECT text FROM message ORDER BY rowid", row => row.GetString(0)), []);

    /// <summary>Judges what came, and hands over what is to be told.</summary>
    public async Task TurnAsync()
    {
        Follower.FollowOnce();
        await Dispatcher.DispatchOnceAsync(default);
    }

    /// <summary>As by kill -9: only what is on disk is left.</summary>
    public void Kill()
    {
        Dispatcher.Dispose();
        Data.Restart();
        StartFarm(farm);
    }

    public IReadOnlyList<Alert> OpenAlerts() => Data.Store.Read(AlertTable.Open, []);

    public long Count(string table) => Data.Store.Read(db => db.Number($"SELECT count(*) FROM {table}"), -1);

    public void Start(string rule = "calor") =>
        StartFarm(
            $"""
            rules:
              - name: {rule}
                point: air
                above: 38
                clear: 36
                for: {For.TotalSeconds}s
            """
        );

    public void StartFarm(string yaml)
    {
        var (plan, errors) = FarmFile.Parse(yaml, "farm.yaml");
        Assert.Empty(errors);
        (Plan, farm) = (plan!, yaml);
        Ledger.ZoneOf = node => Plan.Node(node)?.Zone;
        var clocks = new ServerClocks(Clock, Clock);
        var register = new FarmNodes(Plan);
        var incidents = new Incidents(new AlertTexts(Plan), Data.Store, clocks);
        Watch = new NodeWatch(register, clocks);
        Desk = new AlertDesk(Data.Store, new AlertTexts(Plan));
        Dispatcher = new MessageDispatcher(
            Data.Store,
            Gateway,
            DispatchOptions.Default,
            clocks,
            NullLogger<MessageDispatcher>.Instance
        );
        Alarms = new AlarmBook(Data.Store, Dispatcher, new AlertTexts(Plan), Desk, NullLogger<AlarmBook>.Instance);
        incidents.AlarmOf = Alarms.AlarmOf;
        var silence = new SilenceJudge(Watch, register, Plan, new ServerOptions("demo", Data.Folder), incidents);
        Derived = new DerivedReadings(() => Plan, NullLogger<DerivedReadings>.Instance)
        {
            Made = (row, made) => Made?.Invoke(row, made),
        };
        Follower = new RulesFollower(
            Ledger,
            new RuleJudge(
                new RuleBook(Plan),
                incidents,
                silence,
                Watch,
                Data.Store,
                Lateness.Of(speed: 1),
                maintained: null,
                new SelfWatch(
                    new ServiceJudge(() => Sights, Plan, new ServerOptions("demo", Data.Folder), incidents, clocks),
                    new PointJudge(() => Points, Watch, Plan, incidents)
                )
            ),
            Data.Store,
            Dispatcher,
            Desk,
            RulesOptions.Default,
            clocks,
            NullLogger<RulesFollower>.Instance,
            Derived,
            new FireBulletins(Derived, Data.Store),
            Words = new WordBook(Data.Store, Plan)
        );
    }

    public void Dispose()
    {
        Dispatcher.Dispose();
        Data.Dispose();
    }
}

/// <summary>Every node is known, and stands where the farm file says.</summary>
internal sealed class FarmNodes(FarmPlan plan) : INodeRegister
{
    public bool Verify(string user, ReadOnlySpan<byte> secret, out string node)
    {
        node = user;
        return true;
    }

    public string? ZoneOf(string node) => plan.Node(node)?.Zone;

    public bool Knows(string node) => true;
}

/// <summary>Keeps what it is handed; can be away, or die while it holds a message.</summary>
internal sealed class RecordingGateway : IAnnouncer
{
    public List<Message> Taken { get; } = [];

    public bool Away { get; set; }

    public bool DiesAfterTaking { get; set; }

    public IEnumerable<string> Texts => Taken.Select(message => message.Text);

    public Task<HandOver> AnnounceAsync(Message message, CancellationToken stop)
    {
        if (Away)
        {
            return Task.FromResult(HandOver.Unavailable("no network"));
        }

        Taken.Add(message);
        return DiesAfterTaking ? throw new InvalidOperationException("killed") : Task.FromResult(HandOver.Taken);
    }
}
