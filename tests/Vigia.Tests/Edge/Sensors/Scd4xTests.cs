using Microsoft.Extensions.Time.Testing;
using Vigia.Edge.Sensors;

namespace Vigia.Tests.Edge.Sensors;

public sealed class Scd4xTests
{
    private const string Example = "01F43366 67A25EB93C";
    private static readonly string[] Start = ["W 3F86", "W 2416000081", "W 21B1"];
    private static readonly string[] NotReady = ["W E4B8", "R 8000A2"];
    private static readonly string[] Ready = ["W E4B8", "R 800604", "W EC05", "R 01F4336667A25EB93C"];

    private readonly FakeTimeProvider time = new();

    [Fact]
    public void A_frame_is_read_as_the_datasheet_says()
    {
        var measured = Scd4x.Decode(Frame());

        Assert.Equal([500, 25.003, 37.002], measured.Samples.Select(s => Math.Round(s.Value, 3)));
    }

    [Fact]
    public void Every_single_bit_flip_of_a_frame_is_refused()
    {
        for (var bit = 0; bit < Frame().Length * 8; bit++)
        {
            var flipped = Frame();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Equal(SensorFault.BadChecksum, Scd4x.Decode(flipped).Fault);
        }
    }

    [Theory]
    [InlineData(0, 0x6667)]
    [InlineData(40_001, 0x6667)]
    [InlineData(500, 0x0000)]
    [InlineData(500, 0xFFFF)]
    public void What_the_chip_cannot_measure_is_no_value(int ppm, int rawTemperature)
    {
        var frame = new byte[9];
        Sensirion.WriteWord(frame, 0, (ushort)ppm);
        Sensirion.WriteWord(frame, 1, (ushort)rawTemperature);
        Sensirion.WriteWord(frame, 2, 0x5EB9);

        Assert.Equal(SensorFault.OutOfRange, Scd4x.Decode(frame).Fault);
    }

    [Fact]
    public void It_is_stopped_calibrated_and_started_and_has_its_first_value_after_five_seconds()
    {
        var wire = new I2cTranscript([.. Start, .. NotReady, .. Ready]);
        using var chip = Chip(wire);

        Assert.True(chip.Measure().IsNotYet);
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.True(chip.Measure().IsNotYet);
        time.Advance(TimeSpan.FromSeconds(1));
        var measured = chip.Measure();

        Assert.Equal(500, measured.Samples[0].Value);
        Assert.Equal("01F4336667A25EB93C", Convert.ToHexString(measured.Raw.Span));
        Assert.True(wire.IsOver);
    }

    [Fact]
    public void Where_there_is_fresh_air_it_may_calibrate_itself()
    {
        var wire = new I2cTranscript("W 3F86", "W 24160001B0", "W 21B1");
        using var chip = new Scd4x(wire, new Co2Settings(SelfCalibration: true), new SensorTime(time, _ => { }));

        Assert.True(chip.Measure().IsNotYet);
        Assert.True(wire.IsOver);
    }

    [Fact]
    public void A_chip_that_was_without_power_is_named_and_started_anew()
    {
        var wire = new I2cTranscript([.. Start, .. NotReady, .. Start, .. Ready]);
        using var chip = Chip(wire);
        Assert.True(chip.Measure().IsNotYet);
        time.Advance(TimeSpan.FromSeconds(16));

        Assert.Equal(SensorFault.PowerLost, chip.Measure().Fault);
        Assert.True(chip.Measure().IsNotYet);
        Assert.Equal(500, chip.Measure().Samples[0].Value);
    }

    [Fact]
    public void A_chip_that_does_not_answer_is_started_anew_when_it_does()
    {
        var wire = new I2cTranscript(["NAK", .. Start, "NAK", .. Start]);
        using var chip = Chip(wire);

        Assert.Equal(SensorFault.NoAnswer, chip.Measure().Fault);
        Assert.True(chip.Measure().IsNotYet);
        Assert.Equal(SensorFault.NoAnswer, chip.Measure().Fault);
        Assert.True(chip.Measure().IsNotYet);
        Assert.True(wire.IsOver);
    }

    [Fact]
    public void A_damaged_word_about_being_ready_is_a_bad_checksum()
    {
        using var chip = Chip(new I2cTranscript([.. Start, "W E4B8", "R 800605"]));
        chip.Measure();

        Assert.Equal(SensorFault.BadChecksum, chip.Measure().Fault);
    }

    private Scd4x Chip(I2cTranscript wire) =>
        new(wire, new Co2Settings(SelfCalibration: false), new SensorTime(time, time.Advance));

    private static byte[] Frame() => Convert.FromHexString(Example.Replace(" ", ""));
}
