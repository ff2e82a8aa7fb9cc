using Vigia.Wire;

namespace Vigia.Edge.Sampling;

/// <summary>
/// Tells when a point goes beyond its limit: once, again after its time of validity while it stays there, and no sooner
/// than <see cref="Calm"/> after the last when it comes and goes. Safe for several threads.
/// </summary>
internal sealed class LocalAlarms(IReadOnlyList<AlarmLimit> limits, Action<Reading, AlarmLimit> raise)
{
    public static readonly TimeSpan Calm = TimeSpan.FromMinutes(1);

    private sealed class State
    {
        public bool Stands { get; set; }
        public long? RaisedUpMs { get; set; }

        public long BeyondUpMs { get; set; }
    }

    private readonly Lock gate = new();
    private readonly Dictionary<AlarmLimit, State> states = limits.Distinct().ToDictionary(l => l, _ => new State());

    public bool AreBeyond(IReadOnlyList<Reading> readings) => readings.Any(r => LimitsOf(r).Any(l => IsBeyond(l, r)));

    /// <summary>
    /// A point is beyond its limit, and was seen so within the alarm's time of validity: a sensor that died there does not count for ever.
    /// </summary>
    public bool AnyStands(long upMs)
    {
        lock (gate)
        {
            return states.Any(s => s.Value.Stands && upMs - s.Value.BeyondUpMs < s.Key.Expires.TotalMilliseconds);
        }
    }

    public void Judge(IReadOnlyList<Reading> readings, Stamp stamp)
    {
        // A fault says nothing about the limit: what stands goes on standing.
        foreach (var reading in readings.Where(r => r.Value is not null))
        {
            foreach (var limit in LimitsOf(reading).Where(l => IsNews(l, IsBeyond(l, reading), stamp.UpMs)))
            {
                raise(reading, limit);
            }
        }
    }

    private IEnumerable<AlarmLimit> LimitsOf(Reading reading) => states.Keys.Where(l => l.Point == reading.Point);

    private static bool IsBeyond(AlarmLimit limit, in Reading reading) =>
        reading.Value is { } value && limit.IsBeyond(value);

    private bool IsNews(AlarmLimit limit, bool isBeyond, long upMs)
    {
        lock (gate)
        {
            var state = states[limit];
            var quiet = state.Stands ? limit.Expires : Calm;
            state.Stands = isBeyond;
            state.BeyondUpMs = isBeyond ? upMs : state.BeyondUpMs;
            if (!isBeyond || upMs - state.RaisedUpMs < (long)quiet.TotalMilliseconds)
            {
                return false;
            }

            state.RaisedUpMs = upMs;
            return true;
        }
    }
}
