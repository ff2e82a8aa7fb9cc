using Vigia.Edge.Simulation.Nature;

namespace Vigia.Edge.Simulation.Places;

/// <summary>Counts what passed the mast: metres of wind and millimetres of rain.</summary>
internal sealed class WeatherMast : IPlace
{
    /// <summary>m/s.</summary>
    public double Wind { get; private set; }

    /// <summary>Metres of wind since the beginning.</summary>
    public double WindRun { get; private set; }

    /// <summary>mm an hour.</summary>
    public double Rain { get; private set; }

    /// <summary>mm since the beginning.</summary>
    public double RainFallen { get; private set; }

    public void Step(in Surroundings now)
    {
        (Wind, Rain) = (now.Outside.Wind, now.Outside.Rain);
        WindRun += Wind;
        RainFallen += Rain / 3600;
    }
}
