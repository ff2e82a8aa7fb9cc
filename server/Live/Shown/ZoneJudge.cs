using Vigia.Server.Live.Points;

namespace Vigia.Server.Live.Shown;

/// <summary>What may be shown as what: pure. Nothing that is old, faulty or silent is ever good.</summary>
internal static class ZoneJudge
{
    /// <summary>A reading is stale after three of its intervals, and never before this.</summary>
    public static readonly TimeSpan ShortestStale = TimeSpan.FromSeconds(60);

    /// <summary>Nor before this much of the machine's time: a world that runs fast leaves its readings time to arrive.</summary>
    public static readonly TimeSpan ShortestStaleOnMachine = TimeSpan.FromSeconds(5);

    /// <summary>A sensor that fails once keeps its last value, with its age; one that fails three times has none.</summary>
    public static bool IsStale(PointNow point, long nowMs, double speed)
    {
        var limit = Longest(
            3 * point.Interval,
            point.Fault is null ? ShortestStale : TimeSpan.Zero,
            ShortestStaleOnMachine * speed
        );
        return point.GoodAtMs is not { } at || nowMs - at > limit.TotalMilliseconds;
    }

    /// <param name="worst">Of the alerts that stand there.</param>
    /// <param name="othersSound">False when a point beside the main one is stale.</param>
    public static ZoneState StateOf(ZoneState? worst, bool anyNodeSilent, PointShown? main, bool othersSound) =>
        worst is ZoneState.Act ? ZoneState.Act
        : anyNodeSilent || main is not { Stale: false, Value: not null } ? ZoneState.NoSignal
        : worst is not null || !othersSound ? ZoneState.Look
        : ZoneState.Good;

    private static TimeSpan Longest(params ReadOnlySpan<TimeSpan> spans)
    {
        var longest = TimeSpan.Zero;
        foreach (var span in spans)
        {
            longest = span > longest ? span : longest;
        }

        return longest;
    }
}
