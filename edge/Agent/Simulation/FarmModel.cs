using Vigia.Edge.Simulation.Nature;
using Vigia.Edge.Simulation.Places;
using Vigia.Edge.Simulation.Scenarios;

namespace Vigia.Edge.Simulation;

/// <summary>
/// The whole farm, a second after the other: the same seed, scenario, weather and instant give the same farm, however it was asked
/// on the way there. It has no clock of its own and does no I/O. Not for several threads.
/// </summary>
internal sealed class FarmModel
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Longest way of one call; the rest comes with the next calls.</summary>
    public static readonly TimeSpan MostAtOnce = TimeSpan.FromDays(1);

    private readonly Scenario scenario;
    private readonly IWeather weather;
    private readonly DateTimeOffset beginning;
    private readonly IPlace[] places;

    /// <param name="beginning">Of the scenario.</param>
    /// <param name="from">When the farm begins to live, where somebody looks at it before that.</param>
    public FarmModel(
        int seed,
        Scenario scenario,
        IWeather weather,
        DateTimeOffset beginning,
        DateTimeOffset? from = null
    )
    {
        (this.scenario, this.weather, this.beginning) = (scenario, weather, beginning);
        Now = from < beginning ? from.Value : beginning;
        Outside = weather.At(Now);
        var air = Outside.Air;
        Greenhouses = [new("invernadero-1", seed + 101, air), new("invernadero-2", seed + 102, air)];
        FirePosts = [new("fuego-1", seed + 201, air), new("fuego-2", seed + 202, air), new("fuego-3", seed + 203, air)];
        Well = new Well(wantsWater: scenario.Includes(Happening.WellDry));
        Barn = new Barn(air);
        Warehouse = new Warehouse(air);
        places = [.. Greenhouses, Well, Barn, .. FirePosts, Warehouse, Mast];
        Step();
    }

    /// <summary>The last whole second that was lived.</summary>
    public DateTimeOffset Now { get; private set; }

    public Outside Outside { get; private set; }

    public Happenings Events => scenario.At(Now - beginning);

    public IReadOnlyList<Greenhouse> Greenhouses { get; }

    public IReadOnlyList<FirePost> FirePosts { get; }

    public Well Well { get; }

    public Barn Barn { get; }

    public Warehouse Warehouse { get; }

    public WeatherMast Mast { get; } = new();

    /// <summary>Lives on until <paramref name="time"/>; an earlier one changes nothing.</summary>
    public void AdvanceTo(DateTimeOffset time)
    {
        var last = Now + MostAtOnce < time ? Now + MostAtOnce : time;
        while (Now + Second <= last)
        {
            Now += Second;
            Outside = weather.At(Now);
            Step();
        }
    }

    private void Step()
    {
        Well.Irrigation = Greenhouses[0].Soil.WaterUse + Greenhouses[1].Soil.WaterUse;
        var now = new Surroundings(Sun.LocalTime(Now), Outside, Events);
        foreach (var place in places)
        {
            place.Step(now);
        }
    }
}
