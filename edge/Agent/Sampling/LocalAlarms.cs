using Vigia.Wire;

namespace Vigia.Edge.Sampling;

/// <summary>A reading went beyond a limit that the node itself watches.</summary>
internal sealed record LocalAlarm(Reading Reading, Stamp Stamp, AlarmLimit Limit);

/// <summary>
/// Tells when a point goes beyond its limit: once, again after its time of validity while it stays there, and no sooner
/// than <see cref="Calm"/> after the last when it comes and goes. Safe for several threads.
/// </summary>
internal sealed class LocalAlarms(IReadOnlyList<AlarmLimit> limits, Action<LocalAlarm> raise)
{
    public static readonly TimeSpan Calm = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<AlarmLimit, (bool Stands, long RaisedUpMs)> states = [];

    public bool AreBeyond(IReadOnlyList<Reading> readings) =>
        readings.Any(r => LimitsOf(r).Any(l => l.IsBeyond(r.Value ?? double.NaN)));

    public void Judge(IReadOnlyList<Reading> readings, Stamp stamp)
    {
        foreach (var reading in readings.Where(r => r.Value is not null))
        {
            foreach (var limit in LimitsOf(reading))
            {
                if (IsNews(limit, limit.IsBeyond(reading.Value ?? double.NaN), stamp.UpMs))
                {
                    raise(new LocalAlarm(reading, stamp, limit));
                }
            }
        }
    }

    private IEnumerable<AlarmLimit> LimitsOf(Reading reading) => limits.Where(l => l.Point == reading.Point);

    private bool IsNews(AlarmLimit limit, bool isBeyond, long upMs)
    {
        lock (gate)
        {
            var known = states.TryGetValue(limit, out var state);
            if (!isBeyond)
            {
                states[limit] = (false, known ? state.RaisedUpMs : long.MinValue / 2);
                return false;
            }

            var quiet = state.Stands ? limit.Expires : Calm;
            var isNews = !known || upMs - state.RaisedUpMs >= (long)quiet.TotalMilliseconds;
            states[limit] = (true, isNews ? upMs : state.RaisedUpMs);
            return isNews;
        }
    }
}
