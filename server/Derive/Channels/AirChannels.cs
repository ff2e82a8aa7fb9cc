using Vigia.Server.Derive.Air;
using Vigia.Server.Farm;

namespace Vigia.Server.Derive.Channels;

internal static class AirChannels
{
    public static IReadOnlyList<DerivedChannel> All { get; } =
    [
        OfAir(
            "vpd",
            "kPa",
            Psychrometrics.VapourPressureDeficit,
            "Déficit de presión de vapor",
            "Vapour pressure deficit"
        ),
        OfAir("dew_point", "Cel", Psychrometrics.DewPoint, "Punto de rocío", "Dew point"),
        OfAir("absolute_humidity", "g/m3", Psychrometrics.AbsoluteHumidity, "Humedad absoluta", "Absolute humidity"),
        OfAir("wet_bulb", "Cel", Psychrometrics.WetBulb, "Bulbo húmedo (Stull)", "Wet bulb (Stull)"),
        OfAir("thi", "1", HeatStress.Index, "Índice de temperatura y humedad", "Temperature-humidity index"),
        OfAir("thi_mader", "1", HeatStress.IndexMader, "El mismo índice según Mader", "The same index after Mader"),
    ];

    /// <summary>A channel of temperature and humidity alone.</summary>
    internal static DerivedChannel OfAir(
        string name,
        string unit,
        Func<double, double, double?> formula,
        string spanish,
        string english
    ) =>
        new(
            name,
            new LocalText(spanish, english),
            [Inputs.Temperature, Inputs.Humidity],
            [new(name, unit)],
            (inputs, _, outputs) => outputs[0] = formula(inputs[0], inputs[1]).OrNaN()
        );
}
