using Vigia.Server.Derive.Air;
using Vigia.Server.Derive.Produce;

namespace Vigia.Server.Derive.Live;

/// <summary>A channel of one air: temperature (°C) and humidity (%RH) of one chip, <c>humidity-x</c> with <c>temperature-x</c>.</summary>
internal sealed record AirChannel(string Name, string Unit, Func<double, double, double?> Of);

/// <summary>What is derived in a zone, by its kind.</summary>
/// <param name="Soil">Available water of each <c>soil_moisture</c>.</param>
/// <param name="Fire">The hourly danger of grass fire, from the mast's own weather.</param>
/// <param name="Day">Evapotranspiration of each whole day.</param>
internal sealed record ZoneChannels(
    IReadOnlyList<AirChannel> Air,
    bool Soil = false,
    bool Fire = false,
    bool Day = false
)
{
    private static readonly AirChannel Vpd = new("vpd", "kPa", Psychrometrics.VapourPressureDeficit);
    private static readonly AirChannel DewPoint = new("dew_point", "Cel", Psychrometrics.DewPoint);
    private static readonly AirChannel DewDepression = new("dew_depression", "Cel", Depression);
    private static readonly AirChannel Thi = new("thi", "", HeatStress.Index);
    private static readonly AirChannel Grain = new("grain_moisture", "%", GrainMoisture.WetBasis);

    public static ZoneChannels None { get; } = new([]);

    public bool IsNone => Air.Count == 0 && !Soil && !Fire && !Day;

    public static ZoneChannels Of(string kind) =>
        kind switch
        {
            "greenhouse" => new([Vpd, DewPoint, DewDepression], Soil: true),
            "pig-barn" => new([Thi]),
            "field" => new([Vpd], Soil: true, Day: true),
            "cold-room" or "cheese-room" => new([DewPoint, DewDepression]),
            "warehouse" or "grain-store" => new([Grain]),
            "weather-mast" => new([Vpd, DewPoint], Fire: true, Day: true),
            _ => None,
        };

    /// <summary>How often a channel speaks; zero: as often as what it is made of.</summary>
    public static TimeSpan RhythmOf(string point) =>
        point switch
        {
            "gfwi" or "gsi" or "gfmc" or "gfdi" or "spread" => TimeSpan.FromHours(1),
            "et0" => TimeSpan.FromDays(1),
            _ => TimeSpan.Zero,
        };

    // How far air is above the temperature at which water falls out of it.
    private static double? Depression(double temperature, double humidity) =>
        Psychrometrics.DewPoint(temperature, humidity) is { } dew ? temperature - dew : null;
}
