using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation;
using Vigia.Tests.Edge.Simulation;

namespace Vigia.Tests.Edge.Sensors;

public sealed class Sht3xTests
{
    private static readonly byte[] Frame = [0x66, 0x66, 0x93, 0x99, 0x99, 0xBE];

    [Theory]
    [InlineData("66 66 93 99 99 BE", 25.000, 60.000)]
    [InlineData("75 07 5A 33 33 88", 35.0004, 20.000)]
    [InlineData("3A 83 F4 E6 66 B0", -5.0011, 90.0008)]
    public void A_frame_is_read_as_the_datasheet_says(string frame, double celsius, double humidity)
    {
        var measured = Sht3x.Decode(Convert.FromHexString(frame.Replace(" ", "")));

        Assert.Null(measured.Fault);
        Assert.Equal(celsius, measured.Samples[0].Value, 4);
        Assert.Equal(humidity, measured.Samples[1].Value, 4);
    }

    [Theory]
    [InlineData(0x0000, -45, 0)]
    [InlineData(0xFFFF, 130, 100)]
    [InlineData(0x6666, 25.0, 40.0)]
    [InlineData(0x8000, 42.5013, 50.0008)]
    public void A_word_is_converted_as_the_datasheet_says(int raw, double celsius, double humidity)
    {
        Assert.Equal(celsius, Sht3x.Celsius((ushort)raw), 4);
        Assert.Equal(humidity, Sht3x.RelativeHumidity((ushort)raw), 4);
    }

    [Fact]
    public void Every_single_bit_flip_of_a_frame_is_refused()
    {
        for (var bit = 0; bit < Frame.Length * 8; bit++)
        {
            var flipped = Frame.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Equal(SensorFault.BadChecksum, Sht3x.Decode(flipped).Fault);
            Assert.Empty(Sht3x.Decode(flipped).Samples);
        }
    }

    [Theory]
    [InlineData(0x0000)]
    [InlineData(0xFFFF)]
    public void A_temperature_the_chip_cannot_measure_is_no_value(int raw)
    {
        var frame = new byte[6];
        Sensirion.WriteWord(frame, 0, (ushort)raw);
        Sensirion.WriteWord(frame, 1, 0x8000);

        Assert.Equal(SensorFault.OutOfRange, Sht3x.Decode(frame).Fault);
    }

    [Fact]
    public void It_measures_the_air_of_the_chip()
    {
        var bench = new SensorBench { Air = new Air(31.4, 78.2) };

        var measured = bench.Sht3x.Measure();

        Assert.Equal(31.4, measured.Samples[0].Value, 2);
        Assert.Equal(78.2, measured.Samples[1].Value, 2);
    }

    [Fact]
    public void A_chip_that_converts_a_little_longer_is_asked_once_more()
    {
        var bench = new SensorBench { Slower = TimeSpan.FromMilliseconds(4) };

        Assert.Null(bench.Sht3x.Measure().Fault);
    }

    [Fact]
    public void A_chip_that_stays_busy_does_not_answer()
    {
        var bench = new SensorBench { Slower = TimeSpan.FromMilliseconds(6) };

        Assert.Equal(SensorFault.NoAnswer, bench.Sht3x.Measure().Fault);
    }

    [Theory]
    [InlineData(nameof(BusTrouble.Unplugged), nameof(SensorFault.NoAnswer))]
    [InlineData(nameof(BusTrouble.Stuck), nameof(SensorFault.BusStuck))]
    public void A_fault_is_named_and_never_the_last_value(string trouble, string fault)
    {
        var bench = new SensorBench();
        Assert.Null(bench.Sht3x.Measure().Fault);

        bench.Trouble = Enum.Parse<BusTrouble>(trouble);
        var measured = bench.Sht3x.Measure();

        Assert.Equal(fault, measured.Fault.ToString());
        Assert.Empty(measured.Samples);
    }

    [Fact]
    public void A_chip_that_has_its_power_back_measures_again()
    {
        var bench = new SensorBench { Trouble = BusTrouble.Unplugged };
        Assert.Equal(SensorFault.NoAnswer, bench.Sht3x.Measure().Fault);

        bench.Trouble = BusTrouble.None;
        Assert.Equal(SensorFault.NoAnswer, bench.Sht3x.Measure().Fault); // still in its reset
        bench.Time.Pause(TimeSpan.FromMilliseconds(2));

        Assert.Null(bench.Sht3x.Measure().Fault);
    }

    [Fact]
    public void A_flipped_bit_on_the_wire_is_a_bad_checksum()
    {
        var bench = new SensorBench();
        bench.Bus.Tap = answer => answer[4] ^= 0x10;

        Assert.Equal(SensorFault.BadChecksum, bench.Sht3x.Measure().Fault);
    }

    [Fact]
    public void A_bus_the_kernel_does_not_have_is_named()
    {
        using var board = new KernelBoard();

        var trouble = Assert.Throws<IOException>(() => board.OpenI2c(61, Sht3x.Address));

        Assert.Equal(SensorFault.NoBus, BusFault.Of(trouble));
    }
}
