using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Edge;
using Vigia.Edge.Cli;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation;
using Vigia.EndToEnd.Kit;
using Vigia.Tests.Edge.NodeFile;

namespace Vigia.Tests.Edge.Cli;

public sealed class SenseTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();
    private readonly NodeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_point_has_a_line_with_its_value_its_bytes_and_its_flag()
    {
        Assert.Equal(0, await Say("sense", "--node", folder.File, "--simulate"));

        Assert.Collection(
            Lines(),
            air => Assert.Matches(@"^air +-?\d+(\.\d+)? Cel +([0-9A-F]{2} ){6} *1 bueno$", air),
            humidity => Assert.Matches(@"^humidity +\d+(\.\d+)? %RH +([0-9A-F]{2} ){6} *1 bueno$", humidity)
        );
    }

    [Theory]
    [InlineData("mesa")]
    [InlineData("humidity")]
    public async Task One_sensor_can_be_asked_by_its_name_or_a_points(string name)
    {
        Assert.Equal(0, await Say("sense", name, "--node", folder.File, "--simulate"));

        Assert.Equal(2, Lines().Count);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_answered_with_those_there_are()
    {
        Assert.Equal(2, await Say("sense", "messa", "--node", folder.File, "--simulate"));

        Assert.Equal(
            "Ningún sensor ni punto se llama «messa»; hay mesa. ¿Quiso decir «mesa»?",
            errors.ToString().Trim()
        );
    }

    [Theory]
    [InlineData("unplugged", "9 falta  NoAnswer: nadie contesta en 0x44: revise los cables y la dirección.")]
    [InlineData("stuck", "9 falta  BusStuck: SDA o SCL está retenida abajo: desconecte los sensores uno por uno.")]
    [InlineData("noise", "4 malo  BadChecksum: lo que llegó está dañado: acorte el cable y aléjelo de motores.")]
    public async Task A_fault_is_told_with_what_to_do(string fault, string advice)
    {
        folder.Write("world", $"fault={fault}");

        Assert.Equal(1, await Say("sense", "--node", folder.File, "--simulate", "--world", folder.PathOf("world")));

        Assert.All(Lines(), line => Assert.EndsWith(advice, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bytes_that_came_damaged_are_shown()
    {
        folder.Write("world", "fault=noise");

        await Say("sense", "--node", folder.File, "--simulate", "--world", folder.PathOf("world"));

        Assert.All(Lines(), line => Assert.Matches("([0-9A-F]{2} ){6}", line));
    }

    [Fact]
    public async Task A_board_without_the_bus_says_so_in_English_too()
    {
        using var other = new NodeFolder(NodeFolder.Good.Replace("bus: 1", "bus: 61"));

        Assert.Equal(1, await Say(new TextsEn(), "sense", "--node", other.File));

        Assert.EndsWith(
            "9 missing  NoBus: no such bus, or no right to it: dtparam=i2c_arm=on; group i2c.",
            Lines()[0],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_bad_node_file_is_described_and_no_sensor_asked()
    {
        using var other = new NodeFolder(NodeFolder.Good.Replace("sht3x", "sht4"));

        Assert.Equal(1, await Say("sense", "--node", other.File, "--simulate"));

        Assert.Contains("sensors[1].chip", errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(Lines());
    }

    [Theory]
    [InlineData("sense --liv", "¿Quiso decir «--live»?")]
    [InlineData("sense --node", "--node necesita un valor")]
    [InlineData("sense --world w", "--world es sólo para --simulate.")]
    public async Task What_is_typed_wrong_is_answered_in_one_sentence(string said, string answer)
    {
        Assert.Equal(2, await Say(said.Split(' ')));

        Assert.Contains(answer, errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_asks_again_and_again_until_it_is_stopped()
    {
        using var quick = new NodeFolder(NodeFolder.Good.Replace("every: 5s", "every: 20ms"));
        var sensors = quick.Read().Sensors;
        var time = new SensorTime(TimeProvider.System, Pauses.Real);
        var farm = new SimulatedFarm(SimulationOptions.Ordinary(null), TimeProvider.System, NullLogger.Instance);
        using var board = Boards.Open("inv1", sensors, farm);
        using var stop = new CancellationTokenSource();
        var said = new SaidLines();

        var live = new Sense(new TextsEs(), said, time).LiveAsync(sensors, board, stop.Token);
        await Eventually.Until("three rounds", () => said.Count >= 6);
        await stop.CancelAsync();

        Assert.Equal(0, await live.WaitAsync(Eventually.Patience));
    }

    [Fact]
    public void There_is_advice_for_every_fault_in_both_languages()
    {
        Wiring[] wirings = [new I2cWiring(1, 0x44), new OneWireWiring("28-0316a2795a12"), Line];
        foreach (var fault in Enum.GetValues<SensorFault>())
        {
            Assert.All(wirings, w => Assert.EndsWith(".", new TextsEs().Advice(fault, w), StringComparison.Ordinal));
            Assert.All(wirings, w => Assert.EndsWith(".", new TextsEn().Advice(fault, w), StringComparison.Ordinal));
        }
    }

    private sealed class SaidLines : StringWriter
    {
        private int count;

        public int Count => Volatile.Read(ref count);

        public override void WriteLine(string? value) => Interlocked.Increment(ref count);
    }

    private static LineWiring Line => new(new LineRequest(0, 17, LineBias.PullUp, false, TimeSpan.Zero));

    private Task<int> Say(params string[] args) => Say(new TextsEs(), args);

    private Task<int> Say(Texts texts, params string[] args) =>
        new CommandLine(texts, _ => null, output, errors).InvokeAsync(
            args,
            _ => throw new InvalidOperationException("nothing was to be run")
        );

    private List<string> Lines() =>
        [.. output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)];
}
