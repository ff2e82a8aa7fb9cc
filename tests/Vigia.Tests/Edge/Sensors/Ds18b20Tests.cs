using Vigia.Edge.Sensors;

namespace Vigia.Tests.Edge.Sensors;

public sealed class Ds18b20Tests
{
    private const string Sample = "7f 01 4b 46 7f ff 01 10 33";

    [Theory]
    [InlineData("D0 07", 125)]
    [InlineData("91 01", 25.0625)]
    [InlineData("A2 00", 10.125)]
    [InlineData("08 00", 0.5)]
    [InlineData("00 00", 0)]
    [InlineData("F8 FF", -0.5)]
    [InlineData("5E FF", -10.125)]
    [InlineData("6F FE", -25.0625)]
    [InlineData("90 FC", -55)]
    [InlineData("50 05", 85)]
    public void The_table_of_the_datasheet_is_read(string temperature, double celsius)
    {
        Assert.Equal(celsius, Ds18b20.Decode(Slave($"{temperature} 4B 46 7F FF 01 10")).Samples[0].Value);
    }

    [Fact]
    public void The_kernels_text_is_read()
    {
        var measured = Ds18b20.Decode($"{Sample} : crc=33 YES\n{Sample} t=23937\n");

        Assert.Equal(23.9375, measured.Samples[0].Value);
        Assert.Equal(Sample.Replace(" ", "").ToUpperInvariant(), Convert.ToHexString(measured.Raw.Span));
    }

    [Fact]
    public void The_crc_is_that_of_the_application_note()
    {
        Assert.Equal(0xA2, Ds18b20.Crc(Convert.FromHexString("021CB801000000")));
    }

    [Fact]
    public void The_value_a_chip_wakes_with_is_no_temperature()
    {
        Assert.Equal(SensorFault.PowerLost, Ds18b20.Decode(Slave("50 05 4B 46 7F FF 0C 10")).Fault);
    }

    [Fact]
    public void A_clone_that_always_bears_the_mark_of_waking_is_believed_at_other_temperatures()
    {
        Assert.Equal(25.0625, Ds18b20.Decode(Slave("91 01 4B 46 7F FF 0C 10")).Samples[0].Value);
    }

    [Fact]
    public void The_bits_that_nine_bits_do_not_measure_are_left_out()
    {
        Assert.Equal(25, Ds18b20.Decode(Slave("97 01 4B 46 1F FF 01 10")).Samples[0].Value);
    }

    [Theory]
    [InlineData("00 00 00 00 00 00 00 00 00 : crc=00 YES\n", nameof(SensorFault.NoAnswer))]
    [InlineData("ff ff ff ff ff ff ff ff ff : crc=c9 NO\n", nameof(SensorFault.NoAnswer))]
    [InlineData("7f 01 4b 46 7f ff 01 10 33 : crc=33 NO\n", nameof(SensorFault.BadChecksum))]
    [InlineData("7f 01 4b 46 7f ff 01 10 34 : crc=34 YES\n", nameof(SensorFault.BadChecksum))]
    [InlineData("", nameof(SensorFault.NoAnswer))]
    [InlineData("\n", nameof(SensorFault.NoAnswer))]
    [InlineData("7f 01 4b 46 : crc=33 YES\n", nameof(SensorFault.NoAnswer))]
    [InlineData("zz 01 4b 46 7f ff 01 10 33 : crc=33 YES\n", nameof(SensorFault.NoAnswer))]
    [InlineData("7f 01 4b 46 7f ff 01 10 33 : crc=33 YES", nameof(SensorFault.NoAnswer))]
    public void What_is_no_measurement_is_no_value(string text, string fault)
    {
        var measured = Ds18b20.Decode(text);

        Assert.Equal(fault, measured.Fault.ToString());
        Assert.Empty(measured.Samples);
    }

    [Theory]
    [InlineData("10 F8")] // -127, some library's word for "nothing"
    [InlineData("D1 07")]
    [InlineData("8F FC")]
    public void A_temperature_the_chip_cannot_measure_is_no_value(string temperature)
    {
        Assert.Equal(SensorFault.OutOfRange, Ds18b20.Decode(Slave($"{temperature} 4B 46 7F FF 01 10")).Fault);
    }

    [Fact]
    public void Every_single_bit_flip_is_refused_though_the_kernel_agreed()
    {
        for (var bit = 0; bit < 72; bit++)
        {
            var scratchpad = Convert.FromHexString(Sample.Replace(" ", ""));
            scratchpad[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Equal(SensorFault.BadChecksum, Ds18b20.Decode(Text(scratchpad)).Fault);
        }
    }

    private static string Slave(string eightBytes)
    {
        var bytes = Convert.FromHexString(eightBytes.Replace(" ", ""));
        return Text([.. bytes, Ds18b20.Crc(bytes)]);
    }

    private static string Text(byte[] scratchpad)
    {
        var hex = BitConverter.ToString(scratchpad).Replace('-', ' ').ToLowerInvariant();
        return $"{hex} : crc={scratchpad[^1]:x2} YES\n{hex} t=0\n";
    }
}
