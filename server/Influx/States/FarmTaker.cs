using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Live.Points;
using Vigia.Server.Live.Shown;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Server.Influx.States;

/// <summary>Takes the farm as it stands: what the page shows, and beside it every point and node that is known and says nothing.</summary>
internal sealed class FarmTaker(
    Board board,
    AlertDesk desk,
    AlertNames names,
    FarmBook farm,
    PointRegister register,
    NodeWatch watch,
    HealthBook healths,
    ServerClocks clocks
)
{
    // Faults that no node tells, as the page names them.
    private const string Silent = "silent";
    private const string Stale = "stale";

    private FarmPlan Plan => farm.Plan;

    /// <param name="ms">The minute it is taken for.</param>
    public FarmNow Take(long ms)
    {
        var now = clocks.World.GetUtcNow();
        var state = board.Take();
        var open = desk.Open();
        var heard = state
            .Zones.SelectMany(zone => PointsOf(zone, [.. open.Where(alert => alert.Place == zone.Name)], now))
            .DistinctBy(point => (point.Node, point.Point))
            .ToList();
        var points = heard.Concat(Unheard(heard, now)).ToList();
        return new FarmNow(
            ms,
            [.. state.Zones.Select(zone => ZoneOf(zone, points, state.Alerts))],
            points,
            [.. watch.All().Select(sight => NodeOf(sight, now))],
            [.. open.Where(names.IsFire).Select(fire => new FireNow(names.PlaceOf(fire), fire.Certainty))]
        );
    }

    /// <summary>The limits of every point, as the rules have them now.</summary>
    public IReadOnlyList<ChartLimit> Limits(FarmNow now) =>
        [.. now.Points.SelectMany(point => ChartLimit.Of(Plan, point))];

    private IEnumerable<PointStateNow> PointsOf(ZoneShown zone, IReadOnlyList<Alert> open, DateTimeOffset now) =>
        from point in board.PointsOf(zone.Name) ?? []
        select new PointStateNow(
            Plan.Zone(zone.Name) is null && Plan.Node(point.Node) is null ? null : zone.Name,
            Text(zone.Title),
            zone.Kind,
            point.Node,
            point.Point,
            point.Quantity,
            Text(point.Title),
            point is { Stale: false, Value: { } value }
                ? ChartJudge.StateOf(Plan, open, point.Node, point.Point, value)
                : ChartState.NoSignal,
            point.Stale ? null : point.Value,
            point.AtMs is { } at ? Since(at, now) : null,
            point.Fault ?? (point.Stale ? WhyNot(point.Node) : null)
        );

    // Known from before, or named in the farm file, and not heard within the last day.
    private IEnumerable<PointStateNow> Unheard(IReadOnlyList<PointStateNow> heard, DateTimeOffset now)
    {
        var named = Plan.Nodes.SelectMany(node =>
            node.Points.Keys.Select(point => new KnownPoint(node.Name, point, Quantity.Of(point, null).Name, 0))
        );
        var spoken = heard.Select(point => (point.Node, point.Point)).ToHashSet();
        return register
            .All.Where(point => Plan.Node(point.Node) is not null || watch.Of(point.Node).Life != NodeLife.Never)
            .Concat(named)
            .Where(point => spoken.Add((point.Node, point.Point)))
            .Select(point => new PointStateNow(
                Plan.ZoneOf(point.Node, point.Point),
                Plan.Zone(Plan.ZoneOf(point.Node, point.Point))?.Title,
                Plan.Zone(Plan.ZoneOf(point.Node, point.Point))?.Kind,
                point.Node,
                point.Point,
                point.Quantity,
                Plan.TitleOf(point.Node, point.Point),
                ChartState.NoSignal,
                Value: null,
                point.SeenMs > 0 ? Since(point.SeenMs, now) : null,
                WhyNot(point.Node)
            ));
    }

    private string WhyNot(string node) => watch.Of(node).Life == NodeLife.Up ? Stale : Silent;

    private ZoneNow ZoneOf(ZoneShown zone, IReadOnlyList<PointStateNow> points, IReadOnlyList<AlertShown> alerts)
    {
        var main = zone.Main is { } shown
            ? points.FirstOrDefault(point => point.Node == shown.Node && point.Point == shown.Point)
            : points.FirstOrDefault(point => point.Zone == zone.Name);
        var worst = alerts.Where(alert => alert.Zone == zone.Name).MaxBy(alert => alert.Level);
        return new ZoneNow(
            zone.Name,
            Text(zone.Title)!,
            zone.Kind,
            zone.Order,
            Charted(zone.State),
            main,
            worst is null ? WhyNot(points, zone.Name) : Text(worst.Title) ?? LocalText.Of(worst.Point)
        );
    }

    private static LocalText? WhyNot(IReadOnlyList<PointStateNow> points, string zone) =>
        points.FirstOrDefault(point => point.Zone == zone && point.State == ChartState.NoSignal) is { } mute
            ? new LocalText(WhyNot(mute, ChartWords.Spanish), WhyNot(mute, ChartWords.English))
            : null;

    private static string WhyNot(PointStateNow mute, ChartWords words) =>
        $"{words.NameOf(mute)}: {words.FaultOf(mute)}";

    private NodeHealthNow NodeOf(NodeSight sight, DateTimeOffset now)
    {
        var self = healths.Of(sight.Node);
        return new NodeHealthNow(
            sight.Node,
            Plan.ZoneOf(sight.Node),
            sight.Life == NodeLife.Silent,
            sight.LastHeard is { } heard ? now - heard : null,
            self.Clock,
            self.Gaps,
            self.Version,
            self.Health
        );
    }

    private static TimeSpan Since(long ms, DateTimeOffset now)
    {
        var age = now - DateTimeOffset.FromUnixTimeMilliseconds(ms);
        return age < TimeSpan.Zero ? TimeSpan.Zero : age;
    }

    private static ChartState Charted(ZoneState state) =>
        state switch
        {
            ZoneState.Act => ChartState.Act,
            ZoneState.NoSignal => ChartState.NoSignal,
            ZoneState.Look => ChartState.Look,
            _ => ChartState.Good,
        };

    private static LocalText? Text(TextShown? shown) => shown is null ? null : new LocalText(shown.Es, shown.En);
}
