namespace Vigia.Edge.Simulation.Places;

/// <summary>Counts what passed the mast.</summary>
internal sealed class WeatherMast : IPlace
{
    private const double SecondsAnHour = 3600;

    private Meter wind;
    private Meter rain;

    /// <summary>Metres since the beginning.</summary>
    public Meter WindRun => wind;

    /// <summary>mm since the beginning.</summary>
    public Meter RainFallen => rain;

    public void Step(in Surroundings now)
    {
        wind.Add(now.Outside.Wind);
        rain.Add(now.Outside.Rain / SecondsAnHour);
    }
}
