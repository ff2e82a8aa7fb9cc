using Vigia.Edge.Sensors;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Sensors;

public sealed class BusFaultTests
{
    [Theory]
    [InlineData("Error 121 (Remote I/O error) performing I2C data transfer.", nameof(SensorFault.NoAnswer))]
    [InlineData("Error 6 (No such device or address) performing I2C data transfer.", nameof(SensorFault.NoAnswer))]
    [InlineData("Error 110 (Connection timed out) performing I2C data transfer.", nameof(SensorFault.BusStuck))]
    [InlineData("Error 5 (Input/output error) performing I2C data transfer.", nameof(SensorFault.BusError))]
    [InlineData("Error 2. Can not open I2C device file '/dev/i2c-1'.", nameof(SensorFault.NoBus))]
    [InlineData("Error 13. Can not open I2C device file '/dev/i2c-1'.", nameof(SensorFault.NoBus))]
    [InlineData("Something nobody has seen yet", nameof(SensorFault.BusError))]
    [InlineData("Error 99999999999999999999", nameof(SensorFault.BusError))]
    public void The_kernels_word_has_a_name(string message, string fault)
    {
        Assert.Equal(fault, BusFault.Of(new IOException(message)).ToString());
    }

    [Theory]
    [InlineData(nameof(SensorFault.BadChecksum), QartodFlag.Fail)]
    [InlineData(nameof(SensorFault.OutOfRange), QartodFlag.Fail)]
    [InlineData(nameof(SensorFault.NoAnswer), QartodFlag.Missing)]
    [InlineData(nameof(SensorFault.BusStuck), QartodFlag.Missing)]
    public void What_came_wrong_failed_and_what_did_not_come_is_missing(string fault, QartodFlag flag)
    {
        Assert.Equal(flag, Enum.Parse<SensorFault>(fault).Flag());
    }
}
