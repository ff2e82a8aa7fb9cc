using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Health;
using Vigia.Server.Live.Points;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Server.Live.Shown;

/// <summary>Takes the state of the farm as people see it: zones of the farm file, and any that its nodes name beside them.</summary>
internal sealed class Board(
    FarmBook farm,
    ServerOptions server,
    LivePoints points,
    AlertBoard alerts,
    NodeWatch watch,
    MaintenanceBook maintenance,
    ServerState store,
    ServerClocks clocks
)
{
    /// <summary>Points of a zone beside its main one on the first screen; the zone's own page has them all.</summary>
    public const int MaxOthers = 12;

    private static readonly string[] MainByHabit = ["temperature", "level", "flow"];

    private FarmPlan Plan => farm.Plan;

    public LiveState Take()
    {
        var now = clocks.World.GetUtcNow();
        var nowMs = now.ToUnixTimeMilliseconds();
        var open = alerts.Open();
        var nodes = ByZone(points.Now(DayBegan(now)));
        return new LiveState(
            server.Site,
            Plan.Title,
            (int)Plan.UtcOffset.TotalMinutes,
            nowMs,
            clocks.Speed,
            points.NewestMs,
            store.Store == StoreState.Ok,
            [.. Zones(nodes).Select((zone, order) => Show(zone, order, [.. nodes[zone.Name]], open, nowMs))],
            open
        );
    }

    /// <summary>Every point of one zone, the main one first; null when there is no such zone.</summary>
    public IReadOnlyList<PointShown>? PointsOf(string zone)
    {
        var now = clocks.World.GetUtcNow();
        var nodes = ByZone(points.Now(DayBegan(now)));
        if (Zones(nodes).FirstOrDefault(known => known.Name == zone) is not { } plan)
        {
            return null;
        }

        var shown = Shown([.. nodes[zone]], now.ToUnixTimeMilliseconds());
        var main = MainOf(plan.Main, shown);
        return [.. shown.OrderByDescending(point => point == main)];
    }

    private IEnumerable<ZonePlan> Zones(ILookup<string, NodeNow> nodes) =>
        Plan.Zones.Concat(
            nodes
                .Select(group => group.Key)
                .Except(Plan.Zones.Select(zone => zone.Name))
                .Order()
                .Select(name => new ZonePlan(name, new LocalText(name, name), "", ""))
        );

    private ZoneShown Show(
        ZonePlan zone,
        int order,
        IReadOnlyList<NodeNow> nodes,
        IReadOnlyList<AlertShown> open,
        long nowMs
    )
    {
        var shown = Shown(nodes, nowMs);
        var main = MainOf(zone.Main, shown);
        var others = shown.Where(point => point != main).ToList();
        var silent = SilentAt(zone, nodes);
        return new ZoneShown(
            zone.Name,
            TextShown.Of(zone.Title)!,
            zone.Kind,
            order,
            ZoneJudge.StateOf(AlertBoard.WorstOf(zone.Name, open), silent.Count > 0, main, !others.Any(p => p.Stale)),
            main,
            [.. others.Take(MaxOthers)],
            silent,
            HeardMs(zone, nodes)
        )
        {
            Maintenance = MaintenanceAt(zone, nodes, DateTimeOffset.FromUnixTimeMilliseconds(nowMs)),
        };
    }

    private MaintenanceShown? MaintenanceAt(ZonePlan zone, IReadOnlyList<NodeNow> nodes, DateTimeOffset now) =>
        maintenance
            .At(now)
            .Where(work => work.Place == zone.Name || nodes.Any(node => node.Name == work.Place))
            .Select(work => new MaintenanceShown(work.Place, work.Until.ToUnixTimeMilliseconds(), work.Reason))
            .FirstOrDefault();

    private List<string> SilentAt(ZonePlan zone, IReadOnlyList<NodeNow> nodes) =>
        [
            .. nodes
                .Select(node => node.Name)
                .Union(Plan.Nodes.Where(node => node.Zone == zone.Name).Select(node => node.Name))
                .Where(IsSilent),
        ];

    private bool IsSilent(string node) => watch.Of(node).Life == NodeLife.Silent;

    // Also of nodes that said nothing since the start.
    private long? HeardMs(ZonePlan zone, IReadOnlyList<NodeNow> nodes)
    {
        var planned = Plan.Nodes.Where(node => node.Zone == zone.Name).Select(node => node.Name);
        var told = nodes
            .Select(node => node.Name)
            .Union(planned)
            .Select(node => watch.Of(node).LastHeard?.ToUnixTimeMilliseconds());
        return told.Concat(nodes.Select(node => (long?)node.HeardMs)).Max();
    }

    private List<PointShown> Shown(IReadOnlyList<NodeNow> nodes, long nowMs) =>
        [
            .. nodes.SelectMany(node =>
            {
                var isSilent = IsSilent(node.Name);
                return InOrder(node).Select(point => Show(node, point, isSilent, nowMs));
            }),
        ];

    // As the farm file names them, then as the kind does (what matters most first), then by name: a place on the screen is
    // learned once.
    private IEnumerable<PointNow> InOrder(NodeNow node)
    {
        List<string> named = [.. Plan.Node(node.Name)?.Points.Keys ?? []];
        var kind = Plan.Zone(Plan.ZoneOf(node.Name) ?? node.Zone)?.Points.ToList() ?? [];
        return node
            .Points.OrderBy(point => (uint)named.IndexOf(point.Name))
            .ThenBy(point => (uint)kind.FindIndex(title => title.Points.Matches(point.Name)))
            .ThenBy(point => point.Name, StringComparer.Ordinal);
    }

    // A silent node hides what its points last said: nobody should act on it.
    private PointShown Show(NodeNow node, PointNow point, bool isSilent, long nowMs)
    {
        var isStale = isSilent || ZoneJudge.IsStale(point, nowMs, clocks.Speed);
        var hasNone = isSilent || (isStale && point.Fault is not null);
        return new PointShown(
            node.Name,
            point.Name,
            TextShown.Of(Plan.TitleOf(node.Name, point.Name)),
            point.Quantity.Name,
            hasNone ? null : Rounded(point.Value),
            point.IsCounter,
            point.GoodAtMs,
            isSilent ? null : point.Fault,
            isStale
        )
        {
            Unit = point.OwnUnit,
        };
    }

    private static PointShown? MainOf(string wanted, IReadOnlyList<PointShown> shown) =>
        shown.FirstOrDefault(point => point.Point == wanted)
        ?? shown.FirstOrDefault(point => point.Quantity == wanted)
        ?? MainByHabit
            .Select(habit => shown.FirstOrDefault(p => p.Quantity == habit))
            .FirstOrDefault(p => p is not null)
        ?? (shown is [var first, ..] ? first : null);

    // A node is shown in every zone in which it has a point.
    private ILookup<string, NodeNow> ByZone(IEnumerable<NodeNow> nodes) =>
        nodes
            .SelectMany(node =>
                node.Points.GroupBy(
                    point => ZoneOf(node, point.Name),
                    (zone, part) => (zone, node with { Points = [.. part] })
                )
            )
            .ToLookup(each => each.zone, each => each.Item2);

    private string ZoneOf(NodeNow node, string point) =>
        Plan.ZoneOf(node.Name, point) ?? (node.Zone is { Length: > 0 } zone ? zone : node.Name);

    private long DayBegan(DateTimeOffset now)
    {
        var local = now.ToOffset(Plan.UtcOffset);
        return new DateTimeOffset(local.Date, Plan.UtcOffset).ToUnixTimeMilliseconds();
    }

    // Four digits behind the point: finer than any sensor, and short on the wire.
    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 4) : null;
}
