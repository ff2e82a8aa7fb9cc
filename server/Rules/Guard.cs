namespace Vigia.Server.Rules;

/// <summary>
/// What has to be so at another point of the zone for a condition to count: on the same node where that node has such a
/// point, else on any.
/// </summary>
/// <param name="After">How long it has to be so already: a pump needs 15 s to give water.</param>
internal sealed record Guard(GuardKind Kind, PointPattern Point, Limit Limit, TimeSpan After)
{
    /// <summary>The kind of the zones where the point is; null: of the place that is judged.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>
    /// Of <see cref="GuardKind.Unless"/>: it is so while a reading past the limit was heard within so long, and what was raised ends
    /// with it. Where none was ever heard, it is so too: nobody waits for a probe that never was.
    /// </summary>
    public TimeSpan? Heard { get; init; }

    /// <summary>What is held against the limit is how fast it changes a minute; null: the reading itself.</summary>
    public RateMeasure? Rate { get; init; }

    /// <summary>What it says of points on <paramref name="node"/>; its own series are under <paramref name="at"/>.</summary>
    public GuardSight See(SeriesTable series, string at, string node, DateTimeOffset time)
    {
        var (from, to) = OfNode(series.Names, series.Names.Under(at), node);
        if (Heard is { } holds)
        {
            return SeeHeard(series, series.Names.Under(at), holds, time);
        }

        var (so, soSince, ended) = (0, DateTimeOffset.MaxValue, default(DateTimeOffset));
        for (var i = from; i < to; i++)
        {
            var state = series[i];
            if (state.Phase != SeriesPhase.Within)
            {
                so++;
                soSince = state.Since < soSince ? state.Since : soSince;
            }

            ended = state.Since > ended ? state.Since : ended;
        }

        return Kind == GuardKind.While
            // What nobody has told is not so; but neither has it ended.
            ? new GuardSight(so > 0 ? soSince + After : null, HasEnded: so == 0 && from < to)
            : new GuardSight(
                so > 0 ? null
                    : ended == default ? default
                    : ended + After,
                HasEnded: false
            );
    }

    private static GuardSight SeeHeard(SeriesTable series, (int From, int To) all, TimeSpan holds, DateTimeOffset time)
    {
        DateTimeOffset? newest = null;
        for (var i = all.From; i < all.To; i++)
        {
            newest = newest is null || series[i].Last > newest ? series[i].Last : newest;
        }

        return newest is { } heard
            ? new GuardSight(heard + holds, HasEnded: time < heard + holds)
            : new GuardSight(Opens: null, HasEnded: false);
    }

    // Names are in order: those of one node stand together.
    private static (int From, int To) OfNode(SeriesNames names, (int From, int To) all, string node)
    {
        var from = all.From;
        while (from < all.To && names[from].Node != node)
        {
            from++;
        }

        var to = from;
        while (to < all.To && names[to].Node == node)
        {
            to++;
        }

        return from < to ? (from, to) : all;
    }
}

/// <param name="Opens">Since when it lets the condition count, or from when on; null: it does not.</param>
/// <param name="HasEnded">What was raised under it is over.</param>
internal readonly record struct GuardSight(DateTimeOffset? Opens, bool HasEnded)
{
    public static GuardSight Open { get; } = new(default(DateTimeOffset), HasEnded: false);

    public static GuardSight Over { get; } = new(Opens: null, HasEnded: true);

    /// <summary>Both together: open from when the later of them opens.</summary>
    public GuardSight And(GuardSight other)
    {
        var opens =
            Opens is null || other.Opens is null ? null
            : Opens > other.Opens ? Opens
            : other.Opens;
        return new GuardSight(opens, HasEnded || other.HasEnded);
    }
}

internal enum GuardKind
{
    /// <summary>Counts only while it is so; when that ends, so does what was raised.</summary>
    While,

    /// <summary>Does not begin while it is so, or where it was so a moment ago; what was raised stays.</summary>
    Unless,
}
