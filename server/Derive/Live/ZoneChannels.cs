using Vigia.Server.Derive.Air;
using Vigia.Server.Derive.Produce;
using Vigia.Server.Farm;

namespace Vigia.Server.Derive.Live;

/// <summary>A channel of one air: temperature (°C) and humidity (%RH) of one chip, <c>humidity-x</c> with <c>temperature-x</c>.</summary>
internal sealed record AirChannel(string Name, string Unit, Func<double, double, double?> Of);

/// <summary>What is derived in a zone: what its kind names below <c>derive</c>, and formulas of the farm file.</summary>
/// <param name="Soil">Available water of each <c>soil_moisture</c>.</param>
/// <param name="Fire">The hourly danger of grass fire, from the mast's own weather.</param>
/// <param name="Day">Evapotranspiration of each whole day.</param>
/// <param name="Balance">The soil's water by what went in and out, where no probe tells it.</param>
/// <param name="Ripening">How far its crates have ripened.</param>
internal sealed record ZoneChannels(
    IReadOnlyList<AirChannel> Air,
    bool Soil = false,
    bool Fire = false,
    bool Day = false,
    bool Balance = false,
    bool Ripening = false
)
{
    private const string AvailableWater = "available_water";
    private const string Danger = "gfwi";
    private const string Et0 = "et0";
    private const string Depletion = "depletion";
    private const string Ripeness = "ripeness";

    private static readonly AirChannel[] OfAir =
    [
        new("vpd", "kPa", Psychrometrics.VapourPressureDeficit),
        new("dew_point", "Cel", Psychrometrics.DewPoint),
        new("dew_depression", "Cel", Depression),
        new("absolute_humidity", "g/m3", Psychrometrics.AbsoluteHumidity),
        new("wet_bulb", "Cel", Psychrometrics.WetBulb),
        new("thi", "", HeatStress.Index),
        new("grain_moisture", "%", GrainMoisture.WetBasis),
    ];

    /// <summary>What a kind may name.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [.. OfAir.Select(channel => channel.Name), AvailableWater, Et0, Depletion, Danger, Ripeness];

    public static ZoneChannels None { get; } = new([]);

    /// <summary>Formulas of the farm file, in the order in which they may use each other.</summary>
    public IReadOnlyList<OwnChannel> Own { get; init; } = [];

    public bool IsNone => Air.Count == 0 && Own.Count == 0 && !Soil && !Fire && !Day && !Balance && !Ripening;

    public static ZoneChannels Of(ZonePlan zone) =>
        new(
            [.. OfAir.Where(channel => zone.Derive.Contains(channel.Name))],
            zone.Derive.Contains(AvailableWater),
            zone.Derive.Contains(Danger),
            zone.Derive.Contains(Et0),
            zone.Derive.Contains(Depletion),
            zone.Derive.Contains(Ripeness)
        )
        {
            Own = zone.Channels,
        };

    /// <summary>How often a channel speaks; zero: as often as what it is made of.</summary>
    public static TimeSpan RhythmOf(string point) =>
        point switch
        {
            "gfwi" or "gsi" or "gfmc" or "gfdi" or "spread" or Depletion or Ripeness => TimeSpan.FromHours(1),
            Et0 => TimeSpan.FromDays(1),
            _ => TimeSpan.Zero,
        };

    // How far air is above the temperature at which water falls out of it.
    private static double? Depression(double temperature, double humidity) =>
        Psychrometrics.DewPoint(temperature, humidity) is { } dew ? temperature - dew : null;
}
