using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Ingest;

/// <summary>
/// The points of each node, ≤ <see cref="Max"/>, ≤ <see cref="MaxOther"/> of them of no known quantity: so that a garbling node
/// can't fill the stores with series.
/// </summary>
internal sealed class NodePoints(ILedgerStore store)
{
    public const int Max = 512;
    public const int MaxOther = 64;

    private readonly Dictionary<string, Dictionary<string, bool>> known = [];

    /// <summary>Null when all points of the pack are admitted; else nothing of it is remembered.</summary>
    public Refusal? Admit(string node, Pack pack)
    {
        var points = Of(node);
        Dictionary<string, bool>? added = null;
        foreach (var reading in pack.Readings)
        {
            if (!points.ContainsKey(reading.Point))
            {
                (added ??= [])[reading.Point] = Quantity.Of(reading.Point, reading.Unit) == Quantity.Other;
            }
        }

        if (added is null)
        {
            return null;
        }

        if (points.Count + added.Count > Max || Others(points) + Others(added) > MaxOther)
        {
            return Refusal.TooManyPoints;
        }

        foreach (var (point, other) in added)
        {
            points.Add(point, other);
            store.SavePoint(node, point, other);
        }

        return null;
    }

    public void Forget() => known.Clear();

    private static int Others(Dictionary<string, bool> points) => points.Values.Count(other => other);

    private Dictionary<string, bool> Of(string node)
    {
        if (!known.TryGetValue(node, out var points))
        {
            known.Add(node, points = store.LoadPoints(node).ToDictionary(p => p.Name, p => p.Other));
        }

        return points;
    }
}
