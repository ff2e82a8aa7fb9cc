using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>
/// Keeps the stamps of one lane strictly increasing within one clock: a stamp that stands still or slips back by less than a second
/// is put 1 ms behind the last. A longer way back is a step of the clock, and stays what it is.
/// </summary>
internal sealed class StampOrder
{
    private const int MaxLanes = 64;
    private const long StepMs = 1000;

    private readonly Dictionary<string, (ClockQuality Clock, long TimeMs)> last = [];

    /// <param name="lane">What tells lanes apart: the first point of the sweep.</param>
    public long Next(string lane, ClockQuality clock, long timeMs)
    {
        if (last.TryGetValue(lane, out var before) && before.Clock == clock && IsSlip(before.TimeMs - timeMs))
        {
            timeMs = before.TimeMs + 1;
        }

        if (last.Count < MaxLanes || last.ContainsKey(lane))
        {
            last[lane] = (clock, timeMs);
        }

        return timeMs;
    }

    private static bool IsSlip(long backMs) => backMs is >= 0 and < StepMs;
}
