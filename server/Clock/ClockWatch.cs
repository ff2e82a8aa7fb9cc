using Vigia.Wire;

namespace Vigia.Server.Clock;

/// <summary>Why the server gives no time.</summary>
internal enum TimeTrust
{
    Trusted,

    /// <summary>The clock shows less than the ledger has seen already.</summary>
    BehindLedger,

    /// <summary>The median of nodes with a clock of their own says otherwise.</summary>
    NodesDisagree,
}

/// <summary>
/// Judges the server's own clock (WIRE §5): against the ledger, against nodes that have an RTC or NTP, against its own
/// past. Safe for several threads.
/// </summary>
/// <param name="speed">Of the server's clock: what a question takes on its way counts so many times in a simulated farm.</param>
internal sealed class ClockWatch(double speed = 1)
{
    /// <summary>A larger difference between the time of day and the monotonic clock is a step.</summary>
    public const long StepMs = 1_000;

    /// <summary>How far the nodes' median may be away.</summary>
    public const long DisagreementMs = 60_000;

    /// <summary>Nodes it takes to doubt the server.</summary>
    public const int Quorum = 3;

    private const long VoteLifeMs = 20 * 60_000;
    private const int MaxVotes = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (long OffsetMs, long AtMonotonic)> votes = [];
    private long? difference;
    private long newestReceived;

    /// <summary>What the ledger has seen is the least the clock must show.</summary>
    public void SeeReceived(long ms)
    {
        lock (gate)
        {
            newestReceived = Math.Max(newestReceived, ms);
        }
    }

    /// <summary>A node with a clock of its own shows <paramref name="nodeMs"/> now.</summary>
    public void Vote(string node, ClockQuality quality, long nodeMs, long nowMs, long monotonicMs)
    {
        if (quality is not (ClockQuality.Rtc or ClockQuality.Ntp))
        {
            return;
        }

        lock (gate)
        {
            if (votes.Count < MaxVotes || votes.ContainsKey(node))
            {
                votes[node] = (nodeMs - nowMs, monotonicMs);
            }
        }
    }

    public TimeTrust Judge(long nowMs, long monotonicMs)
    {
        lock (gate)
        {
            if (nowMs < newestReceived - StepMs)
            {
                return TimeTrust.BehindLedger;
            }

            var offsets = votes
                .Values.Where(v => monotonicMs - v.AtMonotonic < VoteLifeMs)
                .Select(v => v.OffsetMs)
                .Order()
                .ToList();
            return offsets.Count >= Quorum && Math.Abs(MedianOf(offsets)) > DisagreementMs * speed
                ? TimeTrust.NodesDisagree
                : TimeTrust.Trusted;
        }
    }

    /// <summary>By how much the machine's time of day was stepped since the last call; 0 when it was not.</summary>
    public long TakeStep(long machineMs, long monotonicMs)
    {
        lock (gate)
        {
            var now = machineMs - monotonicMs;
            var step = difference is { } before && Math.Abs(now - before) > StepMs ? now - before : 0;
            difference = now;
            if (step != 0)
            {
                // Votes were measured against the clock as it was.
                votes.Clear();
            }

            return step;
        }
    }

    // Of an even number the middle between the two: ahead and behind weigh the same.
    private static long MedianOf(List<long> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
