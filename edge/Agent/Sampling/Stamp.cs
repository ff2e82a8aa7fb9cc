using Vigia.Edge.Clock;
using Vigia.Wire;

namespace Vigia.Edge.Sampling;

/// <summary>When something was measured, by both of the node's clocks.</summary>
internal readonly record struct Stamp(long TimeMs, long UpMs, ClockQuality Quality)
{
    // A clock that is only slewed never moves so far between two readings of a sweep.
    private const long StepMs = 1000;

    /// <summary>Later than <paramref name="last"/> by at least 1 ms, unless the clock was stepped in between.</summary>
    public static Stamp Next(INodeClock clock, Stamp? last)
    {
        var up = clock.UpMs;
        var (ms, quality) = clock.Now();
        var stamp = new Stamp(ms, up, quality);
        return last is { } before && ms <= before.TimeMs && !stamp.IsStepFrom(before)
            ? stamp with
            {
                TimeMs = before.TimeMs + 1,
            }
            : stamp;
    }

    /// <summary>False after a step, and when something else stands behind the time.</summary>
    public bool IsSameClock(Stamp other) => Quality == other.Quality && !IsStepFrom(other);

    private bool IsStepFrom(Stamp other) => Math.Abs(TimeMs - UpMs - (other.TimeMs - other.UpMs)) > StepMs;
}
