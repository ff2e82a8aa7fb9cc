using Vigia.Server.Derive.Produce;
using Vigia.Server.Farm;

namespace Vigia.Server.Derive.Channels;

internal static class ProduceChannels
{
    private static readonly RipenessClock Tomato = new();

    public static IReadOnlyList<DerivedChannel> All { get; } =
    [
        Ripeness(),
        AirChannels.OfAir(
            "grain_moisture",
            "%",
            GrainMoisture.WetBasis,
            "Humedad de equilibrio del maíz (base húmeda)",
            "Equilibrium moisture of maize (wet basis)"
        ),
        AirChannels.OfAir(
            "grain_moisture_dry",
            "kg/kg",
            GrainMoisture.DryBasis,
            "Humedad de equilibrio del maíz (base seca)",
            "Equilibrium moisture of maize (dry basis)"
        ),
    ];

    private static DerivedChannel Ripeness() =>
        new(
            "ripeness",
            new LocalText("Reloj de maduración: 1 es maduro", "Ripeness clock: 1 is ripe"),
            [
                Inputs.Temperature,
                new ChannelInput("step_hours", "h").Or(1),
                new ChannelInput("ripe_days", "d").Or(Tomato.Days),
                new ChannelInput("ripe_reference", "Cel").Or(Tomato.Reference),
                new ChannelInput("ripe_q10", "1").Or(Tomato.Q10),
                new ChannelInput("ripe_lowest", "Cel").Or(Tomato.Lowest),
                new ChannelInput("ripe_highest", "Cel").Or(Tomato.Highest),
            ],
            [new("ripeness", "/")],
            (inputs, state, outputs) =>
            {
                var clock = new RipenessClock(inputs[2], inputs[3], inputs[4], inputs[5], inputs[6]);
                if (clock.Gain(inputs[0], inputs[1]) is not { } gain)
                {
                    outputs[0] = double.NaN;
                    return;
                }

                state[0] += gain;
                outputs[0] = state[0];
            }
        )
        {
            Start = [0],
        };
}
