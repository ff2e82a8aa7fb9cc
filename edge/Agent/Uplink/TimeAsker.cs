using Vigia.Edge.Clock;
using Vigia.Wire;

namespace Vigia.Edge.Uplink;

/// <summary>
/// Learns the time from the server: the middle of the round trip when it is short, else the best of several.
/// Asks at each connection, at each new run of the server, and now and then.
/// </summary>
internal sealed class TimeAsker(INodeClock clock, UplinkTimers timers)
{
    private const int MostAsks = 8;
    private const long GoodMs = 1000;
    private const long UsableMs = 10_000;

    private long number;
    private long? openSince;
    private int asks;
    private long nextAt;
    private (long TripMs, long ServerMs, long UpMs, ClockQuality Quality)? best;

    public void Begin(long now)
    {
        (openSince, asks, best) = (null, 0, null);
        nextAt = now;
    }

    /// <summary>The question to send now, or null.</summary>
    public TimeAsk? Due(long now)
    {
        if (now < nextAt || (openSince is { } since && now - since < timers.TimeAnswer.TotalMilliseconds))
        {
            return null;
        }

        if (asks >= MostAsks)
        {
            Conclude(now);
            return null;
        }

        asks++;
        openSince = now;
        var (timeMs, quality) = clock.Now();
        return new TimeAsk(++number, now / 1000.0, clock.KernelBoot.ToString("x8"), quality, timeMs / 1000.0);
    }

    /// <param name="now">Uptime when the answer came.</param>
    public void Answered(TimeReply reply, long now)
    {
        if (openSince is not { } since || reply.N != number || !double.IsFinite(reply.Rx + reply.Tx))
        {
            return;
        }

        openSince = null;
        if (reply.Clk == ClockQuality.None)
        {
            Conclude(now);
            return;
        }

        var trip = now - since;
        if (trip < UsableMs && (best is null || trip < best.Value.TripMs))
        {
            best = (trip, (long)Math.Round((reply.Rx + reply.Tx) / 2 * 1000), since + (trip / 2), reply.Clk);
        }

        if (trip < GoodMs || asks >= MostAsks)
        {
            Conclude(now);
        }
    }

    private void Conclude(long now)
    {
        if (best is { } found)
        {
            clock.Learn(found.ServerMs, found.UpMs, found.Quality);
        }

        Begin(now + (long)timers.TimeAsk.TotalMilliseconds);
    }
}
