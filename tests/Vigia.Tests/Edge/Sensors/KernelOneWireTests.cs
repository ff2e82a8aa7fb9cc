using Vigia.Edge.Sensors;

namespace Vigia.Tests.Edge.Sensors;

public sealed class KernelOneWireTests : IDisposable
{
    private const string Rom = "28-0316a2795a12";
    private const string Good = "7f 01 4b 46 7f ff 01 10 33 : crc=33 YES\n7f 01 4b 46 7f ff 01 10 33 t=23937\n";

    private readonly DirectoryInfo devices = Directory.CreateTempSubdirectory("w1");

    public void Dispose() => devices.Delete(recursive: true);

    [Fact]
    public void A_probe_is_read_where_the_kernel_shows_it()
    {
        Show(Good);

        Assert.Equal(23.9375, Measure().Samples[0].Value);
    }

    [Fact]
    public void A_probe_that_was_pulled_out_does_not_answer()
    {
        Assert.Equal(SensorFault.NoAnswer, Measure().Fault);
    }

    [Fact]
    public void A_kernel_without_1_wire_is_named()
    {
        using var probe = new Ds18b20(new KernelOneWire(Rom, Path.Combine(devices.FullName, "none")));

        Assert.Equal(SensorFault.NoBus, probe.Measure().Fault);
    }

    [Fact]
    public void No_more_than_256_bytes_are_read()
    {
        Show(new string('0', 10_000));
        using var slave = new KernelOneWire(Rom, devices.FullName);

        Assert.Equal(256, slave.ReadSlave().Length);
    }

    private Measurement Measure()
    {
        using var probe = new Ds18b20(new KernelOneWire(Rom, devices.FullName));
        return probe.Measure();
    }

    private void Show(string text) =>
        File.WriteAllText(Path.Combine(devices.CreateSubdirectory(Rom).FullName, "w1_slave"), text);
}
