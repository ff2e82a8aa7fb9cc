using Microsoft.Extensions.Logging;
using Vigia.Edge.Clock;

namespace Vigia.Edge.Simulation;

/// <summary>
/// The one farm around all simulated nodes of a process, at the world's present time. A world file may wish for another heat,
/// or for trouble on every bus. Safe for several threads.
/// </summary>
internal sealed class FarmWorld(TimeProvider time, FarmModel farm, string? worldFile, ILogger logger)
{
    private readonly ControlFile? file = worldFile is null ? null : new ControlFile(worldFile);
    private readonly Lock gate = new();
    private volatile WorldWish wish = WorldWish.OrdinaryDay;

    public BusTrouble Trouble => Wish.Trouble;

    /// <summary>°C wherever there is air, if somebody wished so.</summary>
    public double? Heat => Wish.Heat;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Looks at the farm as it is now; <paramref name="look"/> is told which share of the running second has passed.</summary>
    public T See<T>(Func<FarmModel, double, T> look)
    {
        lock (gate)
        {
            var now = Now;
            farm.AdvanceTo(now);
            return look(farm, Math.Clamp((now - farm.Now).TotalSeconds, 0, 1));
        }
    }

    private WorldWish Wish
    {
        get
        {
            if (file is not null && file.TryReadChange(out var text))
            {
                Take(text);
            }

            return wish;
        }
    }

    private void Take(string text)
    {
        if (WorldWish.TryParse(text, out var next, out var badLine))
        {
            wish = next;
            return;
        }

        logger.LogWarning("world file: '{Line}' is none of heat=, fault=; the world stays as it was", badLine);
    }
}
