using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Nodes;

namespace Vigia.Server.Rules;

/// <summary>Asks the rule of silence at each tick, and makes incidents of its answers.</summary>
internal sealed class SilenceJudge(
    NodeWatch watch,
    INodeRegister register,
    FarmBook farm,
    ServerOptions options,
    Incidents incidents
)
{
    private static readonly Weight Weight = Weight.Observed(Severity.Severe);

    private SilenceState state = SilenceState.Fresh;

    public StateKey Key { get; } = new(SilenceRule.Name, "");

    public SilenceState State => state;

    public void Load(SilenceState? stored)
    {
        state = stored ?? SilenceState.Fresh;
        foreach (
            var alert in incidents.Standing(SilenceRule.Name).Concat(incidents.Standing(SilenceRule.Link)).ToArray()
        )
        {
            Adopt(alert);
        }

        foreach (var (node, lost) in state.Lost)
        {
            watch.Lose(node, lost.Since);
        }
    }

    public void Tick(DateTimeOffset now)
    {
        if (!watch.Listens)
        {
            return;
        }

        watch.LookAtWay();
        QuietNode[] nodes =
        [
            .. watch
                .All()
                .Select(sight => new QuietNode(
                    sight,
                    register.ZoneOf(sight.Node) ?? sight.Node,
                    farm.Plan.SilenceOf(sight.Node)
                )),
        ];
        var (after, changes) = SilenceRule.Judge(state, nodes, now, farm.Plan.Silence, watch.Speed);
        if (ReferenceEquals(after, state) && changes.Count == 0)
        {
            return;
        }

        foreach (var (node, lost) in after.Lost)
        {
            watch.Lose(node, lost.Since);
        }

        state = after;
        foreach (var change in changes)
        {
            state = change.Place is { } place ? Apply(change, place, now) : ApplyLink(change, now);
        }

        incidents.Unsaved.Keep(Key, state);
    }

    /// <summary>A node of these zones is lost, and not together with others.</summary>
    public bool HasLostOne(IEnumerable<string> zones) =>
        !state.Lost.IsEmpty && zones.Any(zone => state.Lost.Values.Any(lost => !lost.Together && lost.Place == zone));

    private SilenceState Apply(SilenceChange change, string place, DateTimeOffset now)
    {
        var stands = state.Alerts.TryGetValue(place, out var alert);
        if (change.Change == Change.Clear)
        {
            incidents.Clear(stands ? alert : null, finding: null, Verdict.HeardAgain, now);
            return state with { Alerts = state.Alerts.Remove(place) };
        }

        var zone = register.ZoneOf(change.Nodes[^1]);
        var finding = FindingOf(change);
        if (stands)
        {
            incidents.Grow(alert, finding, Verdict.NodeLost, isTold: false);
            return state;
        }

        return state with
        {
            Alerts = state.Alerts.Add(place, incidents.Raise(SilenceRule.Name, zone, finding, Verdict.NodeLost)),
        };
    }

    private SilenceState ApplyLink(SilenceChange change, DateTimeOffset now)
    {
        if (change.Change == Change.Clear)
        {
            incidents.Clear(state.LinkAlert, finding: null, Verdict.HeardAgain, now);
            return state with { LinkAlert = null };
        }

        if (state.LinkAlert is { } alert)
        {
            incidents.Grow(alert, FindingOf(change), Verdict.NodesLost, isTold: false);
            return state;
        }

        return state with
        {
            LinkAlert = incidents.Raise(SilenceRule.Link, options.Site, FindingOf(change), Verdict.NodesLost),
        };
    }

    private Finding FindingOf(SilenceChange change) =>
        new(
            change.Nodes[^1],
            Point: "",
            change.Nodes.Count,
            farm.Plan.Silence.TotalMinutes,
            Unit: "",
            change.Since,
            Weight,
            string.Join(',', change.Nodes)
        );

    // An alert that stands in the store, of which the state knows nothing.
    private void Adopt(Alert alert)
    {
        var isLink = alert.Rule == SilenceRule.Link;
        if (isLink ? state.LinkAlert == alert.Id : state.Alerts.GetValueOrDefault(alert.Place) == alert.Id)
        {
            return;
        }

        var since = DateTimeOffset.FromUnixTimeMilliseconds(alert.RaisedEventMs);
        foreach (var node in alert.Seen.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var place = register.ZoneOf(node) ?? node;
            state = state with { Lost = state.Lost.SetItem(node, new LostNode(place, since, isLink)) };
        }

        state = isLink
            ? state with
            {
                LinkAlert = alert.Id,
            }
            : state with
            {
                Alerts = state.Alerts.SetItem(alert.Place, alert.Id),
            };
    }
}
