using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Live.Points;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;
using Vigia.Server.Storage;
using Vigia.Wire;

namespace Vigia.Server.Live.Shown;

/// <summary>A node for who repairs it.</summary>
/// <param name="HeardMs">Null: never.</param>
/// <param name="Clock">What stands behind its newest times.</param>
/// <param name="LagMs">From measuring to arrival, of its newest row.</param>
/// <param name="GapPacks">Packs that never came, in <paramref name="Gaps"/> gaps.</param>
/// <param name="Contact">The last day by quarters of an hour, oldest first: 1 where anything of it was read, 0 where not.</param>
internal sealed record NodeShown(
    string Name,
    TextShown? Zone,
    NodeLife Life,
    long? HeardMs,
    long? SilentSinceMs,
    string? Version,
    long? BornMs,
    ClockQuality Clock,
    bool ClockOff,
    long LagMs,
    int Points,
    int Faulty,
    long Gaps,
    long GapPacks,
    string Contact,
    HealthShown? Health,
    MaintenanceShown? Maintenance
);

/// <summary>What the node last said of itself.</summary>
/// <param name="Packs">Packs it still holds.</param>
/// <param name="Dropped">Packs it had to give up, by reason, since it started.</param>
/// <param name="SetAside">Packs the server refused.</param>
/// <param name="Cpu">°C; null: it does not say.</param>
/// <param name="Disk">Used share of the node's disk, 0 to 1; null: it does not say.</param>
/// <param name="Weak">Its supply was too low; null: it does not say.</param>
/// <param name="IsPoor">One of the three asks somebody to look.</param>
internal sealed record HealthShown(
    long AtMs,
    double UpSeconds,
    long Packs,
    IReadOnlyDictionary<string, long> Dropped,
    long SetAside,
    IReadOnlyDictionary<string, long> Faults,
    double? Cpu,
    double? Disk,
    bool? Weak,
    bool IsPoor
);

/// <summary>Gathers what is known of every node: those of the farm file and those that spoke, the worst first.</summary>
internal sealed class NodeBoard(
    FarmBook farm,
    LivePoints points,
    NodeWatch watch,
    NodeTalk talk,
    MaintenanceBook maintenance,
    ServerClocks clocks,
    ILogger<NodeBoard> log,
    LedgerReader? ledger = null
)
{
    private const int SlotsOfQuarter = 3;
    private const int QuartersOfDay = 96;

    public IReadOnlyList<NodeShown> Take()
    {
        var now = clocks.World.GetUtcNow();
        var heard = points.Now(dayBeginsMs: 0).ToDictionary(node => node.Name);
        var (gaps, births) = ReadLedger();
        return
        [
            .. farm
                .Plan.Nodes.Select(node => node.Name)
                .Union(heard.Keys)
                .Union(watch.All().Select(sight => sight.Node))
                .Select(name => Show(name, heard.GetValueOrDefault(name), gaps, births.GetValueOrDefault(name), now))
                .OrderBy(Rank)
                .ThenBy(node => node.Name, StringComparer.Ordinal),
        ];
    }

    private NodeShown Show(
        string name,
        NodeNow? heard,
        IReadOnlyDictionary<string, NodeGaps> gaps,
        BirthRecord? birth,
        DateTimeOffset now
    )
    {
        var sight = watch.Of(name);
        var gap = gaps.GetValueOrDefault(name);
        return new NodeShown(
            name,
            TextShown.Of(farm.Plan.Zone(farm.Plan.ZoneOf(name) ?? heard?.Zone)?.Title),
            sight.Life,
            Later(heard?.HeardMs, sight.LastHeard?.ToUnixTimeMilliseconds()),
            sight.SilentSince?.ToUnixTimeMilliseconds(),
            birth?.Version,
            birth?.ReceivedMs,
            heard?.Clock ?? ClockQuality.None,
            heard?.IsClockOff ?? false,
            heard?.LagMs ?? 0,
            heard?.Points.Count ?? 0,
            heard?.Points.Count(point => point.Fault is not null) ?? 0,
            gap.Gaps,
            gap.Packs,
            ContactOf(name, now),
            HealthOf(name),
            maintenance
                .At(now)
                .Where(work => work.Place == name || work.Place == farm.Plan.ZoneOf(name))
                .Select(work => new MaintenanceShown(work.Place, work.Until.ToUnixTimeMilliseconds(), work.Reason))
                .FirstOrDefault()
        );
    }

    private HealthShown? HealthOf(string name) =>
        talk.Of(name) is var (health, receivedMs)
            ? new HealthShown(
                receivedMs,
                health.Up,
                health.Packs,
                health.Dropped,
                health.SetAside,
                health.Faults,
                health.Board?.Cpu,
                health.Board?.Disk,
                health.Board?.Weak,
                health.Board?.IsPoor() == true
            )
            : null;

    private string ContactOf(string name, DateTimeOffset now)
    {
        var first = DayRing.SlotOf(now.ToUnixTimeMilliseconds()) - DayRing.Day + 1;
        var contact = points.Contact(name, first, QuartersOfDay, SlotsOfQuarter);
        return string.Concat(contact.Select(any => any ? '1' : '0'));
    }

    private (IReadOnlyDictionary<string, NodeGaps>, Dictionary<string, BirthRecord>) ReadLedger()
    {
        try
        {
            return (
                ledger?.Gaps() ?? new Dictionary<string, NodeGaps>(),
                (ledger?.Births() ?? []).ToDictionary(birth => birth.Node)
            );
        }
        catch (SqliteFault e)
        {
            log.LogError(e, "Gaps and births cannot be read");
            return (new Dictionary<string, NodeGaps>(), []);
        }
    }

    private static long? Later(long? a, long? b) => a is null || b > a ? b : a;

    private static int Rank(NodeShown node) =>
        node.Life == NodeLife.Silent ? 0
        : node.ClockOff || node.Faulty > 0 || node.Health?.IsPoor == true ? 1
        : node.Life == NodeLife.Never ? 2
        : 3;
}
