namespace Vigia.Server.Ingest.Listener;

/// <summary>
/// Lets a client id change hands only now and then, so that two machines with one identity drain in turns instead of
/// pushing each other out for ever. Bounded by the nodes that are known.
/// </summary>
internal sealed class TakeoverBook(TimeSpan pause, TimeSpan maxPause, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> entries = [];

    /// <summary>Asked when a second connection wants a node's place.</summary>
    public bool MayTakeOver(string node)
    {
        lock (gate)
        {
            var known = entries.TryGetValue(node, out var entry);
            var since = known ? time.GetElapsedTime(entry.At) : TimeSpan.MaxValue;
            if (known && since < entry.Pause)
            {
                entries[node] = entry with { Refused = entry.Refused + 1 };
                return false;
            }

            var next =
                since > 2 * maxPause ? pause : TimeSpan.FromTicks(Math.Min(entry.Pause.Ticks * 2, maxPause.Ticks));
            entries[node] = new Entry(time.GetTimestamp(), next, entry.Granted + 1, entry.Refused);
            return true;
        }
    }

    /// <summary>How often a node's place was taken, and how often that was refused: more than a few are two machines.</summary>
    public (int Granted, int Refused) Of(string node)
    {
        lock (gate)
        {
            return entries.TryGetValue(node, out var entry) ? (entry.Granted, entry.Refused) : (0, 0);
        }
    }

    private readonly record struct Entry(long At, TimeSpan Pause, int Granted, int Refused);
}
