using Vigia.Edge.Sensors;

namespace Vigia.Tests.Edge.Sensors;

public sealed class SensirionTests
{
    [Theory]
    [InlineData(0xBEEF, 0x92)]
    [InlineData(0x0000, 0x81)]
    [InlineData(0xFFFF, 0xAC)]
    [InlineData(0x1234, 0x37)]
    [InlineData(0x6666, 0x93)]
    [InlineData(0x8000, 0xA2)]
    [InlineData(0x6667, 0xA2)]
    [InlineData(0x01F4, 0x33)]
    [InlineData(0x5EB9, 0x3C)]
    public void The_checksum_of_a_word_is_the_datasheets(int word, int crc)
    {
        Assert.Equal(crc, Sensirion.Crc([(byte)(word >> 8), (byte)word]));
    }
}
