using System.Collections.Immutable;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Nodes;

namespace Vigia.Server.Rules.Service;

/// <summary>A point as it was last heard.</summary>
/// <param name="GoodAt">When it was last read with a value that counts.</param>
/// <param name="HeardAt">When its node last said anything.</param>
/// <param name="Interval">How often it is read, as learned; zero: not known.</param>
internal sealed record PointSight(
    string Node,
    string? Zone,
    string Point,
    DateTimeOffset GoodAt,
    DateTimeOffset HeardAt,
    TimeSpan Interval
)
{
    public string Name => $"{Node}/{Point}";

    public string Place => Zone ?? Node;
}

/// <summary>
/// Points that used to speak and do not, or answer faults alone, while their node is heard: one incident a zone. A point that
/// nobody misses for <see cref="Forgotten"/> was taken out.
/// </summary>
/// <param name="look">Points that ever had a value that counts.</param>
internal sealed class PointJudge(
    Func<IEnumerable<PointSight>> look,
    NodeWatch watch,
    FarmBook farm,
    Incidents incidents,
    IMaintenance? maintained = null
)
{
    /// <summary>Readings of its own rhythm that a point may leave out, however short its limit.</summary>
    public const int Left = 4;

    public static readonly TimeSpan Forgotten = TimeSpan.FromDays(7);

    /// <summary>Points that an incident names.</summary>
    public const int MostNamed = 20;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private readonly IMaintenance maintenance = maintained ?? NoMaintenance.Instance;
    private readonly Dictionary<string, Standing> places = [];
    private DateTimeOffset lookedAt;

    /// <param name="Points">Names of the points that are missed.</param>
    private sealed record Standing(long Alert, ImmutableArray<string> Points);

    public void Load()
    {
        foreach (var alert in incidents.Standing(ServiceRules.Points))
        {
            places[alert.Place] = new Standing(alert.Id, [.. alert.Seen.Split(',')]);
        }
    }

    public void Tick(DateTimeOffset now)
    {
        if (!watch.Listens || (now - lookedAt < Every && now >= lookedAt))
        {
            return;
        }

        lookedAt = now;
        var known = look().ToList();
        var missed = known.Where(point => IsMissed(point, now)).ToLookup(point => point.Place);
        foreach (var place in missed)
        {
            Miss(place.Key, [.. place.OrderBy(point => point.Name, StringComparer.Ordinal)]);
        }

        foreach (var place in places.Keys.Where(place => !missed.Contains(place)).ToArray())
        {
            End(place, known, now);
        }
    }

    private bool IsMissed(PointSight point, DateTimeOffset now)
    {
        var limit = LimitOf(point);
        return point.HeardAt - point.GoodAt > limit
            && now - point.GoodAt < Forgotten
            && !watch.IsLost(point.Node)
            && !maintenance.IsUnder(point.Zone, point.Node, now);
    }

    private TimeSpan LimitOf(PointSight point)
    {
        var limit = farm.Plan.Service.Point;
        var rhythm = Left * point.Interval;
        var node = farm.Plan.SilenceOf(point.Node);
        return rhythm > limit || node > limit ? (rhythm > node ? rhythm : node) : limit;
    }

    private void Miss(string place, IReadOnlyList<PointSight> points)
    {
        var names = points.Take(MostNamed).Select(point => point.Name).ToImmutableArray();
        if (!places.TryGetValue(place, out var standing))
        {
            var alert = incidents.Raise(
                ServiceRules.Points,
                points[0].Zone,
                FindingOf(points, names),
                Verdict.PointLost
            );
            places[place] = new Standing(alert, names);
        }
        else if (!standing.Points.AsSpan().SequenceEqual(names.AsSpan()))
        {
            var alert = incidents.Grow(standing.Alert, FindingOf(points, names), Verdict.PointLost, isTold: false);
            places[place] = new Standing(alert, names);
        }
    }

    // A point that is not known yet after a start is not heard again by that, nor is one whose node is lost.
    private void End(string place, List<PointSight> known, DateTimeOffset now)
    {
        var standing = places[place];
        var isBack = known.Exists(point =>
            standing.Points.Contains(point.Name)
            && (point.HeardAt - point.GoodAt <= LimitOf(point) || now - point.GoodAt >= Forgotten)
            && !watch.IsLost(point.Node)
        );
        if (isBack)
        {
            incidents.Clear(standing.Alert, finding: null, Verdict.HeardAgain, now);
            places.Remove(place);
        }
    }

    private Finding FindingOf(IReadOnlyList<PointSight> points, ImmutableArray<string> names) =>
        new(
            points[0].Node,
            points[0].Point,
            points.Count,
            farm.Plan.Service.Point.TotalMinutes,
            Unit: "",
            points.Min(point => point.GoodAt),
            Weight.Observed(Severity.Moderate),
            string.Join(',', names)
        );
}
