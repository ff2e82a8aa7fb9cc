using Vigia.Edge.Clock;
using Vigia.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Edge.Sampling;

/// <summary>
/// Gathers a lane's readings until the sweep closes: at <paramref name="maxAge"/>, before it would hold more than
/// <see cref="MaxReadings"/>, and whenever the clock becomes another one. Safe for several threads.
/// </summary>
internal sealed class OpenSweep(INodeClock clock, ISweepSink sink, TimeProvider time, TimeSpan maxAge)
{
    public const int MaxReadings = 50;

    /// <summary>Scaled in tests, like every timer of the protocol.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private List<Reading> readings = [];
    private bool alarm;
    private long openedAt;
    private Stamp first;
    private Stamp? last;

    /// <summary>Stamps what was measured just now. What one conversation gave bears one stamp.</summary>
    public Stamp Add(IReadOnlyList<Reading> measured, bool isAlarm = false)
    {
        lock (gate)
        {
            var stamp = Stamp.Next(clock, last);
            if (readings.Count + measured.Count > MaxReadings || (last is { } before && !stamp.IsSameClock(before)))
            {
                Close();
            }

            if (readings.Count == 0)
            {
                (first, openedAt) = (stamp, time.GetTimestamp());
            }

            readings.AddRange(measured.Select(r => r with { OffsetMs = stamp.TimeMs - first.TimeMs }));
            alarm |= isAlarm;
            last = stamp;
            return stamp;
        }
    }

    public void CloseIfOld()
    {
        lock (gate)
        {
            if (readings.Count > 0 && time.GetElapsedTime(openedAt) >= maxAge)
            {
                Close();
            }
        }
    }

    public void CloseNow()
    {
        lock (gate)
        {
            Close();
        }
    }

    private void Close()
    {
        if (readings.Count == 0)
        {
            return;
        }

        var closed = new Sweep(first.TimeMs, first.UpMs, first.Quality, readings, alarm);
        (readings, alarm) = ([], false);
        sink.Put(closed);
    }
}
