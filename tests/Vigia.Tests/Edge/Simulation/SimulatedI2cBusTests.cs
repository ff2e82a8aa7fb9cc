using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation;

namespace Vigia.Tests.Edge.Simulation;

public sealed class SimulatedI2cBusTests
{
    private readonly SensorBench bench = new();

    [Fact]
    public void An_absent_address_fails_in_the_kernels_words()
    {
        using var nobody = bench.Bus.CreateDevice(0x45);

        var trouble = Assert.Throws<IOException>(() => nobody.ReadByte());

        Assert.Equal("Error 121 (Remote I/O error) performing I2C data transfer.", trouble.Message);
    }

    [Fact]
    public void A_held_line_fails_after_the_adapters_time_out()
    {
        bench.Trouble = BusTrouble.Stuck;
        using var device = bench.Bus.CreateDevice(Sht3x.Address);
        var before = bench.Time.Now;

        var trouble = Assert.Throws<IOException>(() => device.WriteByte(0));

        Assert.Equal("Error 110 (Connection timed out) performing I2C data transfer.", trouble.Message);
        Assert.Equal(TimeSpan.FromSeconds(1), bench.Time.Now - before);
    }

    [Fact]
    public void A_bare_read_of_an_idle_sht3x_is_not_acknowledged()
    {
        using var device = bench.Bus.CreateDevice(Sht3x.Address);

        Assert.Throws<IOException>(() => device.ReadByte());
    }

    [Fact]
    public void An_answer_is_given_once()
    {
        using var device = bench.Bus.CreateDevice(Sht3x.Address);
        var frame = new byte[6];
        device.Write([0x24, 0x16]);
        bench.Time.Pause(TimeSpan.FromMilliseconds(4));
        device.Read(frame);

        Assert.Throws<IOException>(() => device.Read(frame));
    }

    [Fact]
    public void Every_model_is_a_chip_of_the_catalog()
    {
        Assert.Subset(SensorCatalog.Chips.Select(c => c.Name).ToHashSet(), SimulatedBoard.Models.Keys.ToHashSet());
    }
}
