using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;

namespace Vigia.Tests.Edge.NodeFile;

public sealed class SensorReaderTests
{
    private const string Head = """
        site: s
        node: n
        server: {id: x, host: h, tls: false}
        secret: node.secret
        sensors:

        """;

    private const string Analog = """
          - name: suelo
            chip: ads1115
            address: 0x49
            inputs:
              - input: 2
                point: soil
                unit: "/"
                full_scale: 2.048
                from: {volts: 1.9, value: 0}
                to: {volts: 1.1, value: 0.4}
                wire: {least: 0.2, most: 2.0}
        """;

    private const string Probe = "  - {name: grano, chip: ds18b20, rom: 28-0316a2795a12, points: {temperature: t}}";
    private const string Co2 =
        "  - {name: aire, chip: scd4x, self_calibration: false, every: 10s, points: {co2: co2}, offset: {co2: -40}}";
    private const string Meter =
        "  - {name: agua, chip: flow-meter, gpio: 17, pulses_per_litre: 450, points: {volume: volume}}";
    private const string Door =
        "  - {name: puerta, chip: input, gpio: 4, bias: none, active_low: true, debounce: 50ms, points: {state: state-door}}";

    [Fact]
    public void Inputs_of_a_converter_name_their_points_and_units_themselves()
    {
        var soil = Read(Analog);

        Assert.Equal(new I2cWiring(1, 0x49), soil.Wiring);
        Assert.Equal(new PointLine(new Output("input2", "/", 0), "soil"), Assert.Single(soil.Points));
        var input = Assert.Single(Assert.IsType<AnalogSettings>(soil.Settings).Inputs);
        Assert.Equal(new AnalogInput(2, 2.048, new Calibration(1.9, 0, 1.1, 0.4), new VoltRange(0.2, 2.0)), input);
    }

    [Fact]
    public void A_probe_is_known_by_its_number()
    {
        Assert.Equal(new OneWireWiring("28-0316a2795a12"), Read(Probe).Wiring);
    }

    [Fact]
    public void A_barn_may_switch_the_self_calibration_off()
    {
        var co2 = Read(Co2);

        Assert.Equal(new Co2Settings(SelfCalibration: false), co2.Settings);
        Assert.Equal(["co2", null, null], co2.Points.Select(p => p.Name));
        Assert.Equal(-40, co2.Points[0].Offset);
    }

    [Fact]
    public void A_flow_meter_has_its_pulses_a_litre_and_the_rest_by_itself()
    {
        var meter = Read(Meter);

        Assert.Equal(new PulseSettings(450), meter.Settings);
        var request = new LineRequest(0, 17, LineBias.PullUp, ActiveLow: false, TimeSpan.FromMilliseconds(1));
        Assert.Equal(new LineWiring(request), meter.Wiring);
        Assert.Equal([null, "volume"], meter.Points.Select(p => p.Name));
    }

    [Fact]
    public void A_contact_has_its_line_as_it_is_wired()
    {
        var request = new LineRequest(0, 4, LineBias.None, ActiveLow: true, TimeSpan.FromMilliseconds(50));

        Assert.Equal(new LineWiring(request), Read(Door).Wiring);
    }

    [Theory]
    [InlineData("input: 2", "input: 4", "10 sensors[1].inputs[1].input OutOfRange")]
    [InlineData(
        "input: 2",
        "entrada: 2",
        "10 sensors[1].inputs[1].input Missing",
        "10 sensors[1].inputs[1].entrada UnknownKey"
    )]
    [InlineData("full_scale: 2.048", "full_scale: 3.3", "13 sensors[1].inputs[1].full_scale UnknownWord")]
    [InlineData(
        "full_scale: 2.048",
        "full_scale: 5000",
        "13 sensors[1].inputs[1].full_scale OutOfRange",
        "13 sensors[1].inputs[1].full_scale UnknownWord"
    )]
    [InlineData("volts: 1.9, ", "", "14 sensors[1].inputs[1].from.volts Missing")]
    [InlineData("volts: 1.9", "volts: 12", "14 sensors[1].inputs[1].from.volts OutOfRange")]
    [InlineData("volts: 1.1", "volts: 1.9", "15 sensors[1].inputs[1].to Duplicate")]
    [InlineData("most: 2.0", "most: 0.1", "16 sensors[1].inputs[1].wire.most OutOfRange")]
    [InlineData("address: 0x49", "address: 0x50", "8 sensors[1].address UnknownWord")]
    [InlineData("point: soil", "point: Suelo", "11 sensors[1].inputs[1].point BadName")]
    public void A_mistake_at_an_input_is_named(string good, string bad, params string[] findings) =>
        AssertFindings(Analog, good, bad, findings);

