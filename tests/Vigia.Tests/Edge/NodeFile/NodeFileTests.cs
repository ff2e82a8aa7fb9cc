using Vigia.Edge.NodeFile;
using Vigia.Edge.Sampling;
using Vigia.Edge.Sensors;

namespace Vigia.Tests.Edge.NodeFile;

public sealed class NodeFileTests
{
    [Fact]
    public void A_good_file_is_read_whole()
    {
        using var folder = new NodeFolder();

        var node = folder.Read();

        Assert.Equal(("elmaizal", "inv1", "s3creto"), (node.Site, node.Node, node.Secret));
        Assert.Equal(new ServerLine("4f9b2c71", "127.0.0.1", 1883, null), node.Server);
        var sensor = Assert.Single(node.Sensors);
        Assert.Equal(("mesa", "sht3x", new I2cWiring(1, 0x44)), (sensor.Name, sensor.Chip.Name, sensor.Wiring));
        Assert.Equal(TimeSpan.FromSeconds(5), sensor.Every);
        Assert.Equal(["air", "humidity"], sensor.Points.Select(p => p.Name));
        Assert.Equal([-0.5, 0], sensor.Points.Select(p => p.Offset));
        Assert.Equal(new AlarmLimit("air", AlarmSide.Above, 42, TimeSpan.FromMinutes(10)), Assert.Single(node.Alarms));
        Assert.Equal(new OutboxLine(64 << 20, TimeSpan.FromDays(30)), node.Outbox);
    }

    [Fact]
    public void What_may_be_left_out_has_a_default()
    {
        using var folder = new NodeFolder(
            """
            site: s
            node: n
            server: {id: x, host: h, tls: false}
            secret: node.secret
            sensors: [{name: a, chip: sht3x, points: {temperature: t}}]
            """
        );

        var node = folder.Read();

        Assert.Equal(1883, node.Server.Port);
        Assert.Equal(new OutboxLine(64 << 20, TimeSpan.FromDays(30)), node.Outbox);
        Assert.Empty(node.Alarms);
        Assert.Equal(
            (new I2cWiring(1, 0x44), TimeSpan.FromSeconds(10)),
            (node.Sensors[0].Wiring, node.Sensors[0].Every)
        );
        Assert.Equal(["t", null], node.Sensors[0].Points.Select(p => p.Name));
    }

    [Fact]
    public void The_example_that_ships_is_good()
    {
        using var folder = new NodeFolder(File.ReadAllText(Deploy("node.yaml")));
        folder.Write("farm-ca.pem", "-----BEGIN CERTIFICATE-----");

        var node = folder.Read();

        Assert.Equal(8883, node.Server.Port);
        Assert.StartsWith("-----BEGIN", node.Server.Ca, StringComparison.Ordinal);
        Assert.NotEmpty(node.Alarms);
    }

