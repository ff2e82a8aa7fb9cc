using Vigia.Server.Derive.Fire;
using Vigia.Server.Farm;

namespace Vigia.Server.Derive.Channels;

internal static class FireChannels
{
    private static readonly ChannelInput[] OfTheMoment =
    [
        Inputs.Temperature,
        Inputs.Humidity,
        Inputs.Wind,
        Inputs.Curing,
    ];

    private static readonly DerivedChannel Chain = FireChain.Channel;

    public static IReadOnlyList<DerivedChannel> All { get; } =
    [
        Chain,
        Chain.Only("ffmc", new("Humedad del combustible fino (FFMC)", "Fine fuel moisture code")),
        Chain.Only("isi", new("Propagación inicial (ISI)", "Initial spread index")),
        Chain.Only("gfmc", new("Humedad del pasto (GFMC)", "Grassland fuel moisture code")),
        Chain.Only("gsi", new("Propagación en pasto (GSI)", "Grassland spread index")),
        Chain.Only("gfwi", new("Peligro de incendio de pasto (GFWI)", "Grassland fire weather index")),
        FireChain.Sun,
        new(
            "gfdi",
            new LocalText("Peligro de incendio de McArthur (Mk3)", "McArthur's grass fire danger (Mk3)"),
            OfTheMoment,
            [new("gfdi", "1")],
            (inputs, _, outputs) => outputs[0] = GrassFireDanger.Mk3(inputs[0], inputs[1], inputs[2], inputs[3]).OrNaN()
        ),
        new(
            "spread",
            new LocalText("Velocidad del frente (Cheney), con palabras", "Speed of the front (Cheney), in words too"),
            OfTheMoment,
            [new("spread", "m/min"), new("spread_kmh", "km/h")],
            (inputs, _, outputs) =>
            {
                var speed = GrassSpread.FromWeather(inputs[0], inputs[1], inputs[2], inputs[3]).OrNaN();
                (outputs[0], outputs[1]) = (speed * 1000 / 60, speed);
            }
        )
        {
            Words = SpreadWords.Of,
        },
    ];
}
