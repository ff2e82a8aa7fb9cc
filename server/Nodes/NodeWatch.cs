using Vigia.Server.Rules;

namespace Vigia.Server.Nodes;

/// <summary>
/// When each node was last heard: a pack, a birth, a health; what it says of the past is life too. Safe for several threads.
/// Holds at most <see cref="NodeRegister.MaxNodes"/> nodes; further ones are not watched.
/// </summary>
internal sealed class NodeWatch(INodeRegister register, ServerClocks clocks)
{
    // What a node sends first when it is back was measured a moment before.
    private static readonly TimeSpan AsGoodAsLive = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Heard> nodes = [];
    private Instant? begun;
    private bool wasDeaf;

    /// <summary>The same instant by both clocks. <paramref name="Machine"/> is a timestamp: nobody steps it.</summary>
    private readonly record struct Instant(DateTimeOffset World, long Machine);

    /// <param name="LastTold">When it was heard, as far as anybody remembers.</param>
    /// <param name="Last">When it was heard since this server began to listen.</param>
    private readonly record struct Heard(DateTimeOffset? LastTold, Instant? Last, DateTimeOffset? LostSince)
    {
        /// <summary>The last time that it was lost, and heard again.</summary>
        public (DateTimeOffset From, DateTimeOffset To)? Silence { get; init; }
    }

    /// <summary>How many times as fast as the machine the world runs in which nodes are heard.</summary>
    public double Speed => clocks.Speed;

    /// <summary>Nodes that this server should hear: those of the farm file, and those that ever spoke.</summary>
    /// <param name="lastHeard">Null: it never spoke.</param>
    public void Expect(string node, DateTimeOffset? lastHeard)
    {
        lock (gate)
        {
            var isKnown = nodes.TryGetValue(node, out var known);
            if (isKnown ? known.Last is null : nodes.Count < NodeRegister.MaxNodes)
            {
                nodes[node] = new Heard(lastHeard ?? known.LastTold, Last: null, known.LostSince);
            }
        }
    }

    /// <summary>Server and ingress are up: nobody has been silent for longer than from now on.</summary>
    public void Begin()
    {
        lock (gate)
        {
            begun ??= Now();
        }
    }

    /// <summary>False while the way on which nodes are heard is itself broken: the broker between does not answer.</summary>
    public Func<bool> HasWay { get; set; } = () => true;

    /// <summary>To be asked often: once that way is whole again everybody has his whole time from then on.</summary>
    public void LookAtWay()
    {
        var isDeaf = !HasWay();
        lock (gate)
        {
            if (wasDeaf && !isDeaf && begun is not null)
            {
                begun = Now();
            }

            wasDeaf = isDeaf;
        }
    }

    /// <summary>False once nobody is to be heard any more, and nobody's silence means anything.</summary>
    public bool Listens { get; private set; } = true;

    /// <summary>The nodes have been told to end.</summary>
    public void StopListening() => Listens = false;

    /// <param name="hasRhythm">False: a plain device, of which nobody knows how often it speaks; watched only where it is expected.</param>
    public void Hear(string node, bool hasRhythm = true)
    {
        lock (gate)
        {
            var isKnown = nodes.TryGetValue(node, out var known);
            if (isKnown || (hasRhythm && nodes.Count < NodeRegister.MaxNodes))
            {
                var now = Now();
                nodes[node] = new Heard(now.World, now, LostSince: null)
                {
                    Silence = known.LostSince is { } since ? (since, now.World) : known.Silence,
                };
            }
        }
    }

    /// <summary>Said by the rule of silence: the node is lost, since so long.</summary>
    public void Lose(string node, DateTimeOffset since)
    {
        lock (gate)
        {
            nodes[node] = nodes.GetValueOrDefault(node) with { LostSince = since };
        }
    }

    public bool IsLost(string node)
    {
        lock (gate)
        {
            return nodes.TryGetValue(node, out var known) && known.LostSince is not null;
        }
    }

    /// <summary>
    /// What it measured at this time was not heard then but later, when it was back. What it measured in its last five seconds was.
    /// </summary>
    public bool WasLostAt(string node, DateTimeOffset time)
    {
        lock (gate)
        {
            return nodes.TryGetValue(node, out var known)
                && known.Silence is { } silence
                && time > silence.From
                && time < silence.To - AsGoodAsLive;
        }
    }

    /// <summary>Every node that is watched, by name. One that the register does not know any more is forgotten.</summary>
    public IReadOnlyList<NodeSight> All()
    {
        KeyValuePair<string, Heard>[] known;
        lock (gate)
        {
            known = [.. nodes];
        }

        // The register may read a file: not under the lock that every message takes.
        var now = Now();
        foreach (var (gone, _) in known.Where(entry => !register.Knows(entry.Key)))
        {
            Forget(gone);
        }

        return
        [
            .. known
                .Where(entry => register.Knows(entry.Key))
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => SightOf(entry.Key, entry.Value, now)),
        ];
    }

    private void Forget(string node)
    {
        lock (gate)
        {
            nodes.Remove(node);
        }
    }

    /// <summary>One node; <see cref="NodeLife.Never"/> where nobody heard of it.</summary>
    public NodeSight Of(string node)
    {
        lock (gate)
        {
            return SightOf(node, nodes.GetValueOrDefault(node), Now());
        }
    }

    private NodeSight SightOf(string node, Heard heard, Instant now)
    {
        var quiet = Later(heard.Last, begun) ?? now;
        var life =
            heard.LostSince is not null ? NodeLife.Silent
            : heard.LastTold is null ? NodeLife.Never
            : NodeLife.Up;
        return new NodeSight(
            node,
            life,
            heard.LastTold,
            heard.LostSince,
            quiet.World,
            clocks.Machine.GetElapsedTime(quiet.Machine, now.Machine)
        );
    }

    private static Instant? Later(Instant? a, Instant? b) =>
        a is { } one && b is { } other
            ? one.Machine >= other.Machine
                ? a
                : b
            : a ?? b;

    private Instant Now() => new(clocks.World.GetUtcNow(), clocks.Machine.GetTimestamp());
}

/// <param name="LastHeard">In the world's time; null: never.</param>
/// <param name="SilentSince">When it was last heard before it was lost; null while it is not.</param>
/// <param name="QuietSince">Last heard, or when this server began to listen.</param>
/// <param name="QuietOnMachine">How long that is by the machine's clock.</param>
internal sealed record NodeSight(
    string Node,
    NodeLife Life,
    DateTimeOffset? LastHeard,
    DateTimeOffset? SilentSince,
    DateTimeOffset QuietSince,
    TimeSpan QuietOnMachine
);

internal enum NodeLife
{
    /// <summary>Expected, but never heard.</summary>
    Never,
    Up,

    /// <summary>Not heard for longer than the farm allows; its points are hidden.</summary>
    Silent,
}
