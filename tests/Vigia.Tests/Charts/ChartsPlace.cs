using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.Server;
using Vigia.Server.Alerts;
using Vigia.Server.Calls;
using Vigia.Server.Calls.Sirens;
using Vigia.Server.Farm;
using Vigia.Server.Health;
using Vigia.Server.Influx;
using Vigia.Server.Influx.States;
using Vigia.Server.Ledger;
using Vigia.Server.Live;
using Vigia.Server.Live.Points;
using Vigia.Server.Nodes;
using Vigia.Server.Nodes.Orders;
using Vigia.Server.Rules;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Health;
using Vigia.Server.Sms.Outbox;
using Vigia.Tests.Influx;
using Vigia.Tests.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Charts;

/// <summary>The server's followers as they are shipped, from a ledger of a list into a real InfluxDB, in a time the test moves.</summary>
internal sealed class ChartsPlace : IDisposable
{
    private readonly FollowerPlace data = new();
    private readonly ServiceProvider services;

    public ChartsPlace(string yaml, Uri influx, string database, DateTimeOffset from)
    {
        var (plan, errors) = FarmFile.Parse(yaml, "farm.yaml");
        Assert.Empty(errors);
        Plan = plan!;
        Clock = new FakeTimeProvider(from);
        Ledger = new ListLedger { ZoneOf = node => Plan.ZoneOf(node) };
        services = Services(new InfluxOptions(influx, database)).BuildServiceProvider();
        Get<NodeWatch>().Begin();
        foreach (var node in Plan.Nodes)
        {
            Get<NodeWatch>().Expect(node.Name, lastHeard: null);
            Get<HealthBook>().Born(node.Name, "0.1.0");
        }
    }

    public FarmPlan Plan { get; }

    public FakeTimeProvider Clock { get; }

    public ListLedger Ledger { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>A sweep that arrives now, measured now or, after a cut, before.</summary>
    public void Say(string node, DateTimeOffset measured, IReadOnlyList<Reading> readings)
    {
        Get<NodeWatch>().Hear(node);
        Get<HealthBook>().Stamp(node, ClockQuality.Ntp);
        Ledger.Add(Now, measured, node, [.. readings]);
    }

    /// <summary>What came is judged and shown.</summary>
    public void Follow()
    {
        while (Get<RulesFollower>().FollowOnce() == FollowedRows.MoreWait) { }
        while (Get<LiveFollower>().FollowOnce()) { }
    }

    /// <summary>All that came, and the minute's states, are in InfluxDB.</summary>
    public async Task SendAsync()
    {
        FollowOutcome outcome;
        do
        {
            outcome = await Get<InfluxFollower>().FollowOnceAsync(default);
            Assert.NotEqual(FollowOutcome.TryLater, outcome);
        } while (outcome == FollowOutcome.MoreWaits);

        await Get<ChartLoop>().TurnOnceAsync(default);
    }

    public void Dispose()
    {
        services.Dispose();
        data.Dispose();
    }

    private ServiceCollection Services(InfluxOptions influx)
    {
        var clocks = new ServerClocks(Clock, Clock);
        var added = new ServiceCollection();
        added.AddLogging(logging => logging.ClearProviders());
        added.AddSingleton(new FarmBook(Plan));
        added.AddSingleton(new ServerOptions("demo", data.Folder));
        added.AddSingleton(new ServerState());
        added.AddSingleton(new Certificates(TimeProvider.System, NullLogger<ServerCertificate>.Instance));
        added.AddSingleton(clocks);
        added.AddSingleton<TimeProvider>(Clock);
        added.AddSingleton<ILedgerReader>(Ledger);
        added.AddSingleton(data.Store);
        added.AddSingleton<INodeRegister>(new FarmNodes(Plan));
        added.AddSingleton<NodeWatch>();
        added.AddSingleton<AlertTexts>();
        added.AddSingleton<AlertNames>();
        added.AddSingleton<AlertDesk>();
        added.AddSingleton<RuleBook>();
        added.AddSingleton(Lateness.Of(speed: 1));
        added.AddSingleton(DispatchOptions.Default);
        added.AddSingleton(RulesOptions.Default);
        added.AddSingleton<IAnnouncer>(new RecordingGateway());
        added.AddSingleton<MessageDispatcher>();
        added.AddSingleton<MaintenanceBook>();
        added.AddSingleton<CallBook>();
        added.AddSingleton<IMaintenance>(s => s.GetRequiredService<MaintenanceBook>());
        added.AddSingleton(new Courier(data.Store, [], CourierOptions.Default, Clock, NullLogger<Courier>.Instance));
        added.AddSingleton(SmsPathOptions.Default);
        added.AddSingleton<SmsPath>();
        added.AddSingleton(new ServerSelf("server-1", "run", Since: 0));
        added.AddSingleton<SendToNode>((_, _, _) => false);
        added.AddSirens(scale: 1);
        added.AddRules();
        added.AddLive(data.Folder);
        added.AddInflux(influx);
        added.AddSingleton(new HealthBook([]));
        return added;
    }
}
