using Microsoft.Extensions.Logging;
using Vigia.Edge.Clock;

namespace Vigia.Edge.Simulation;

/// <summary>The farm around the simulated sensors: an ordinary day, unless a world file wishes otherwise.</summary>
internal sealed class FarmWorld(TimeProvider time, int seed, string? worldFile, ILogger logger)
{
    private readonly ControlFile? file = worldFile is null ? null : new ControlFile(worldFile);
    private volatile WorldWish wish = WorldWish.OrdinaryDay;

    public BusTrouble Trouble => Wish.Trouble;

    /// <summary>The air at one sensor; <paramref name="place"/> tells sensors apart.</summary>
    public Air AirAt(int place)
    {
        var air = GreenhouseDay.At(time.GetUtcNow(), seed + (2 * place));
        return Wish.Heat is { } heat ? air with { Celsius = heat } : air;
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
