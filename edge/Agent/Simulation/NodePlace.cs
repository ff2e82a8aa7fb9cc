using Vigia.Edge.Simulation.Chips;
using Vigia.Edge.Simulation.Places;

namespace Vigia.Edge.Simulation;

/// <summary>
/// Where a node stands, by the first word of its name, and what its points see there. A node of another name stands in a
/// greenhouse; a point that is not of its place sees nothing: null.
/// </summary>
internal sealed class NodePlace
{
    private delegate double Sight(FarmModel farm, double share);

    private readonly Func<FarmModel, Air> air;
    private readonly Dictionary<string, Sight> points;

    private NodePlace(Func<FarmModel, Air> air, Dictionary<string, Sight> points) =>
        (this.air, this.points) = (air, points);

    /// <summary>Bare of all electronics: the mast under a weather file.</summary>
    public bool IsMast { get; private init; }

    public static NodePlace Of(string node)
    {
        var (kind, number) = Split(node);
        return kind switch
        {
            "cerdos" => InBarn(),
            "bomba" => AtWell(),
            "fuego" => AtFirePost(number),
            "galpon" => InWarehouse(),
            "clima" => AtMast(),
            _ => InGreenhouse(number),
        };
    }

    public Air AirIn(FarmModel farm) => air(farm);

    public Breath BreathIn(FarmModel farm) => new(farm.Barn.Co2, air(farm));

    /// <param name="share">Of the running second, for what is counted.</param>
    public double? At(string point, FarmModel farm, double share) =>
        points.TryGetValue(point, out var sight) ? sight(farm, share) : null;

    private static NodePlace InGreenhouse(int number)
    {
        Greenhouse Here(FarmModel farm) => farm.Greenhouses[number % farm.Greenhouses.Count];
        return new NodePlace(
            farm => Here(farm).Air,
            new()
            {
                ["soil_moisture-1"] = (farm, _) => Here(farm).Soil.At(0),
                ["soil_moisture-2"] = (farm, _) => Here(farm).Soil.At(1),
                ["soil_moisture-3"] = (farm, _) => Here(farm).Soil.At(2),
                ["state-valve"] = (farm, _) => State(Here(farm).Soil.ValveIsOpen),
            }
        );
    }

    private static NodePlace InBarn() =>
        new(
            farm => farm.Barn.Air,
            new()
            {
                ["temperature-2"] = (farm, _) => farm.Barn.Air.Celsius,
                ["gas_ratio-nh3"] = (farm, _) => farm.Barn.Ammonia,
                ["state-fan"] = (farm, _) => State(farm.Barn.FanIsRunning),
                ["state-mains"] = (farm, _) => State(farm.Barn.HasMains),
            }
        );

    private static NodePlace AtWell() =>
        new(
            farm => farm.Outside.Air,
            new()
            {
                ["flow"] = (farm, share) => farm.Well.Volume.At(share),
                ["volume"] = (farm, share) => farm.Well.Volume.At(share),
                ["current"] = (farm, _) => farm.Well.Current,
                ["level-tank"] = (farm, _) => farm.Well.Tank,
                ["temperature-motor"] = (farm, _) => farm.Well.MotorCelsius,
                ["state-pump"] = (farm, _) => State(farm.Well.IsRunning),
                ["state-mains"] = (farm, _) => State(farm.Well.HasMains),
            }
        );

    private static NodePlace AtFirePost(int number)
    {
        FirePost Here(FarmModel farm) => farm.FirePosts[number % farm.FirePosts.Count];
        return new NodePlace(
            farm => Here(farm).Air,
            new()
            {
                ["temperature-2"] = (farm, _) => Here(farm).MastCelsius,
                ["gas_ratio-smoke"] = (farm, _) => Here(farm).Smoke,
                ["state-flame"] = (farm, _) => State(Here(farm).SeesFlame),
            }
        );
    }

    private static NodePlace InWarehouse() =>
        new(
            farm => farm.Warehouse.Air,
            new()
            {
                ["temperature-grain-1"] = (farm, _) => farm.Warehouse.FirstHeap,
                ["temperature-grain-2"] = (farm, _) => farm.Warehouse.SecondHeap,
                ["state-door"] = (farm, _) => State(farm.Warehouse.DoorIsOpen),
            }
        );

    private static NodePlace AtMast() =>
        new(
            farm => farm.Outside.Air,
            new()
            {
                ["wind_speed"] = (farm, share) => farm.Mast.WindRun.At(share),
                ["rain"] = (farm, share) => farm.Mast.RainFallen.At(share),
            }
        )
        {
            IsMast = true,
        };

    // "fuego-2" is the second of its kind: 1, counted from 0.
    private static (string Kind, int Number) Split(string node)
    {
        var dash = node.LastIndexOf('-');
        return dash > 0 && int.TryParse(node.AsSpan(dash + 1), out var number) && number > 0
            ? (node[..dash], number - 1)
            : (node, 0);
    }

    private static double State(bool isOn) => isOn ? 1 : 0;
}
