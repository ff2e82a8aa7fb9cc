using System.Collections.Immutable;

namespace Vigia.Server.Rules;

/// <summary>
/// What has to be so at another point of the zone for a condition to count: on the same node where that node has such a
/// point, else on any.
/// </summary>
/// <param name="After">How long it has to be so already: a pump needs 15 s to give water.</param>
internal sealed record Guard(GuardKind Kind, PointPattern Point, Limit Limit, TimeSpan After)
{
    /// <summary>What it says of points on <paramref name="node"/>; its own series are under <paramref name="at"/>.</summary>
    public GuardSight See(ImmutableDictionary<SeriesId, SeriesState> series, string at, string node)
    {
        var known = series.Where(entry => entry.Key.At == at).ToArray();
        var own = known.Where(entry => entry.Key.Node == node).ToArray();
        SeriesState[] states = [.. (own.Length > 0 ? own : known).Select(entry => entry.Value)];
        return Kind == GuardKind.While ? SeeWhile(states) : SeeUnless(states);
    }

    // What nobody has told is not so; but neither has it ended.
    private GuardSight SeeWhile(SeriesState[] states)
    {
        var so = states.Where(state => state.Phase != SeriesPhase.Within).ToArray();
        return so.Length > 0
            ? new GuardSight(so.Min(state => state.Since) + After, HasEnded: false)
            : new GuardSight(Opens: null, HasEnded: states.Length > 0);
    }

    private GuardSight SeeUnless(SeriesState[] states)
    {
        if (states.Any(state => state.Phase != SeriesPhase.Within))
        {
            return new GuardSight(Opens: null, HasEnded: false);
        }

        var ended = states.Select(state => state.Since).DefaultIfEmpty().Max();
        return new GuardSight(ended == default ? default : ended + After, HasEnded: false);
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
