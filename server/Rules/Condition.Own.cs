namespace Vigia.Server.Rules;

/// <summary>Points that a condition holds against a limit of their own.</summary>
internal sealed partial record Condition
{
    /// <summary>Of one condition.</summary>
    public const int MaxOwn = 100;

    /// <summary>Of two that are of the same point the last counts; one that names its node counts before one that names none.</summary>
    public IReadOnlyList<OwnLimit> Own { get; init; } = [];

    /// <summary>By which a farm changes it, where it is one of several of a rule; else empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>What a sensor of this kind can say; other values count as little as failed ones. Null: any.</summary>
    public ValueRange? Possible { get; init; }

    /// <summary>A quorum of more than half of the points that were heard of late: 1 of 1, 2 of 2, 2 of 3.</summary>
    public const int Majority = 0;

    /// <summary>A point that was heard so much earlier than the newest is none of them.</summary>
    public static readonly TimeSpan QuorumHolds = TimeSpan.FromHours(1);

    /// <param name="heard">Points that were heard of late.</param>
    public int Needed(int heard) => Quorum == Majority ? (heard / 2) + 1 : Quorum;

    /// <summary>The limit this point is held against.</summary>
    public Limit LimitOf(string node, string point) => OwnOf(node, point)?.Limit ?? Limit;

    /// <summary>How long this point has to be beyond it.</summary>
    public TimeSpan ForOf(string node, string point) => OwnOf(node, point)?.For ?? For;

    /// <summary>The point is one of those it looks at, and not switched off.</summary>
    public bool Judges(string node, string point) => Point.Matches(point) && OwnOf(node, point) is not { IsOff: true };

    private OwnLimit? OwnOf(string node, string point)
    {
        if (Own.Count == 0)
        {
            return null;
        }

        OwnLimit? found = null;
        for (var i = 0; i < Own.Count; i++)
        {
            if (Own[i].IsOf(node, point) && (found?.Node is null || Own[i].Node is not null))
            {
                found = Own[i];
            }
        }

        return found;
    }
}

/// <summary>Both ends are possible.</summary>
internal sealed record ValueRange(double Low, double High)
{
    public bool Contains(double value) => value >= Low && value <= High;
}

/// <param name="Node">Null: on every node.</param>
/// <param name="For">How long it has to last there.</param>
/// <param name="IsOff">The point is not judged.</param>
internal sealed record OwnLimit(string? Node, PointPattern Point, Limit Limit, TimeSpan For, bool IsOff = false)
{
    public bool IsOf(string node, string point) => (Node is null || Node == node) && Point.Matches(point);
}
