using Vigia.Wire;

namespace Vigia.Server.Rules;

/// <summary>
/// The readings of a pack in the order in which rules hear them: by time, those of a moment by name. What a node writes in
/// another order would be taken for late, and judged again.
/// </summary>
internal sealed class SweepOrder
{
    private int[] order = [];

    /// <summary>Their places in the list; good until it is asked again.</summary>
    public ReadOnlySpan<int> Of(List<Reading> readings)
    {
        if (order.Length < readings.Count)
        {
            order = new int[Math.Max(16, 2 * readings.Count)];
        }

        // A pack is short and nearly in order.
        for (var i = 0; i < readings.Count; i++)
        {
            var place = i;
            while (place > 0 && IsBefore(readings[i], readings[order[place - 1]]))
            {
                order[place] = order[place - 1];
                place--;
            }

            order[place] = i;
        }

        return order.AsSpan(0, readings.Count);
    }

    private static bool IsBefore(in Reading a, in Reading b) =>
        a.OffsetMs != b.OffsetMs ? a.OffsetMs < b.OffsetMs : string.CompareOrdinal(a.Point, b.Point) < 0;
}