    [Theory]
    [InlineData("site: elmaizal", "site: El Maizal", "1 site BadName")]
    [InlineData("node: inv1", "node: server", "2 node BadName")]
    [InlineData("node: inv1", "node:", "2 node Empty")]
    [InlineData("node: inv1", "nodo: inv1", "1 node Missing", "2 nodo UnknownKey")]
    [InlineData("port: 1883", "port: 70000", "3 server.port OutOfRange")]
    [InlineData("port: 1883", "port: many", "3 server.port WrongShape")]
    [InlineData("port: 1883", "port: [1883]", "3 server.port WrongShape")]
    [InlineData("tls: false", "tls: yes", "3 server.tls WrongShape")]
    [InlineData("tls: false", "tls: true", "3 server.ca Missing")]
    [InlineData("tls: false", "tls: true, ca: no.pem", "3 server.ca NoSuchFile")]
    [InlineData("secret: node.secret", "secret: other", "4 secret NoSuchFile")]
    [InlineData("name: mesa", "name: ''", "6 sensors[1].name Empty")]
    [InlineData("chip: sht3x", "chip: sth3x", "7 sensors[1].chip UnknownWord", "14 alarms[1].point UnknownPoint")]
    [InlineData("bus: 1", "bus: -1", "8 sensors[1].bus OutOfRange")]
    [InlineData("address: 0x44", "address: 0x46", "9 sensors[1].address UnknownWord")]
    [InlineData(
        "address: 0x44",
        "address: 0x99",
        "9 sensors[1].address OutOfRange",
        "9 sensors[1].address UnknownWord"
    )]
    [InlineData("every: 5s", "every: 5", "10 sensors[1].every WrongShape")]
    [InlineData("every: 5s", "every: 1ms", "10 sensors[1].every OutOfRange")]
    [InlineData("humidity: humidity", "humidity: air", "11 sensors[1].points.humidity Duplicate")]
    [InlineData("humidity: humidity", "humidity: Húmedo", "11 sensors[1].points.humidity BadName")]
    [InlineData("humidity: humidity", "humedad: humidity", "11 sensors[1].points.humedad UnknownKey")]
    [InlineData("temperature: -0.5", "temperature: 40", "12 sensors[1].offset.temperature OutOfRange")]
    [InlineData("temperature: -0.5", "temperature: .nan", "12 sensors[1].offset.temperature WrongShape")]
    [InlineData("point: air", "point: aire", "14 alarms[1].point UnknownPoint")]
    [InlineData("above: 42", "above: 42, below: 3", "14 alarms[1].above NeedsOneOf")]
    [InlineData("above: 42, ", "", "14 alarms[1].above NeedsOneOf")]
    [InlineData("size: 64MB", "size: 64", "15 outbox.size WrongShape")]
    [InlineData("size: 64MB", "size: 1TB", "15 outbox.size WrongShape")]
    [InlineData("age: 30d", "age: 30m", "15 outbox.age OutOfRange")]
    [InlineData("outbox: {size: 64MB, age: 30d}", "outbox: [1]", "15 outbox WrongShape")]
    public void A_mistake_is_named_with_its_line_and_key(string good, string bad, params string[] findings)
    {
        Assert.Contains(good, NodeFolder.Good, StringComparison.Ordinal);
        using var folder = new NodeFolder(NodeFolder.Good.Replace(good, bad, StringComparison.Ordinal));

        Assert.Equal(findings, folder.Findings());
    }

    [Fact]
    public void A_siren_is_read_with_its_bound()
    {
        using var bare = new NodeFolder(NodeFolder.Good + "\nsiren: {gpio: 26}\n");
        using var whole = new NodeFolder(
            NodeFolder.Good + "\nsiren: {gpio: 5, gpiochip: 4, active_low: true, longest: 90s}\n"
        );

        Assert.Equal(new SirenLine(new OutputRequest(0, 26, false), TimeSpan.FromMinutes(10)), bare.Read().Siren);
        Assert.Equal(new SirenLine(new OutputRequest(4, 5, true), TimeSpan.FromSeconds(90)), whole.Read().Siren);
    }

    [Theory]
    [InlineData("{}", "16 siren.gpio Missing")]
    [InlineData("{gpio: 512}", "16 siren.gpio OutOfRange")]
    [InlineData("{gpio: 26, longest: 1h}", "16 siren.longest OutOfRange")]
    [InlineData("{gpio: 26, longest: 10}", "16 siren.longest WrongShape")]
    [InlineData("{gpio: 26, active_low: yes}", "16 siren.active_low WrongShape")]
    [InlineData("{gpio: 26, bias: pull-up}", "16 siren.bias UnknownKey")]
    [InlineData("[26]", "16 siren WrongShape")]
    public void A_mistake_about_the_siren_is_named(string siren, string finding)
    {
        using var folder = new NodeFolder(NodeFolder.Good + $"\nsiren: {siren}\n");

        Assert.Equal([finding], folder.Findings());
    }

