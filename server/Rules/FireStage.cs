using System.Collections.Immutable;
using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>How sure a fire is. One failing sensor never gets beyond <see cref="Suspected"/>.</summary>
internal enum FireStage
{
    None,

    /// <summary>One transducer speaks for it: shown, sent to nobody.</summary>
    Suspected,

    /// <summary>It burns on purpose, or is held: told to who has the duty, not to the brigade.</summary>
    Controlled,

    /// <summary>Two different chips of a node that was not reset of late, or two posts.</summary>
    Probable,

    /// <summary>Flame and another chip, or two posts that are probable each for itself.</summary>
    Confirmed,
}

/// <summary>What stands at one fire post, for its neighbours: its own evidence, never what it heard of others.</summary>
/// <param name="HasEvidence">A transducer of its own speaks for a fire.</param>
/// <param name="IsProbableAlone">Two of its own chips do.</param>
internal readonly record struct PostSight(bool HasEvidence, bool IsProbableAlone);

/// <summary>From evidence to how sure a fire is. Pure.</summary>
internal static class FireStages
{
    public const string Flame = "flame";

    /// <summary>Name of a person's word among the evidence.</summary>
    public const string Person = "person";

    /// <summary>Evidence speaks for so long after it was last seen.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);

    /// <summary>So long after a reset two chips of one node are not independent: their supply may lie for both.</summary>
    public static readonly TimeSpan Settles = TimeSpan.FromMinutes(10);

    /// <summary>So long after the last evidence a fire is over.</summary>
    public static readonly TimeSpan Ends = TimeSpan.FromMinutes(15);

    /// <summary>Marks what a reading of doubtful quality (QARTOD 3) says: it makes nothing surer than suspected.</summary>
    public const string Doubt = "?";

    /// <summary>A person's word is more than any sensor's; a burn that was declared is beaten by another zone's own evidence.</summary>
    public static FireStage Of(PlaceState state, DateTimeOffset now, IReadOnlyList<PostSight> others)
    {
        if (state.Words.Burns)
        {
            return FireStage.Confirmed;
        }

        if (state.Evidence.IsEmpty)
        {
            return FireStage.None;
        }

        var seen = Seen(state, now, others);
        var isExpected = state.Words.IsHeld || (now < state.Words.BurnUntil && !others.Any(post => post.HasEvidence));
        return isExpected && seen > FireStage.None ? FireStage.Controlled : seen;
    }

    private static FireStage Seen(PlaceState state, DateTimeOffset now, IReadOnlyList<PostSight> others)
    {
        var solid = Solid(state, now);
        if (solid.Length == 0)
        {
            return state.Evidence.Any(entry =>
                entry.Key != Person && Speaks(entry.Value, now) && !state.Words.Known.Contains(entry.Key)
            )
                ? FireStage.Suspected
                : FireStage.None;
        }

        var nodes = solid.GroupBy(one => one.Node).ToArray();
        var pairs = nodes.Where(node => IsPair(state, node.Key, [.. node], now)).ToArray();
        if (pairs.Length > 0)
        {
            var sure =
                pairs.Any(node => node.Any(one => one.Evidence.Seen == Flame))
                || pairs.Length > 1
                || others.Any(post => post.IsProbableAlone);
            return sure ? FireStage.Confirmed : FireStage.Probable;
        }

        return nodes.Length > 1 || others.Any(post => post.HasEvidence) ? FireStage.Probable : FireStage.Suspected;
    }

    public static PostSight SightOf(PlaceState state, DateTimeOffset now)
    {
        if (state.Evidence.IsEmpty)
        {
            return default;
        }

        var solid = Solid(state, now);
        return new PostSight(
            solid.Length > 0,
            solid.GroupBy(one => one.Node).Any(node => IsPair(state, node.Key, [.. node], now))
        );
    }

    public static Weight WeightOf(FireStage stage) =>
        stage switch
        {
            FireStage.Confirmed => new Weight(Severity.Extreme, Urgency.Immediate, Certainty.Observed),
            FireStage.Probable => new Weight(Severity.Severe, Urgency.Immediate, Certainty.Likely),
            FireStage.Controlled => new Weight(Severity.Moderate, Urgency.Expected, Certainty.Observed),
            _ => new Weight(Severity.Moderate, Urgency.Immediate, Certainty.Possible),
        };

    private static bool IsPair(
        PlaceState state,
        string node,
        (string Node, Evidence Evidence)[] evidence,
        DateTimeOffset now
    ) =>
        evidence.Length > 1
        && (!state.Runs.TryGetValue(node, out var run) || run.Since == default || now - run.Since >= Settles);

    // One entry a transducer: however much one chip says, it is one.
    // What somebody has answered for counts again as soon as something else speaks beside it.
    private static (string Node, Evidence Evidence)[] Solid(PlaceState state, DateTimeOffset now)
    {
        var solid = state
            .Evidence.Where(entry =>
                entry.Key != Person && !entry.Key.EndsWith(Doubt, StringComparison.Ordinal) && Speaks(entry.Value, now)
            )
            .ToArray();
        return Array.TrueForAll(solid, entry => state.Words.Known.Contains(entry.Key))
            ? []
            : [.. solid.Select(entry => (entry.Key.Split('/')[0], entry.Value))];
    }

    private static bool Speaks(Evidence evidence, DateTimeOffset now) => now - evidence.Last < Holds;
}
