using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Ingest;

/// <summary>
/// Moves a pack by whole milliseconds when a reading of it would fall on the time of a stored one of the same series:
/// the second would overwrite the first in InfluxDB. Clocks that step, and packs dated by arrival, do that.
/// </summary>
internal sealed class FreeTime(ILedgerStore store)
{
    // A drain of packs dated by arrival shares a millisecond with all that came with it.
    private const int MaxShiftMs = 100_000;

    private readonly Dictionary<string, long> newest = [];
    private readonly Dictionary<string, long> arrivals = [];
    private readonly Dictionary<(string Node, string Point), (long First, long Last)> walked = [];
    private readonly PackDecoder decoder = new();
    private readonly Pack other = new();

    /// <summary>The first time at or after <paramref name="time"/> at which no reading collides.</summary>
    /// <param name="byArrival">The time is that of arrival, which many packs may share: each gets a millisecond of its own.</param>
    public StoredTime Find(string node, Pack pack, in StoredTime time, bool byArrival)
    {
        var span = pack.SpanMs;
        var start = byArrival ? Math.Max(time.Ms, arrivals.GetValueOrDefault(node) + 1) : time.Ms;
        if (!newest.TryGetValue(node, out var last))
        {
            last = store.NewestTime(node) ?? long.MinValue;
        }

        var ms = start > last ? start : BehindTaken(node, pack, start, span);
        newest[node] = Math.Max(last, ms + span);
        if (byArrival)
        {
            arrivals[node] = ms;
        }

        return time with
        {
            Ms = ms,
        };
    }

    /// <summary>After a rollback nothing is known of what the turn had placed.</summary>
    public void Forget()
    {
        newest.Clear();
        arrivals.Clear();
        walked.Clear();
    }

    // Where many packs claim one instant, each would walk over all before it: what was walked over last is jumped over.
    private long BehindTaken(string node, Pack pack, long start, long span)
    {
        var lane = (node, pack.Readings[0].Point);
        var run = walked.GetValueOrDefault(lane, (First: start, Last: start - 1));
        var inside = start >= run.First && start <= run.Last + 1;
        var ms = FirstFree(node, pack, inside ? run.Last + 1 : start, span);
        if (inside || ms > start)
        {
            walked[lane] = (inside ? run.First : start, ms);
        }

        return ms;
    }

    private long FirstFree(string node, Pack pack, long ms, long span)
    {
        var end = ms + MaxShiftMs;
        for (var from = ms; from < end; )
        {
            var taken = TakenTimes(node, pack, from, from + span);
            var free = from;
            while (Collides(pack, free, taken))
            {
                free++;
            }

            if (free == from)
            {
                return free;
            }

            from = free;
        }

        return end;
    }

    private HashSet<(string Point, long Ms)> TakenTimes(string node, Pack pack, long fromMs, long toMs)
    {
        var taken = new HashSet<(string, long)>();
        foreach (var (timeMs, plain, bytes) in store.Overlapping(node, fromMs, toMs))
        {
            var refusal = plain ? decoder.DecodePlain(bytes, node, other) : decoder.Decode(bytes, node, other);
            if (refusal is not null)
            {
                continue;
            }

            foreach (var reading in other.Readings)
            {
                taken.Add((reading.Point, timeMs + reading.OffsetMs));
            }
        }

        return taken;
    }

    private static bool Collides(Pack pack, long ms, HashSet<(string Point, long Ms)> taken)
    {
        foreach (var reading in pack.Readings)
        {
            if (taken.Contains((reading.Point, ms + reading.OffsetMs)))
            {
                return true;
            }
        }

        return false;
    }
}
