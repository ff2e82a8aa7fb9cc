namespace Vigia.Server.Rules;

/// <summary>Points that a condition holds against a limit of their own.</summary>
internal sealed partial record Condition
{
    /// <summary>Of one condition.</summary>
    public const int MaxOwn = 100;

    /// <summary>Of two that are of the same point the last counts; one that names its node counts before one that names none.</summary>
    public IReadOnlyList<OwnLimit> Own { get; init; } = [];

    /// <summary>The limit this point is held against.</summary>
    public Limit LimitOf(string node, string point) => OwnOf(node, point)?.Limit ?? Limit;

    /// <summary>How long this point has to be beyond it.</summary>
    public TimeSpan ForOf(string node, string point) => OwnOf(node, point)?.For ?? For;

    /// <summary>The point is one of those it looks at, and not switched off.</summary>
    public bool Judges(string node, string point) => Point.Matches(point) && OwnOf(node, point) is not { IsOff: true };

    private OwnLimit? OwnOf(string node, string point)
    {
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

/// <param name="Node">Null: on every node.</param>
/// <param name="For">How long it has to last there.</param>
/// <param name="IsOff">The point is not judged.</param>
internal sealed record OwnLimit(string? Node, PointPattern Point, Limit Limit, TimeSpan For, bool IsOff = false)
{
    public bool IsOf(string node, string point) => (Node is null || Node == node) && Point.Matches(point);
}
