using System.Collections.Immutable;
using Vigia.Server.Nodes;

namespace Vigia.Server.Rules;

/// <summary>A node as the rule of silence sees it.</summary>
/// <param name="Place">Its zone, or itself where it has none.</param>
/// <param name="Limit">How long it may be silent, in the world's time.</param>
internal sealed record QuietNode(NodeSight Sight, string Place, TimeSpan Limit)
{
    public string Name => Sight.Node;
}

/// <summary>What became of a silence.</summary>
/// <param name="Place">Where; null: of several nodes together.</param>
internal sealed record SilenceChange(Change Change, string? Place, IReadOnlyList<string> Nodes, DateTimeOffset Since);

/// <summary>
/// Nodes that are not heard. One alone is an incident of its zone; several lost within a minute are one incident of the site: a power
/// cut, or the network. That one is over when all are back; whoever is not, a while after the first, is lost alone. Pure.
/// </summary>
internal static class SilenceRule
{
    public const string Name = "silence";
    public const string Link = "link";

    /// <summary>Lost within so long of each other: one cause.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMinutes(1);

    /// <summary>However fast the world runs, the machine is given so long.</summary>
    public static readonly TimeSpan LeastOnMachine = TimeSpan.FromSeconds(5);

    private const double Nearly = 0.95;

    /// <summary>However fast the world runs, nodes need so long of the machine's time until all are connected again.</summary>
    private static readonly TimeSpan ReturnOnMachine = TimeSpan.FromSeconds(20);

    /// <param name="patience">For those who are not back when the first is, in the world's time.</param>
    /// <param name="speed">How many times as fast as the machine the world runs.</param>
    public static (SilenceState State, IReadOnlyList<SilenceChange> Changes) Judge(
        SilenceState state,
        IReadOnlyList<QuietNode> nodes,
        DateTimeOffset now,
        TimeSpan patience,
        double speed = 1
    )
    {
        var changes = new List<SilenceChange>();
        state = Welcome(state, nodes, now, changes);
        state = EndLink(state, now, AtLeast(patience, ReturnOnMachine, speed), changes);
        foreach (var group in Groups(state, nodes, now, AtLeast(Together, LeastOnMachine, speed), speed))
        {
            state = group.Length > 1 ? LoseTogether(state, group, changes) : LoseOne(state, group[0], changes);
        }

        return (state, changes);
    }

    private static SilenceState Welcome(
        SilenceState state,
        IReadOnlyList<QuietNode> nodes,
        DateTimeOffset now,
        List<SilenceChange> changes
    )
    {
        var known = nodes.ToDictionary(node => node.Name);
        foreach (var (name, lost) in state.Lost)
        {
            var isBack = !known.TryGetValue(name, out var node) || node.Sight.LastHeard > lost.Since;
            if (!isBack)
            {
                continue;
            }

            state = state with { Lost = state.Lost.Remove(name) };
            if (lost.Together)
            {
                state = state with { LinkBack = state.LinkBack ?? now };
            }
            else if (!state.Lost.Values.Any(other => !other.Together && other.Place == lost.Place))
            {
                changes.Add(new SilenceChange(Change.Clear, lost.Place, [name], lost.Since));
            }
        }

        return state;
    }

    private static SilenceState EndLink(
        SilenceState state,
        DateTimeOffset now,
        TimeSpan patience,
        List<SilenceChange> changes
    )
    {
        if (state.LinkBack is not { } back)
        {
            return state;
        }

        var missing = state
            .Lost.Where(lost => lost.Value.Together)
            .OrderBy(lost => lost.Key, StringComparer.Ordinal)
            .ToArray();
        if (missing.Length > 0 && now - back < patience)
        {
            return state;
        }

        changes.Add(new SilenceChange(Change.Clear, Place: null, [.. missing.Select(lost => lost.Key)], back));
        state = state with { LinkBack = null };
        foreach (var (name, lost) in missing)
        {
            changes.Add(RaiseOne(state, name, lost));
            state = state with { Lost = state.Lost.SetItem(name, lost with { Together = false }) };
        }

        return state;
    }

    private static IEnumerable<QuietNode[]> Groups(
        SilenceState state,
        IReadOnlyList<QuietNode> nodes,
        DateTimeOffset now,
        TimeSpan together,
        double speed
    ) =>
        nodes
            .Where(node => !state.Lost.ContainsKey(node.Name))
            .GroupBy(node => node.Limit)
            .SelectMany(alike =>
                GroupsOf(
                    [.. alike.OrderBy(node => node.Sight.QuietSince).ThenBy(node => node.Name, StringComparer.Ordinal)],
                    now,
                    together,
                    speed
                )
            );

    // Who fell silent about when another did is waited for, until all of them are lost or heard.
    private static IEnumerable<QuietNode[]> GroupsOf(
        QuietNode[] nodes,
        DateTimeOffset now,
        TimeSpan together,
        double speed
    )
    {
        while (nodes.Length > 0)
        {
            var first = nodes[0].Sight.QuietSince;
            var group = nodes.TakeWhile(node => node.Sight.QuietSince - first <= together).ToArray();
            if (!Array.TrueForAll(group, node => IsOver(node, now, speed)))
            {
                yield break;
            }

            yield return group;
            nodes = nodes[group.Length..];
        }
    }

    private static TimeSpan AtLeast(TimeSpan inWorld, TimeSpan onMachine, double speed) =>
        speed > 1 && onMachine * speed > inWorld ? onMachine * speed : inWorld;

    // By both clocks: that of the world may be set, and jump over hours in which nobody was silent; nearly, for the two are not
    // read at once.
    private static bool IsOver(QuietNode node, DateTimeOffset now, double speed) =>
        now - node.Sight.QuietSince > node.Limit
        && node.Sight.QuietOnMachine >= LeastOnMachine
        && node.Sight.QuietOnMachine * speed >= node.Limit * Nearly;

    private static SilenceState LoseTogether(
        SilenceState state,
        IReadOnlyList<QuietNode> group,
        List<SilenceChange> changes
    )
    {
        var stands = state.LinkAlert is not null;
        foreach (var node in group)
        {
            state = Lose(state, node, together: true);
        }

        string[] names =
        [
            .. state.Lost.Where(lost => lost.Value.Together).Select(lost => lost.Key).Order(StringComparer.Ordinal),
        ];
        var since = state.Lost.Values.Where(lost => lost.Together).Min(lost => lost.Since);
        changes.Add(new SilenceChange(stands ? Change.Grow : Change.Raise, Place: null, names, since));
        return state with { LinkBack = null };
    }

    private static SilenceState LoseOne(SilenceState state, QuietNode node, List<SilenceChange> changes)
    {
        var after = Lose(state, node, together: false);
        changes.Add(RaiseOne(state, node.Name, after.Lost[node.Name]));
        return after;
    }

    private static SilenceState Lose(SilenceState state, QuietNode node, bool together) =>
        state with
        {
            Lost = state.Lost.SetItem(node.Name, new LostNode(node.Place, node.Sight.QuietSince, together)),
        };

    // A zone has one incident, however many of its nodes are lost one after the other.
    private static SilenceChange RaiseOne(SilenceState state, string name, LostNode lost)
    {
        string[] others =
        [
            .. state
                .Lost.Where(other => !other.Value.Together && other.Value.Place == lost.Place && other.Key != name)
                .Select(other => other.Key)
                .Order(StringComparer.Ordinal),
        ];
        var change = others.Length > 0 ? Change.Grow : Change.Raise;
        return new SilenceChange(change, lost.Place, [.. others, name], lost.Since);
    }
}
