using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>
/// What came too late to raise, judged by itself in the order of its readings: what would have been an alert is a late finding.
/// Its state is in memory only, and touches no incident. A gap ends what was found: nobody knows what was in it.
/// </summary>
internal sealed class History
{
    /// <summary>So long after its last reading came, what is found so far is written.</summary>
    public static readonly TimeSpan Settles = TimeSpan.FromMinutes(1);

    private PlaceState state = PlaceState.Fresh;
    private Finding? worst;
    private DateTimeOffset from;
    private DateTimeOffset last;

    /// <summary>When the last of its readings came.</summary>
    public DateTimeOffset HeardAt { get; private set; }

    /// <summary>What this reading brought to its end; else null.</summary>
    public LateFinding? Hear(Rule rule, string place, in RuleEvent e, DateTimeOffset now, Surroundings around)
    {
        HeardAt = now;
        var gap = last != default && e.Time - last > around.Lateness.Of(SeriesState.LongestInterval);
        var found = gap ? End(rule, place) : null;
        var calm = around with { IsLost = _ => false, Fire = default };
        var ruling = rule.Judge(state, e, e.Time, calm);
        state = ruling.State;
        last = e.Time > last ? e.Time : last;
        if (ruling is { Change: Change.Raise or Change.Grow, Finding: { } begun })
        {
            from = worst is null ? begun.Time : from;
            worst = worst is null ? begun : Worse(rule, worst, begun);
        }
        else if (ruling.Change == Change.Clear)
        {
            found ??= Found(rule, place, e.Time);
            worst = null;
        }
        else if (worst is not null)
        {
            worst = Worse(rule, worst, worst with { Node = e.Node, Point = e.Point, Value = e.Value });
        }

        return found;
    }

    /// <summary>What stands ends with the last reading; what comes next begins anew.</summary>
    public LateFinding? End(Rule rule, string place)
    {
        var found = Found(rule, place, last);
        (state, worst, last) = (PlaceState.Fresh, null, default);
        return found;
    }

    private LateFinding? Found(Rule rule, string place, DateTimeOffset to) =>
        worst is { } finding
            ? new LateFinding(
                rule.Name,
                place,
                finding.Node,
                finding.Point,
                from.ToUnixTimeMilliseconds(),
                to.ToUnixTimeMilliseconds(),
                finding.Value,
                finding.Limit,
                finding.Unit,
                HeardAt.ToUnixTimeMilliseconds()
            )
            : null;

    // Only readings themselves are compared: a rate or a sum is told as it was when it raised.
    private static Finding Worse(Rule rule, Finding worst, Finding other)
    {
        var condition = rule.Conditions.FirstOrDefault(one =>
            one.Measure is ValueMeasure && one.Point.Matches(worst.Point) && one.Point.Matches(other.Point)
        );
        return
            condition is not null
            && (condition.Limit.Side == LimitSide.Above ? other.Value > worst.Value : other.Value < worst.Value)
            ? other
            : worst;
    }
}