    [Fact]
    public void A_siren_cannot_have_the_line_of_a_sensor()
    {
        using var folder = new NodeFolder(
            NodeFolder.Good.Replace(
                "alarms:",
                "  - {name: puerta, chip: input, gpio: 26, points: {state: state-door}}\nalarms:",
                StringComparison.Ordinal
            ) + "\nsiren: {gpio: 26}\n"
        );

        Assert.Equal(["17 siren.gpio Duplicate"], folder.Findings());
    }

    [Fact]
    public void All_mistakes_are_found_at_once()
    {
        using var folder = new NodeFolder(
            """
            site: ELMAIZAL
            server: {id: 1, host: h, tls: false, port: 0}
            secret: nowhere
            sensors:
              - {name: a, chip: sht3x, points: {temperature: t}}
              - {name: a, chip: sht3x, points: {temperature: t}}
            """
        );

        Assert.Equal(
            [
                "1 site BadName",
                "1 node Missing",
                "2 server.port OutOfRange",
                "3 secret NoSuchFile",
                "6 sensors[2].name Duplicate",
                "6 sensors[2].address Duplicate",
                "6 sensors[2].points.temperature Duplicate",
            ],
            folder.Findings()
        );
    }

    [Theory]
    [InlineData("site: [")]
    [InlineData("site: a\nsite: b")]
    [InlineData("- a list")]
    [InlineData("")]
    [InlineData("a: &x [*x]\n? [1]\n: 2\n\tb: 3")]
    public void What_is_no_yaml_is_said_to_be_none(string text)
    {
        using var folder = new NodeFolder(text);

        Assert.EndsWith("NotYaml", Assert.Single(folder.Findings()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_or_too_large_is_named()
    {
        using var folder = new NodeFolder();

        var (_, absent) = NodeFileReader.Read(folder.PathOf("other.yaml"));
        Assert.Equal(FindingKind.NoSuchFile, Assert.Single(absent).Kind);

        folder.Write("node.yaml", new string('#', NodeFileReader.MaxBytes + 1));
        Assert.Equal("0  TooLarge", Assert.Single(folder.Findings()));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_secret_that_others_can_open_is_refused_with_the_command_that_mends_it(UnixFileMode others)
    {
        using var folder = new NodeFolder();
        folder.Protect("node.secret", UnixFileMode.UserRead | UnixFileMode.UserWrite | others);

        var finding = Assert.Single(NodeFileReader.Read(folder.File).Findings);

        Assert.Equal(FindingKind.OpenToOthers, finding.Kind);
        Assert.Equal($"chmod 600 {folder.PathOf("node.secret")}", finding.Allowed);
    }

    [Fact]
    public void An_empty_secret_is_none()
    {
        using var folder = new NodeFolder();
        folder.Write("node.secret", "\n");

        Assert.Equal("4 secret Empty", Assert.Single(folder.Findings()));
    }

    [Theory]
    [InlineData("nodo", "node")]
    [InlineData("hots", "host")]
    [InlineData("sth3x", "sht3x")]
    [InlineData("temperatura", "temperature")]
    [InlineData("zzz", "")]
    public void The_nearest_valid_word_is_told(string word, string nearest)
    {
        Assert.Equal(nearest, Nearest.To(word, ["node", "site", "host", "sht3x", "temperature"]));
    }

    [Fact]
    public void No_file_makes_more_than_100_findings()
    {
        var keys = string.Join('\n', Enumerable.Range(0, 500).Select(i => $"unknown{i}: 1"));
        using var folder = new NodeFolder(keys);

        Assert.Equal(100, folder.Findings().Count);
    }

    internal static string Deploy(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Vigia.slnx")))
        {
            folder = folder.Parent ?? throw new FileNotFoundException("Vigia.slnx");
        }

        return Path.Combine(folder.FullName, "edge", "deploy", name);
    }
}
