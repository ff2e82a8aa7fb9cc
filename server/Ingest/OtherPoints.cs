using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Ingest;

/// <summary>Points that no quantity is known for: a node may have some, so that a garbling one can't fill the store with series.</summary>
internal sealed class OtherPoints(ILedgerStore store)
{
    private readonly Dictionary<string, HashSet<string>> known = [];

    /// <summary>Null when all points of the pack are admitted; else nothing of it is remembered.</summary>
    public Refusal? Admit(string node, Pack pack)
    {
        var points = Of(node);
        List<string>? added = null;
        foreach (var reading in pack.Readings)
        {
            if (Quantity.Of(reading.Point, reading.Unit) == Quantity.Other && !points.Contains(reading.Point))
            {
                (added ??= []).Add(reading.Point);
            }
        }

        if (added is null)
        {
            return null;
        }

        if (points.Count + added.Distinct().Count() > Intake.MaxOtherPoints)
        {
            return Refusal.TooManyPoints;
        }

        foreach (var point in added.Where(points.Add))
        {
            store.SaveOtherPoint(node, point);
        }

        return null;
    }

    public void Forget() => known.Clear();

    private HashSet<string> Of(string node)
    {
        if (!known.TryGetValue(node, out var points))
        {
            known.Add(node, points = [.. store.LoadOtherPoints(node)]);
        }

        return points;
    }
}