    [Theory]
    [InlineData(
        Analog + "\n" + Analog,
        "name: suelo",
        "name: suelo",
        "17 sensors[2].name Duplicate",
        "19 sensors[2].address Duplicate",
        "22 sensors[2].inputs[1].point Duplicate"
    )]
    [InlineData(Probe, "28-0316a2795a12", "28-0316", "6 sensors[1].rom BadName")]
    [InlineData(Probe, "28-0316a2795a12", "10-0316a2795a12", "6 sensors[1].rom BadName")]
    [InlineData(Probe, "28-0316a2795a12", "../../etc/passwd", "6 sensors[1].rom BadName")]
    [InlineData(
        Probe,
        "rom: 28-0316a2795a12",
        "address: 0x44",
        "6 sensors[1].rom Missing",
        "6 sensors[1].address UnknownKey"
    )]
    [InlineData(Probe, "points:", "every: 100ms, points:", "6 sensors[1].every OutOfRange")]
    [InlineData(Co2, "every: 10s", "every: 1s", "6 sensors[1].every OutOfRange")]
    [InlineData(Co2, "co2: -40", "co2: 501", "6 sensors[1].offset.co2 OutOfRange")]
    [InlineData(Co2, "self_calibration: false", "self_calibration: 0", "6 sensors[1].self_calibration WrongShape")]
    [InlineData(Meter, "pulses_per_litre: 450, ", "", "6 sensors[1].pulses_per_litre Missing")]
    [InlineData(Meter, "450", "0", "6 sensors[1].pulses_per_litre OutOfRange")]
    [InlineData(Meter, "gpio: 17", "gpio: 512", "6 sensors[1].gpio OutOfRange")]
    [InlineData(Meter, "gpio: 17, ", "", "6 sensors[1].gpio Missing")]
    [InlineData(Meter, "points:", "offset: {volume: 1}, points:", "6 sensors[1].offset UnknownKey")]
    [InlineData(Door, "bias: none", "bias: up", "6 sensors[1].bias UnknownWord")]
    [InlineData(Door, "debounce: 50ms", "debounce: 5s", "6 sensors[1].debounce OutOfRange")]
    [InlineData(Door, "state: state-door", "stat: state-door", "6 sensors[1].points.stat UnknownKey")]
    public void A_mistake_at_a_sensor_is_named(string sensor, string good, string bad, params string[] findings) =>
        AssertFindings(sensor, good, bad, findings);

    [Fact]
    public void Two_sensors_do_not_share_a_line()
    {
        using var folder = new NodeFolder(Head + Meter + "\n" + Door.Replace("gpio: 4", "gpio: 17"));

        Assert.Equal(["7 sensors[2].gpio Duplicate"], folder.Findings());
    }

    [Fact]
    public void The_nearest_bias_is_told()
    {
        using var folder = new NodeFolder(Head + Door.Replace("bias: none", "bias: pullup"));

        Assert.Equal("pull-up", Assert.Single(NodeFileReader.Read(folder.File).Findings).Nearest);
    }

    [Fact]
    public void The_example_that_ships_has_every_chip()
    {
        using var folder = new NodeFolder(File.ReadAllText(NodeFileTests.Deploy("node.yaml")));
        folder.Write("farm-ca.pem", "-----BEGIN CERTIFICATE-----");

        Assert.Equal(
            SensorCatalog.Chips.Select(c => c.Name).Order(),
            folder.Read().Sensors.Select(s => s.Chip.Name).Order()
        );
    }

    private static SensorLine Read(string sensor)
    {
        using var folder = new NodeFolder(Head + sensor);
        return Assert.Single(folder.Read().Sensors);
    }

    private static void AssertFindings(string sensor, string good, string bad, string[] findings)
    {
        Assert.Contains(good, sensor, StringComparison.Ordinal);
        using var folder = new NodeFolder(Head + sensor.Replace(good, bad, StringComparison.Ordinal));

        Assert.Equal(findings, folder.Findings());
    }
}
