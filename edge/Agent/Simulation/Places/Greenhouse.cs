using Vigia.Edge.Simulation.Nature;

namespace Vigia.Edge.Simulation.Places;

/// <summary>
/// Tomatoes under plastic: the sun heats it, vents and doors let the heat out, a shade net and fog work against the hottest noons,
/// and the plants give off water while the sun shines.
/// </summary>
internal sealed class Greenhouse(string zone, int seed, Air beginning) : IPlace
{
    private const double SunHeat = 5; // °C at full sun, all closed
    private const double Fog = 3; // °C at most
    private const double Transpiration = 0.9; // kPa at full sun, all closed
    private const double Minutes = 60;

    // Doors stand open while people go in, work and come out: hours of the farm's day.
    private static readonly (double From, double To)[] Visits = [(6.5, 6.8), (11, 11.2), (16.5, 16.8)];

    public string Zone => zone;

    public Air Air { get; private set; } = beginning;

    public GreenhouseSoil Soil { get; } = new(zone, seed);

    public void Step(in Surroundings now)
    {
        var outside = now.Outside.Air;
        var vents = Math.Clamp((Air.Celsius - 26) / 4, 0.05, 1);
        var fog = Math.Clamp((Air.Celsius - 33) / 3, 0, 1);
        var warm = outside.Celsius + (now.Outside.Sunshine * SunHeat * (1 - (0.7 * vents))) - (fog * Fog);
        var water =
            Vapour.Pressure(outside) + (now.Outside.Sunshine * Transpiration * (1 - (0.6 * vents))) + (fog * 0.3);
        var pace = (IsVisited(now) ? 3 : 8) * Minutes;
        Air = Vapour.AirOf(Air.Celsius.Toward(warm, pace), Vapour.Pressure(Air).Toward(water, pace));
        Soil.Step(now);
    }

    private static bool IsVisited(in Surroundings now)
    {
        foreach (var (from, to) in Visits)
        {
            if (now.IsBetween(from, to))
            {
                return true;
            }
        }

        return false;
    }
}
