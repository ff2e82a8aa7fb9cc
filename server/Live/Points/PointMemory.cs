using Vigia.Server.Nodes;
using Vigia.Server.Rules;

namespace Vigia.Server.Live.Points;

/// <summary>
/// Which points there are, kept over a restart: one that stopped before the last day is still shown, without a value and grey.
/// </summary>
internal sealed class PointMemory(
    LivePoints points,
    PointRegister register,
    INodeRegister nodes,
    ServerClocks clocks,
    ILogger<PointMemory> log
)
{
    public static readonly TimeSpan KeepsEvery = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(KeepsEvery, clocks.Machine);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                KeepOnce();
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogError(e, "The points that are known could not be kept");
            }
        }
    }

    /// <summary>Before anything new is heard. A node that was taken from the farm is not remembered.</summary>
    public void Recall()
    {
        foreach (var known in register.All.Where(point => nodes.Knows(point.Node)))
        {
            points.Remember(known, nodes.ZoneOf(known.Node));
        }
    }

    public void KeepOnce()
    {
        var heard =
            from node in points.Now(dayBeginsMs: 0)
            from point in node.Points
            select new KnownPoint(node.Name, point.Name, point.Quantity.Name, point.GoodAtMs ?? 0);
        register.See([.. heard], clocks.World.GetUtcNow());
    }
}
