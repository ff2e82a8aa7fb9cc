using Vigia.Edge.Sensors;

namespace Vigia.Tests.Edge.Sensors;

public sealed class Ads1115Tests
{
    // Soil: 2.8 V in dry, 1.2 V in wet soil.
    private static readonly Calibration Soil = new(2.8, 0, 1.2, 0.4);
    private static readonly Calibration Volts = new(0, 0, 1, 1);

    [Theory]
    [InlineData(0x7FFF, 4.096, 4.095875)]
    [InlineData(0x4000, 4.096, 2.048)]
    [InlineData(0xC000, 4.096, -2.048)]
    [InlineData(0x8000, 2.048, -2.048)]
    [InlineData(0x3415, 6.144, 2.49994)]
    public void A_word_is_as_many_volts_as_the_datasheet_says(int raw, double fullScale, double volts)
    {
        Assert.Equal(volts, Ads1115.Volts(unchecked((short)raw), fullScale), 5);
    }

    [Theory]
    [InlineData(0, 4.096, 0xC383)]
    [InlineData(1, 4.096, 0xD383)]
    [InlineData(2, 4.096, 0xE383)]
    [InlineData(3, 4.096, 0xF383)]
    [InlineData(0, 6.144, 0xC183)]
    [InlineData(0, 0.256, 0xCB83)]
    public void Each_input_is_asked_for_alone_in_its_range(int input, double fullScale, int config)
    {
        Assert.Equal(config, Ads1115.ConfigOf(new AnalogInput(input, fullScale, Volts)));
    }

    [Fact]
    public void Two_probes_are_asked_one_after_the_other_and_told_in_their_own_units()
    {
        var wire = new I2cTranscript([
            "W 01C383",
            "W 01",
            "R C383",
            "W 00",
            "R 3E80",
            "W 01E383",
            "W 01",
            "R E383",
            "W 00",
            "R 4000",
        ]);

        var measured = Measure(wire, new AnalogInput(0, 4.096, Soil), new AnalogInput(2, 4.096, Volts));

        Assert.Equal([0.2, 2.048], measured.Samples.Select(s => Math.Round(s.Value, 6)));
        Assert.Equal("3E804000", Convert.ToHexString(measured.Raw.Span));
        Assert.True(wire.IsOver);
    }

    [Fact]
    public void A_conversion_that_takes_a_little_longer_is_waited_for()
    {
        var wire = new I2cTranscript(["W 01C383", "W 01", "R 4383", "W 01", "R C383", "W 00", "R 4000"]);

        Assert.Equal(2.048, Measure(wire, new AnalogInput(0, 4.096, Volts)).Samples[0].Value, 6);
    }

    [Fact]
    public void A_conversion_that_never_ends_is_no_answer()
    {
        string[] busy = ["W 01", "R 4383"];
        var wire = new I2cTranscript(["W 01C383", .. busy, .. busy, .. busy, .. busy]);

        Assert.Equal(SensorFault.NoAnswer, Measure(wire, new AnalogInput(0, 4.096, Volts)).Fault);
    }

    [Fact]
    public void A_chip_that_woke_up_anew_in_the_middle_is_not_believed()
    {
        var wire = new I2cTranscript(["W 01D383", "W 01", "R 8583"]);

        Assert.Equal(SensorFault.PowerLost, Measure(wire, new AnalogInput(1, 4.096, Volts)).Fault);
    }

    [Fact]
    public void A_chip_that_is_not_there_is_named()
    {
        Assert.Equal(SensorFault.NoAnswer, Measure(new I2cTranscript("NAK"), new AnalogInput(0, 4.096, Volts)).Fault);
    }

    [Theory]
    [InlineData(0x7FFF)]
    [InlineData(0x8000)]
    public void A_voltage_beyond_the_full_scale_is_no_value(int raw)
    {
        var sample = Ads1115.Decode(unchecked((short)raw), new AnalogInput(0, 4.096, Volts));

        Assert.Equal(SensorFault.OutOfRange, sample.Fault);
        Assert.Equal(double.NaN, sample.Value);
    }

    [Theory]
    [InlineData(0.24, true)]
    [InlineData(0.26, false)]
    [InlineData(3.19, false)]
    [InlineData(3.21, true)]
    public void A_voltage_the_probe_cannot_give_is_a_broken_wire(double volts, bool isBroken)
    {
        var input = new AnalogInput(0, 4.096, Soil, new VoltRange(0.25, 3.2));

        var sample = Ads1115.Decode((short)(volts / 4.096 * 32768), input);

        Assert.Equal(isBroken ? SensorFault.BrokenWire : null, sample.Fault);
    }

    [Fact]
    public void A_broken_wire_at_one_input_leaves_the_others_their_values()
    {
        var wire = new I2cTranscript([
            "W 01C383",
            "W 01",
            "R C383",
            "W 00",
            "R 0000",
            "W 01D383",
            "W 01",
            "R D383",
            "W 00",
            "R 4000",
        ]);
        var guarded = new AnalogInput(0, 4.096, Soil, new VoltRange(0.25, 3.2));

        var measured = Measure(wire, guarded, new AnalogInput(1, 4.096, Volts));

        Assert.Null(measured.Fault);
        Assert.Equal([SensorFault.BrokenWire, null], measured.Samples.Select(s => s.Fault));
        Assert.Equal(2.048, measured.Samples[1].Value, 6);
    }

    [Fact]
    public void A_calibration_goes_through_both_its_points_and_back()
    {
        Assert.Equal(0, Soil.ValueAt(2.8), 9);
        Assert.Equal(0.4, Soil.ValueAt(1.2), 9);
        Assert.Equal(2.0, Soil.VoltsAt(Soil.ValueAt(2.0)), 9);
    }

    private static Measurement Measure(I2cTranscript wire, params IReadOnlyList<AnalogInput> inputs)
    {
        using var chip = new Ads1115(wire, inputs, _ => { });
        return chip.Measure();
    }
}
