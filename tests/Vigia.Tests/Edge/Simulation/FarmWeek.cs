using Vigia.Edge.Simulation;
using Vigia.Edge.Simulation.Nature;
using Vigia.Edge.Simulation.Scenarios;

namespace Vigia.Tests.Edge.Simulation;

/// <summary>Lives through a stretch of the farm's time and remembers the extremes of every place.</summary>
internal sealed class FarmWeek
{
    /// <summary>Six in the morning of a day in the dry season.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly SortedDictionary<string, (double Least, double Most)> extremes = [];

    public IReadOnlyDictionary<string, (double Least, double Most)> Extremes => extremes;

    public static FarmModel Farm(
        string scenario = ScenarioBook.Ordinary,
        int seed = 1,
        DateTimeOffset? beginning = null,
        IWeather? weather = null
    )
    {
        var from = beginning ?? Morning;
        var day = DateOnly.FromDateTime(Sun.LocalTime(from).DateTime);
        return new FarmModel(seed, ScenarioBook.Find(scenario)!, weather ?? new Climate(seed, day), from);
    }

    /// <summary>Looks at the farm every <paramref name="every"/>, by default each ten seconds of a week.</summary>
    public static FarmWeek Of(FarmModel farm, TimeSpan? lasts = null, TimeSpan? every = null)
    {
        var week = new FarmWeek();
        var end = farm.Now + (lasts ?? TimeSpan.FromDays(7));
        while (farm.Now < end)
        {
            farm.AdvanceTo(farm.Now + (every ?? TimeSpan.FromSeconds(10)));
            week.Look(farm);
        }

        return week;
    }

    private void Look(FarmModel farm)
    {
        See("outside temperature", farm.Outside.Air.Celsius);
        See("outside humidity", farm.Outside.Air.Humidity);
        See("wind", farm.Outside.Wind);
        See("rain", farm.Mast.RainFallen.Total);
        foreach (var greenhouse in farm.Greenhouses)
        {
            See("greenhouse temperature", greenhouse.Air.Celsius);
            See("greenhouse humidity", greenhouse.Air.Humidity);
            See("soil", greenhouse.Soil.At(0));
            See("soil", greenhouse.Soil.At(1));
            See("soil", greenhouse.Soil.At(2));
            See("valve", greenhouse.Soil.ValveIsOpen ? 1 : 0);
        }

        See("barn temperature", farm.Barn.Air.Celsius);
        See("barn humidity", farm.Barn.Air.Humidity);
        See("barn co2", farm.Barn.Co2);
        See("barn ammonia", farm.Barn.Ammonia);
        See("fan", farm.Barn.FanIsRunning ? 1 : 0);
        See("pump", farm.Well.IsRunning ? 1 : 0);
        See("flow", farm.Well.WaterFlow);
        See("tank", farm.Well.Tank);
        See("motor", farm.Well.MotorCelsius);
        See("current", farm.Well.Current);
        foreach (var post in farm.FirePosts)
        {
            See("post temperature", post.Air.Celsius);
            See("smoke", post.Smoke);
            See("flame", post.SeesFlame ? 1 : 0);
        }

        See("warehouse temperature", farm.Warehouse.Air.Celsius);
        See("grain", farm.Warehouse.FirstHeap);
        See("grain", farm.Warehouse.SecondHeap);
        See("door", farm.Warehouse.DoorIsOpen ? 1 : 0);
    }

    private void See(string what, double value)
    {
        var (least, most) = extremes.GetValueOrDefault(what, (double.MaxValue, double.MinValue));
        extremes[what] = (Math.Min(least, value), Math.Max(most, value));
    }
}
