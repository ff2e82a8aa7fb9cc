using System.Globalization;
using Vigia.Server.Derive.Fire;
using Vigia.Server.Derive.Produce;
using Vigia.Server.Derive.Water;
using Vigia.Server.Farm;

namespace Vigia.Server.Derive.Live;

/// <summary>What no sensor tells of a zone and its channels have to know; to be shown as assumed.</summary>
internal sealed record ZoneSettings
{
    /// <summary>The middle of the Venezuelan llanos, degrees; a degree changes the sun's radiation by less than 1 %.</summary>
    public double Latitude { get; init; } = 9.8;

    /// <summary>Degrees, east positive.</summary>
    public double Longitude { get; init; } = -69.3;

    /// <summary>The farm's clock; no summer time.</summary>
    public TimeSpan UtcOffset { get; init; } = TimeSpan.FromHours(-4);

    /// <summary>Ordinary standing pasture; as cured as this all year, where <see cref="Seasons"/> are none.</summary>
    public Grass Grass { get; init; } = new(Grass.OrdinaryLoad, Curing: 80, Standing: true);

    /// <summary>How cured it is by the time of the year; null: nobody said, or one curing goes for all of it.</summary>
    public SeasonalCuring? Seasons { get; init; }

    /// <summary>What the anemometer reads of the wind at 10 m: 1 there, 0.75 at 2 m (FWI2025; FAO-56 eq. 47 for other heights).</summary>
    public double WindShare { get; init; } = 1;

    /// <summary>Loam (FAO-56 table 19), tomato's p.</summary>
    public Soil Soil { get; init; } = new(FieldCapacity: 0.25, WiltingPoint: 0.12, RootDepth: 0.6, Fraction: 0.4);

    /// <summary>Metres above the sea.</summary>
    public double Altitude { get; init; } = 100;

    /// <summary>Kc of FAO-56 table 12, mid season.</summary>
    public double CropCoefficient { get; init; } = 1;

    /// <summary>mm an hour that the open valve gives; 0: nobody knows, and irrigation counts as none.</summary>
    public double IrrigationRate { get; init; }

    /// <summary>No rain, little wind.</summary>
    public bool IsUnderRoof { get; init; }

    /// <summary>When the crates here were picked, in days from 1970 on the farm's clock; null: there are none.</summary>
    public long? Picked { get; init; }

    /// <summary>How fast they ripen.</summary>
    public RipenessClock Ripening { get; init; } = new();

    public DangerLevels Levels { get; init; } = DangerLevels.Default;

    /// <summary>The grass as it is in a month, 1 to 12.</summary>
    public Grass GrassIn(int month) => Seasons is { } seasons ? Grass with { Curing = seasons.In(month) } : Grass;

    /// <summary>
    /// As the farm file says it; a mast takes the curing of the first zone that says one, and goes by the season where none does.
    /// </summary>
    public static ZoneSettings Of(FarmPlan plan, ZonePlan zone)
    {
        var ordinary = new ZoneSettings { UtcOffset = plan.UtcOffset };
        var place = zone.Position ?? plan.Position;
        var curing = CuringOf(plan, zone);
        return ordinary with
        {
            Latitude = place?.Latitude ?? ordinary.Latitude,
            Longitude = place?.Longitude ?? ordinary.Longitude,
            Altitude = place?.Altitude ?? ordinary.Altitude,
            Grass = new Grass(
                zone.Values.GetValueOrDefault("grass_load", ordinary.Grass.Load),
                curing ?? ordinary.Grass.Curing,
                zone.Values.GetValueOrDefault("grass_standing", 1) > 0
            ),
            Seasons = curing is null ? SeasonalCuring.Of(zone.Values) : null,
            WindShare = WindShareAt(zone.Values.GetValueOrDefault("wind_height", OpenWind)),
            Soil = SoilOf(zone, ordinary.Soil),
            CropCoefficient = zone.Values.GetValueOrDefault("kc", ordinary.CropCoefficient),
            IrrigationRate = zone.Values.GetValueOrDefault("irrigation_rate", ordinary.IrrigationRate),
            IsUnderRoof = zone.Values.GetValueOrDefault("under_roof") > 0,
            Picked = zone.Values.TryGetValue("picked", out var day) ? (long)day : null,
            Ripening = new RipenessClock(zone.Values.GetValueOrDefault("ripe_days", ordinary.Ripening.Days)),
            Levels = LevelsOf(zone, ordinary.Levels),
        };
    }

    // Metres above the ground at which the fire index wants its wind.
    private const double OpenWind = 10;

    private static double WindShareAt(double height) =>
        WaterVapour.WindAt2m(1, OpenWind) / WaterVapour.WindAt2m(1, height) ?? 1;

    private static Soil SoilOf(ZonePlan zone, Soil ordinary) =>
        new(
            zone.Values.GetValueOrDefault("field_capacity", ordinary.FieldCapacity),
            zone.Values.GetValueOrDefault("wilting_point", ordinary.WiltingPoint),
            zone.Values.GetValueOrDefault("root_depth", ordinary.RootDepth),
            zone.Values.GetValueOrDefault("p", ordinary.Fraction)
        );

    private static DangerLevels LevelsOf(ZonePlan zone, DangerLevels ordinary) =>
        new(
            zone.Values.GetValueOrDefault("danger_watch", ordinary.Watch),
            zone.Values.GetValueOrDefault("danger_high", ordinary.High),
            zone.Values.GetValueOrDefault("danger_extreme", ordinary.Extreme)
        );

    private static double? CuringOf(FarmPlan plan, ZonePlan zone) =>
        plan
            .Zones.Prepend(zone)
            .Select(z => z.Settings.GetValueOrDefault("curing"))
            .OfType<string>()
            .Select(percent => (double?)double.Parse(percent, CultureInfo.InvariantCulture))
            .FirstOrDefault();
}
