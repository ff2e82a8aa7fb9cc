using Vigia.Server.Derive.Water;
using Vigia.Server.Farm;

namespace Vigia.Server.Derive.Channels;

/// <summary>A row a day.</summary>
internal static class EvapotranspirationChannels
{
    private static readonly ChannelInput Lowest = new(
        "temperature_min",
        "Cel",
        new InputAlias("tmin", "Cel"),
        new InputAlias("temp_min", "Cel")
    );

    private static readonly ChannelInput Highest = new(
        "temperature_max",
        "Cel",
        new InputAlias("tmax", "Cel"),
        new InputAlias("temp_max", "Cel")
    );

    public static IReadOnlyList<DerivedChannel> All { get; } =
    [
        new(
            "et0",
            new LocalText("Evapotranspiración (Penman-Monteith)", "Evapotranspiration (Penman-Monteith)"),
            [
                Lowest,
                Highest,
                Inputs.Latitude,
                Inputs.DayOfYear,
                new ChannelInput("altitude", "m", new InputAlias("elevation", "m")).Or(100),
                // FAO-56: 2 m/s where nobody measures it.
                new ChannelInput("wind_speed", "m/s", new InputAlias("ws", "km/h", 1 / 3.6)).Or(2),
                new ChannelInput("wind_height", "m").Or(2),
                new ChannelInput("humidity_min", "%RH", new InputAlias("rh_min", "%RH")).OrNone,
                new ChannelInput("humidity_max", "%RH", new InputAlias("rh_max", "%RH")).OrNone,
                new ChannelInput("vapour_pressure", "kPa").OrNone,
                new ChannelInput("sunshine_hours", "h").OrNone,
                new ChannelInput("solar_radiation", "MJ/m2/d").OrNone,
                new ChannelInput("soil_heat", "MJ/m2/d").Or(0),
            ],
            [new("et0", "mm/d")],
            PenmanMonteith
        ),
        new(
            "et0_hargreaves",
            new LocalText(
                "Evapotranspiración solo con termómetro (Hargreaves)",
                "Evapotranspiration from a thermometer alone (Hargreaves)"
            ),
            [
                Lowest,
                Highest,
                Inputs.Latitude,
                Inputs.DayOfYear,
                new ChannelInput("temperature_mean", "Cel", new InputAlias("tmean", "Cel")).OrNone,
            ],
            [new("et0_hargreaves", "mm/d")],
            (inputs, _, outputs) =>
                outputs[0] = Evapotranspiration
                    .Hargreaves(
                        inputs[0],
                        inputs[1],
                        SunAndDay.At(inputs[2], inputs[3])?.Radiation ?? double.NaN,
                        inputs[4].OrNone
                    )
                    .OrNaN()
        ),
        new(
            "extraterrestrial_radiation",
            new LocalText(
                "Radiación sobre la atmósfera y horas de luz",
                "Radiation above the atmosphere, and daylight"
            ),
            [Inputs.Latitude, Inputs.DayOfYear],
            [new("extraterrestrial_radiation", "MJ/m2/d"), new("daylight_hours", "h")],
            (inputs, _, outputs) =>
            {
                var sun = SunAndDay.At(inputs[0], inputs[1]);
                outputs[0] = sun?.Radiation ?? double.NaN;
                outputs[1] = sun?.DaylightHours ?? double.NaN;
            }
        ),
    ];

    private static void PenmanMonteith(ReadOnlySpan<double> inputs, Span<double> state, Span<double> outputs)
    {
        if (SunAndDay.At(inputs[2], inputs[3]) is not { } sun)
        {
            outputs[0] = double.NaN;
            return;
        }

        var day = new WeatherDay(
            Lowest: inputs[0],
            Highest: inputs[1],
            Altitude: inputs[4],
            sun,
            Wind2m: inputs[6] == 2 ? inputs[5] : WaterVapour.WindAt2m(inputs[5], inputs[6]).OrNaN(),
            VapourPressure: inputs[9].OrNone ?? WaterVapour.Actual(inputs[0], inputs[1], inputs[7], inputs[8]),
            SolarRadiation: inputs[11].OrNone ?? Sunshine.FromHours(inputs[10], sun.DaylightHours, sun.Radiation),
            SoilHeat: inputs[12]
        );
        outputs[0] = Evapotranspiration.PenmanMonteith(day).OrNaN();
    }
}
