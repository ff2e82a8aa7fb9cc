using Vigia.Server.Derive.Water;
using Vigia.Server.Farm;

namespace Vigia.Server.Derive.Channels;

internal static class WaterChannels
{
    public static IReadOnlyList<DerivedChannel> All { get; } =
    [.. EvapotranspirationChannels.All, AvailableWater(), Depletion(), Flow()];

    private static DerivedChannel AvailableWater() =>
        new(
            "available_water",
            new LocalText(
                "Agua disponible: 0 marchitez, 1 capacidad de campo, sin recortar",
                "Available water: 0 wilting point, 1 field capacity, not clamped"
            ),
            [new("soil_moisture", "m3/m3"), Inputs.FieldCapacity, Inputs.WiltingPoint],
            [new("available_water", "/")],
            (inputs, _, outputs) =>
                outputs[0] = new Soil(inputs[1], inputs[2], 1, 0.5).AvailableWater(inputs[0]).OrNaN()
        );

    private static DerivedChannel Depletion() =>
        new(
            "depletion",
            new LocalText(
                "Balance de agua del suelo, una fila por día (FAO-56)",
                "Soil water balance, a row a day (FAO-56)"
            ),
            [
                new("et0", "mm/d"),
                Inputs.FieldCapacity,
                Inputs.WiltingPoint,
                new("root_depth", "m"),
                new ChannelInput("rain", "mm", new InputAlias("prec", "mm")).Or(0),
                new ChannelInput("irrigation", "mm").Or(0),
                new ChannelInput("kc", "1").Or(1),
                new ChannelInput("p", "1").Or(0.5),
                new ChannelInput("p_adjusted", "0/1").Or(1),
            ],
            [
                new("depletion", "mm"),
                new("ks", "1"),
                new("etc_adjusted", "mm/d"),
                new("drainage", "mm"),
                new("taw", "mm"),
                new("raw", "mm"),
            ],
            DepletionDay
        )
        {
            Start = [0],
        };

    private static void DepletionDay(ReadOnlySpan<double> inputs, Span<double> state, Span<double> outputs)
    {
        var table = new Soil(inputs[1], inputs[2], inputs[3], inputs[7]);
        var day = new WaterDay(inputs[4], inputs[5], inputs[0], inputs[6]);
        var soil = inputs[8] == 0 ? table : table.On(day.Demand);
        if (!table.IsPossible || SoilWaterBalance.Next(soil, state[0], day) is not { } evening)
        {
            outputs.Fill(double.NaN);
            return;
        }

        state[0] = evening.Depletion;
        ReadOnlySpan<double> all =
        [
            evening.Depletion,
            evening.Stress,
            evening.Used,
            evening.Drained,
            soil.TotalWater,
            soil.ReadyWater,
        ];
        all.CopyTo(outputs);
    }

    private static DerivedChannel Flow() =>
        new(
            "flow",
            new LocalText("Caudal y volumen de un contador de pulsos", "Flow and volume of a pulse counter"),
            [
                new("pulses", "1"),
                new ChannelInput("pulses_per_litre", "1/l").Or(450),
                new ChannelInput("step_seconds", "s").Or(60),
            ],
            [new("flow", "l/min"), new("volume", "l")],
            FlowBetween
        )
        {
            // The counter's last reading: none yet.
            Start = [double.NaN],
        };

    private static void FlowBetween(ReadOnlySpan<double> inputs, Span<double> state, Span<double> outputs)
    {
        outputs.Fill(double.NaN);
        if (!double.IsFinite(inputs[0]) || inputs[0] < 0)
        {
            return;
        }

        var before = state[0];
        state[0] = inputs[0];
        if (PulseMeter.Between(before, inputs[0], inputs[2], inputs[1]) is { } passed)
        {
            (outputs[0], outputs[1]) = passed;
        }
    }
}
